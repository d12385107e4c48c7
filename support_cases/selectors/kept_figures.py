"""Figures that were counted a moment ago, kept for whoever asks for the same again, always with their moment.

They lie in the house's cache, which all of its processes share (Redis, or files where there is no server). They are
kept a few minutes, and not beyond the next withdrawn consent: a consent counts among the figures, and what a company
takes back is gone at the next look. What else was saved meanwhile comes in with the next count; the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count

from support_cases.models import ScaleReading, SharingConsent, SupportCase
from support_cases.rules.counting import Counts, Period
from support_cases.rules.scales import Scale
from support_cases.selectors.counting import Endings, Figures, KindChange, counted, stage_distribution
from support_cases.selectors.scope import Scope

KEPT_SECONDS = 300
# A house that counts something new does not read what the former one kept.
_SHAPE = tuple(each.name for kind in (Figures, Counts, Endings, KindChange) for each in fields(kind))


@dataclass(frozen=True, slots=True)
class Stages:
    """How many companies stand on each stage, and when that was counted."""

    counted_at: datetime
    counts: Mapping[int, int]


def figures_of(scope: Scope, period: Period, *, today: date, at: datetime) -> Figures:
    """The figures of a scope and a period, as they were counted within the last minutes, or counted now."""
    # The key is made before anything is counted: a consent withdrawn meanwhile leaves these figures behind.
    key = _key(scope, period, today)
    kept: Figures | None = cache.get(key)
    if kept is not None:
        return kept
    found = counted(scope, period, today=today, at=at)
    # Whoever asked for a new count meanwhile has a newer one, which stays.
    cache.add(key, found, KEPT_SECONDS)
    return found


def count_anew(scope: Scope, period: Period, *, today: date, at: datetime) -> None:
    """Count now, and keep that instead."""
    key = _key(scope, period, today)
    found = counted(scope, period, today=today, at=at)
    kept: Figures | None = cache.get(key)
    if kept is None or kept.counted_at < at:
        cache.set(key, found, KEPT_SECONDS)


def stages_today(scope: Scope, today: date, *, at: datetime) -> Stages:
    """Where the companies stand today, counted again when a reading was added or the cases of the scope changed.

    Readings are frozen: their number tells whether there is a new one.
    """
    readings = ScaleReading.objects.filter(scale=Scale.DIGITAL_STAGE).order_by().aggregate(found=Count("*"))
    cases = SupportCase.objects.filter(scope.of_cases).order_by().aggregate(found=Count("*"))
    key = _named("stages", scope.name, today, readings["found"], cases["found"])
    kept: Stages | None = cache.get(key)
    if kept is None:
        kept = Stages(at, stage_distribution(scope, today))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _key(scope: Scope, period: Period, today: date) -> str:
    withdrawn = SharingConsent.objects.filter(scope.of_records, withdrawn_at__isnull=False).order_by()
    # A withdrawal is never taken back, so that their number names what was shared.
    count = withdrawn.aggregate(found=Count("*"))["found"]
    return _named("figures", _SHAPE, scope.name, period.first, period.last, today, count)


def _named(*told: Any) -> str:
    return f"support_cases:{sha256(repr(told).encode()).hexdigest()}"
