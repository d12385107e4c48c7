"""Keeping the figures of a settled year: whole yen and people, what is not known stays unknown."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import FinancialYear, SupportCase
from support_cases.models.diagnosis import FIGURE_LABELS
from support_cases.policies.diagnoses import may_note_finances
from support_cases.rules.refusals import Why


@transaction.atomic
def save_year(
    *,
    case_id: UUID,
    settled_on: date,
    figures: Mapping[str, int | None],
    seen_version: int,
    actor: Actor,
    at: datetime,
) -> FinancialYear:
    """Keep the figures of one settled year. `seen_version` is 0 for a new one; another's newer figures stay."""
    case = SupportCase.objects.get(pk=case_id)
    insist(may_note_finances(actor, case, tokyo_day(at)))
    if settled_on > tokyo_day(at):
        raise Refused(Why.DAY_TO_COME)
    known = {name: figures[name] for name in FIGURE_LABELS if figures.get(name) is not None}
    if not known:
        raise Refused(Why.NOTHING_ANSWERED)
    SupportCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    year = FinancialYear.objects.filter(case=case, settled_on=settled_on).first()
    if (year.version if year else 0) != seen_version:
        raise Refused(Why.CHANGED_MEANWHILE)
    year = year or FinancialYear(case=case, settled_on=settled_on, version=0)
    changed = sorted(name for name in FIGURE_LABELS if year.figures.get(name) != known.get(name))
    year.figures, year.version = known, year.version + 1
    year.saved_at, year.saved_by_label = at, actor.label
    year.save()
    # Which figures changed, never the figures: the trail is read by others than the figures are.
    record(actor=actor, verb="save_financial_year", subject=year, at=at, changes={"figures": changed})
    return year
