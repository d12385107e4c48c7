"""Days that follow from completion: when the report is due and until when books are kept."""

from datetime import date, timedelta

from applications.rules.terms import CallTerms
from kernel.calendar import business_day_on_or_after, fiscal_year_ends_on, fiscal_year_of


def report_due_on(completed_on: date, terms: CallTerms) -> date:
    """Completion plus the call's days, at the latest on the call's last day (§11(1)).

    「起算して14日を経過した日」 is completion + 14; counting the day of completion itself is the other reading (A12).
    """
    counted = terms.readings.report_due_count == "completion_day_counted"
    due = min(completed_on + timedelta(days=terms.report.days - int(counted)), terms.report.latest_on)
    moves = terms.readings.report_due_closed_day == "next_business_day"
    return business_day_on_or_after(due) if moves else due


def retain_until(completed_on: date, terms: CallTerms) -> date:
    """The last day on which books and evidence must be kept: years after the fiscal year of completion (§10(11))."""
    return fiscal_year_ends_on(fiscal_year_of(completed_on) + terms.retention.years)
