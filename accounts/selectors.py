"""What each person may see of organisations and people."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.models import EmailChange, Invitation, JoinRequest, Membership, Organisation
from accounts.policies import may_look_up_companies
from accounts.rules.likeness import Entry
from accounts.rules.roles import OrganisationKind, Right


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """The own organisations; all of them for secretariat, administrator and auditor."""
    if actor.sees_every_organisation:
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=_own(actor))


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """The open memberships of the organisations in sight."""
    rows = Membership.objects.filter(ended_at__isnull=True).select_related("user", "organisation")
    return rows if actor.sees_every_organisation else rows.filter(organisation__in=_own(actor))


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """The invitations that nobody has accepted or withdrawn, of the organisations in sight."""
    rows = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    rows = rows.select_related("organisation", "invited_by")
    return rows if actor.sees_every_organisation else rows.filter(organisation__in=_own(actor))


def join_requests_visible_to(actor: Actor) -> QuerySet[JoinRequest]:
    """The open requests: one's own, and those to companies whose places one fills."""
    rows = JoinRequest.objects.filter(answer="").select_related("user", "organisation")
    if actor.sees_every_organisation:
        return rows
    filled = [each.organisation_id for each in actor.memberships if Right.SUBMIT in each.rights]
    return rows.filter(Q(organisation__in=filled) | Q(user=actor.user_id))


def email_changes_visible_to(actor: Actor) -> QuerySet[EmailChange]:
    """One's own wish for another address, while it is open; nobody else's concern."""
    return EmailChange.objects.filter(user=actor.user_id, confirmed_at__isnull=True, withdrawn_at__isnull=True)


def companies_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """The register of companies, absorbed ones among them, with the number of each one's members."""
    rows = Organisation.objects.filter(kind=OrganisationKind.COMPANY)
    if not may_look_up_companies(actor).is_allowed:
        return rows.none()
    members = Count("memberships", filter=Q(memberships__ended_at=None))
    return rows.select_related("merged_into").annotate(members=members)


def register_entries(actor: Actor, *, standing: bool = False) -> list[Entry]:
    """Every company as far as likeness asks, in one query; `standing` leaves the absorbed ones out."""
    if not may_look_up_companies(actor).is_allowed:
        return []
    rows = Organisation.objects.filter(kind=OrganisationKind.COMPANY).order_by("name", "id")
    rows = rows.filter(merged_into=None) if standing else rows
    return [Entry(*each) for each in rows.values_list("pk", "name", "corporate_number", "address", "telephone")]


def companies_by_id(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Organisation]:
    """These companies of the register, by key."""
    return {each.pk: each for each in companies_visible_to(actor).filter(pk__in=ids).order_by("name", "id")}


def stands_as(actor: Actor, organisation_id: UUID) -> UUID | None:
    """Where an absorbed company leads for somebody who sees the kept one; None for every other organisation."""
    gone = Organisation.objects.filter(pk=organisation_id, merged_into__in=organisations_visible_to(actor))
    return gone.values_list("merged_into", flat=True).first()


def _own(actor: Actor) -> list[UUID]:
    return [each.organisation_id for each in actor.memberships]
