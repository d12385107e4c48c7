"""When a reviewer hears: of new files soon after they were assigned, of open ones so many days before the due date.

In the daytime, and of each once.
"""

from datetime import date, datetime, timedelta

from kernel.calendar import TOKYO, days_left

# Days before the due date; whoever has handed everything in hears nothing.
REMINDED_BEFORE = (7, 3, 1)
# Whoever assigns file by file is let finish, so that the reviewer gets one mail and not one for each.
SETTLED_AFTER = timedelta(minutes=10)
# Nobody is woken by a mail.
FROM_HOUR = 8


def is_reminded_on(due_on: date, on: date) -> bool:
    """Whether this day is one on which open files are named."""
    return days_left(due_on, on) in REMINDED_BEFORE


def is_settled(newest: datetime, at: datetime) -> bool:
    """Whether nothing was assigned to a reviewer for so long that the new files can be told."""
    return at - newest >= SETTLED_AFTER


def is_daytime(at: datetime) -> bool:
    """Whether reminders may leave at this moment."""
    return at.astimezone(TOKYO).hour >= FROM_HOUR
