"""When a reviewer is reminded of open files: so many days before the due date, in the daytime, once each."""

from datetime import date, datetime

from kernel.calendar import TOKYO, days_left

# Days before the due date; whoever has handed everything in hears nothing.
REMINDED_BEFORE = (7, 3, 1)
# Nobody is woken by a mail.
FROM_HOUR = 8


def is_reminded_on(due_on: date, on: date) -> bool:
    """Whether this day is one on which open files are named."""
    return days_left(due_on, on) in REMINDED_BEFORE


def is_daytime(at: datetime) -> bool:
    """Whether reminders may leave at this moment."""
    return at.astimezone(TOKYO).hour >= FROM_HOUR
