"""How an organisation comes to be here. A company registers itself, once; offices are founded by the administrator."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor, oneself
from accounts.models import Membership, Organisation, User
from accounts.policies import Why, may_edit_company, may_found_office, may_register_company
from accounts.rules.particulars import CompanyDetails, Particulars
from accounts.rules.roles import ALL_RIGHTS, OrganisationKind, Right, Role
from accounts.services.outward import record
from accounts.services.refusals import Refused, insist
from kernel.identifiers import parse_corporate_number


def company_with(corporate_number: str) -> Organisation | None:
    """The organisation that already stands under this 法人番号; of one that was absorbed, the one that took it over."""
    rows = Organisation.objects.filter(corporate_number=parse_corporate_number(corporate_number))
    found = rows.select_related("merged_into").first()
    return found.stands_as if found is not None else None


def standing(organisation_id: UUID) -> Organisation:
    """The organisation, locked until the caller's transaction ends; for one that was absorbed nothing new begins."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)
    if organisation.merged_into_id is not None:
        raise Refused(Why.COMPANY_MERGED)
    return organisation


@transaction.atomic
def register_company(*, actor: Actor, particulars: Particulars, at: datetime) -> Organisation:
    """Register a company with its first member, who holds every right. A company that is here is joined instead.

    A person in business (個人事業主) has no 法人番号 and is registered by name alone. The same form sent twice by one
    person registers one company, with a number or without.
    """
    insist(may_register_company(actor))
    number = particulars.corporate_number and parse_corporate_number(particulars.corporate_number)
    values = asdict(particulars) | {"corporate_number": number}
    # Locked, so that a double click waits for the company that its first half registers.
    user = User.objects.select_for_update().get(pk=actor.acting_id)
    if (own := _own_with(user, values)) is not None:
        return own
    company = _registered(values, at)
    give_place(user=user, organisation=company, role=Role.APPLICANT_MEMBER, rights=ALL_RIGHTS, at=at)
    record(actor=actor, verb="register_company", subject=company, at=at, changes=values)
    return company


def _own_with(user: User, values: dict[str, str]) -> Organisation | None:
    """The company of these very particulars that the person belongs to already."""
    places = user.memberships.filter(ended_at=None).order_by().values("organisation")
    return Organisation.objects.filter(kind=OrganisationKind.COMPANY, pk__in=places, **values).first()


def _registered(values: dict[str, str], at: datetime) -> Organisation:
    """Add the company, or learn that it is here: of two at the same moment the database lets one through."""
    try:
        with transaction.atomic():
            return Organisation.objects.create(kind=OrganisationKind.COMPANY, created_at=at, **values)
    except IntegrityError as taken:
        raise Refused(Why.COMPANY_IS_HERE) from taken


@transaction.atomic
def edit_company(*, actor: Actor, company: Organisation, details: CompanyDetails, at: datetime) -> Organisation:
    """Set a company's particulars. What was sent keeps the former ones; the trail holds both, and no change writes none."""
    locked = Organisation.objects.select_for_update().get(pk=company.pk)
    insist(may_edit_company(actor, locked))
    wanted = asdict(details)
    changes = {key: [getattr(locked, key), value] for key, value in wanted.items() if getattr(locked, key) != value}
    if changes:
        for key in changes:
            setattr(locked, key, wanted[key])
        locked.save(update_fields=list(changes))
        record(actor=actor, verb="edit_company", subject=locked, at=at, changes=changes)
    return locked


@transaction.atomic
def found_office(*, actor: Actor, kind: OrganisationKind, particulars: Particulars, at: datetime) -> Organisation:
    """Found an institution, a panel, an authority: organisations whose members are invited, never self-registered."""
    insist(may_found_office(actor, kind))
    office = Organisation.objects.create(kind=kind, created_at=at, **asdict(particulars))
    record(actor=actor, verb="found_office", subject=office, at=at, changes=asdict(particulars))
    return office


@transaction.atomic
def open_secretariat(*, administrator: User, particulars: Particulars, at: datetime) -> Organisation:
    """Open the secretariat with its first administrator: the one act that nobody inside could have allowed."""
    if Organisation.objects.filter(kind=OrganisationKind.SECRETARIAT).exists():
        raise Refused(Why.SECRETARIAT_IS_OPEN)
    office = Organisation.objects.create(kind=OrganisationKind.SECRETARIAT, created_at=at, **asdict(particulars))
    give_place(user=administrator, organisation=office, role=Role.ADMINISTRATOR, rights=frozenset(), at=at)
    record(actor=oneself(administrator), verb="open_secretariat", subject=office, at=at, changes=asdict(particulars))
    return office


def give_place(
    *, user: User, organisation: Organisation, role: Role, rights: frozenset[Right], at: datetime
) -> Membership:
    """Add a membership in the caller's transaction; the caller has asked policy and writes the trail."""
    standing(organisation.pk)
    return Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        may_edit=Right.EDIT in rights,
        may_submit=Right.SUBMIT in rights,
        may_finance=Right.FINANCE in rights,
        started_at=at,
    )
