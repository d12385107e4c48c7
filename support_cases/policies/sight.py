"""Which cases an institution or a company has in sight on a day, as one condition for query and single case alike."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.actor import Actor
from accounts.rules.roles import OrganisationKind, Right, Role
from support_cases.models import CasePartner, SharingConsent
from support_cases.rules.sharing import Category


def institutions_of(actor: Actor) -> tuple[UUID, ...]:
    """The institutions this person advises for."""
    return tuple(each.organisation_id for each in actor.memberships if each.role is Role.ADVISOR)


def companies_of(actor: Actor) -> tuple[UUID, ...]:
    """The companies this person may look after."""
    return tuple(
        each.organisation_id
        for each in actor.memberships
        if each.organisation_kind is OrganisationKind.COMPANY and Right.VIEW in each.rights
    )


def consents_in_force(on: date) -> Q:
    """Consents that hold on this day."""
    return Q(withdrawn_at__isnull=True, starts_on__lte=on, until__gte=on)


def case_sight(actor: Actor, on: date) -> Q:
    """The company's own people, the lead institution, and partners (or the region's lab) whom the company lets see.

    The secretariat of the subsidy and its auditor are not among them: a company tells its bank things that no office
    of a subsidy has to know.
    """
    institutions = institutions_of(actor)
    # The partner itself holds the consent: somebody who advises for two institutions joins nothing between them.
    consent = SharingConsent.objects.filter(
        consents_in_force(on),
        company=OuterRef("case__company"),
        institution=OuterRef("institution"),
        category=Category.RECORDS,
    )
    partnership = CasePartner.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), case=OuterRef("pk"), institution__in=institutions, starts_on__lte=on
    ).filter(Exists(consent))
    lab = SharingConsent.objects.filter(
        consents_in_force(on),
        company=OuterRef("company"),
        institution__in=institutions,
        institution__institution_profile__kind="dx_lab",
        category=Category.RECORDS,
    )
    shared = Exists(partnership) | Exists(lab)
    return Q(company_id__in=companies_of(actor)) | Q(lead_institution_id__in=institutions) | Q(shared)
