"""The days that follow from a grant, each with what it asks and its clause."""

from dataclasses import dataclass
from datetime import date, timedelta

from applications.rules.terms import CallTerms
from awards.rules.deadlines import report_due_on, retain_until


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day: `key` names what is due. `clause` is blank where the guide is silent.

    `is_at_latest` marks a day that comes earlier when the project ends earlier.
    """

    key: str
    on: date
    clause: str
    is_at_latest: bool = False


def due_days(*, decided_on: date, completion_limit: date, terms: CallTerms) -> tuple[DueDay, ...]:
    """The days in their order. Those that follow from completion are told for the latest possible completion."""
    return (
        DueDay("withdrawal", decided_on + timedelta(days=terms.decisions.withdrawable_days), ""),
        DueDay("completion", completion_limit, terms.period.clause),
        DueDay("report", report_due_on(completion_limit, terms), terms.report.clause, is_at_latest=True),
        DueDay("retention", retain_until(completion_limit, terms), terms.retention.clause, is_at_latest=True),
    )
