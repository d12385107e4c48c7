"""When the office means to have looked at a file. This is its own aim, shown to itself; no call promises it."""

from datetime import date, timedelta

from kernel.calendar import add_business_days

# Business days from arrival to the end of the formal check.
AIM_OF_FORMAL_CHECK = 5
_SUNDAY = 6
# No run of holidays is longer than this, whatever the year.
_LONGEST_WAY_BACK = 60


def due_on(received_on: date) -> date:
    """The day by which a file that arrived on this day should be looked at."""
    return add_business_days(received_on, AIM_OF_FORMAL_CHECK)


def end_of_week(on: date) -> date:
    """The Sunday of the week."""
    return on + timedelta(days=_SUNDAY - on.weekday())


def last_arrival_due_by(day: date) -> date:
    """The last day of arrival of the files that are due by `day`, so that a query can ask for them."""
    back = (day - timedelta(days=days) for days in range(_LONGEST_WAY_BACK))
    return next(arrival for arrival in back if due_on(arrival) <= day)
