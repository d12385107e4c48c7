"""別紙1 as it was typed: challenges, measures, figures, schedule, people, and the applicant's own words."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from applications.papers.plan import Challenge, Indicator, Member, Plan, ScheduleRow, Section, Solution
from applications.rules.sections import SectionKey, section_named

Given = Mapping[str, Any]
_PROSE = ("continuation", "spillover", "novelty", "funding_plan", "security_measures")
_MOST_MONTHS = 12


def plan_answered(base: Plan, given: Given) -> Plan:
    """The plan over the figures that the judgement has filled already."""
    months = _months(given.get("schedule") or ())
    return base.model_copy(
        update={
            "company_profile": given.get("company_profile") or "",
            "challenges": tuple(_challenge(n, row) for n, row in enumerate(given.get("challenges") or (), start=1)),
            "solutions": tuple(map(_solution, given.get("solutions") or ())),
            "indicators": tuple(
                _indicator(shown, row) for shown, row in zip_longest(base.indicators, given.get("kpi") or ())
            ),
            "months": tuple(f"{int(month[5:])}月" for month in months) or base.months,
            "schedule": tuple(_row(row, months) for row in given.get("schedule") or ()),
            "members": tuple(
                Member(**{key: row.get(key) or "" for key in ("role", "name", "duty")})
                for row in given.get("members") or ()
            ),
            "sections": _sections(given),
        }
    )


def _challenge(number: int, row: Given) -> Challenge:
    return Challenge(number=str(number), **{key: row.get(key) or "" for key in ("task", "present", "problem", "cause")})


def _solution(row: Given) -> Solution:
    texts = {key: row.get(key) or "" for key in ("measure", "tool", "vendor", "effect")}
    return Solution(number=str(row["challenge"]) if row.get("challenge") else "", **texts)


def _indicator(shown: Indicator | None, row: Given | None) -> Indicator:
    typed = row or {}
    names = {"indicator": "indicator", "unit": "unit", "method": "method", "timing": "timing"}
    texts = {name: typed.get(key) or "" for name, key in names.items()}
    if shown is None:
        shown = Indicator(task=typed.get("task") or "")
    return shown.model_copy(update=texts)


def _months(rows: Sequence[Given]) -> tuple[str, ...]:
    """Every month from the first to the last that the schedule names, as far as the table is wide."""
    named = sorted(month for row in rows for month in (row.get("begins"), row.get("ends")) if month)
    if not named:
        return ()
    year, month = map(int, named[0].split("-"))
    months: list[str] = []
    while len(months) < _MOST_MONTHS and (not months or months[-1] < named[-1]):
        months.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months)


def _row(row: Given, months: Sequence[str]) -> ScheduleRow:
    begins, ends = row.get("begins") or "", row.get("ends") or row.get("begins") or ""
    cells = tuple("■" if begins and begins <= month <= ends else "" for month in months)
    return ScheduleRow(task=row.get("task") or "", cells=cells)  # type: ignore[arg-type]


def _sections(given: Given) -> tuple[Section, ...]:
    asked = section_named(SectionKey.PROJECT_PLAN).asked
    return tuple(Section(heading=asked[key].label, body=given.get(key) or "") for key in _PROSE)
