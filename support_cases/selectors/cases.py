"""Cases in sight, and where each stands on each scale."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from support_cases.models import CasePartner, ScaleReading, SupportCase
from support_cases.policies import may_view_case
from support_cases.policies.sight import case_sight, institutions_of
from support_cases.rules.scales import Scale

_WITH = ("company", "lead_institution", "lead_advisor")


def cases_visible_to(actor: Actor, on: date) -> QuerySet[SupportCase]:
    """The query that says what `may_view_case` says of one case."""
    rows = SupportCase.objects.select_related(*_WITH)
    return rows.filter(case_sight(actor, on)) if not actor.is_nobody else rows.none()


def case_visible_to(actor: Actor, case_id: UUID, on: date) -> SupportCase | None:
    """One case of that query: to its lead and its company a case tells by itself that they see it."""
    case = SupportCase.objects.select_related(*_WITH).filter(pk=case_id).order_by().first()
    return case if case is not None and may_view_case(actor, case, on).is_allowed else None


def partnered_once(actor: Actor, case_id: UUID) -> bool:
    """Whether an own institution was brought into the case: it may hear that it sees the case no longer."""
    return CasePartner.objects.filter(case_id=case_id, institution_id__in=institutions_of(actor)).exists()


def newest_readings(case_ids: Iterable[UUID]) -> dict[UUID, dict[Scale, ScaleReading]]:
    """The reading that counts of each scale, for any number of cases in one query."""
    found: dict[UUID, dict[Scale, ScaleReading]] = {}
    for row in ScaleReading.objects.filter(case_id__in=list(case_ids)).order_by("read_on", "read_at", "id"):
        found.setdefault(row.case_id, {})[Scale(row.scale)] = row
    return found


def newest_steps(case_ids: Iterable[UUID], scales: Iterable[Scale]) -> dict[UUID, dict[Scale, int]]:
    """Where each case stands on some scales, without the evidence."""
    rows = ScaleReading.objects.filter(case_id__in=list(case_ids), scale__in=list(scales))
    found: dict[UUID, dict[Scale, int]] = {}
    for case_id, scale, value in rows.order_by("read_on", "read_at", "id").values_list("case_id", "scale", "value"):
        found.setdefault(case_id, {})[Scale(scale)] = value
    return found
