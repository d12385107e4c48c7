"""What the other floors learn of the accompaniment: that a consultation took place, and whom somebody has advised."""

from uuid import UUID

from django.db.models import Q

from accounts.models import Membership
from accounts.rules.roles import Role
from applications.selectors.consultations import Consultation
from support_cases.models import SupportCase, SupportRecord
from support_cases.rules.records import RecordKind


def consultations_of(company_id: UUID) -> tuple[Consultation, ...]:
    """事前相談 of a company: when and with which institution, and nothing of what was said."""
    rows = SupportRecord.objects.filter(case__company_id=company_id, kind=RecordKind.PRE_CONSULTATION).select_related(
        "institution"
    )
    return tuple(
        Consultation(row.ended_at or row.started_at, row.institution.name) for row in rows.order_by("started_at", "id")
    )


def advised_companies(user_id: UUID) -> frozenset[UUID]:
    """The companies that a person has accompanied, alone or through an institution of theirs, at any time.

    Nobody reviews an application of a company that the own institution has advised.
    """
    institutions = Membership.objects.filter(user_id=user_id, role=Role.ADVISOR).values("organisation_id")
    own = (
        Q(lead_advisor_id=user_id)
        | Q(records__recorded_by_id=user_id)
        | Q(handovers__to_advisor_id=user_id)
        | Q(lead_institution__in=institutions)
        | Q(partners__institution__in=institutions)
    )
    return frozenset(SupportCase.objects.filter(own).order_by().values_list("company_id", flat=True))
