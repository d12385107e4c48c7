"""Cases in sight, and where each stands on each scale."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from support_cases.models import ScaleReading, SupportCase
from support_cases.policies.sight import case_sight
from support_cases.rules.scales import Scale


def cases_visible_to(actor: Actor, on: date) -> QuerySet[SupportCase]:
    """The query that says what `may_view_case` says of one case."""
    rows = SupportCase.objects.select_related("company", "lead_institution", "lead_advisor")
    return rows.filter(case_sight(actor, on)) if not actor.is_nobody else rows.none()


def newest_readings(case_ids: Iterable[UUID]) -> dict[UUID, dict[Scale, ScaleReading]]:
    """The reading that counts of each scale, for any number of cases in one query."""
    found: dict[UUID, dict[Scale, ScaleReading]] = {}
    for row in ScaleReading.objects.filter(case_id__in=list(case_ids)).order_by("read_on", "read_at", "id"):
        found.setdefault(row.case_id, {})[Scale(row.scale)] = row
    return found
