"""What the other floors learn of the accompaniment: that a consultation took place, and whom somebody has advised."""

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Accompanist:
    """A person or an institution that accompanies a company, or did."""

    name: str
    corporate_number: str = ""
    is_person: bool = False


def accompanists_of(company_id: UUID) -> tuple[Accompanist, ...]:
    """Everybody of every case of a company, ended ones too: lead and partners, advisors and who wrote records."""
    return tuple(dict.fromkeys(_accompanists(company_id)))


def _accompanists(company_id: UUID) -> Iterator[Accompanist]:
    cases = SupportCase.objects.filter(company_id=company_id).select_related("lead_institution", "lead_advisor")
    for case in cases.prefetch_related("partners__institution", "records__recorded_by", "handovers__to_advisor"):
        institutions = [case.lead_institution, *(each.institution for each in case.partners.all())]
        people = [case.lead_advisor, *(each.recorded_by for each in case.records.all())]
        people += [each.to_advisor for each in case.handovers.all()]
        yield from (Accompanist(each.name, each.corporate_number) for each in institutions)
        yield from (Accompanist(each.name, is_person=True) for each in people)


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
