"""Reminders of open files before the due date: one mail for each reviewer and day, however often the clock strikes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from applications.rules.workflow import Status
from applications.selectors.calls import terms_in_force
from kernel.calendar import days_left, tokyo_day
from kernel.wareki import format_wareki
from records.audit.recording import record
from records.services.messages import queue_message
from screening.models import Assignment, Reminder, ScreeningRound
from screening.rules.reminders import is_daytime, is_reminded_on
from screening.rules.workflow import AssignmentStatus, RoundStatus
from screening.selectors.panel import on_the_panel

KIND = "screening_reminder"
MACHINE = "自動のお知らせ"
_OPEN = (AssignmentStatus.ASSIGNED, AssignmentStatus.OPEN)


def remind_reviewers(*, at: datetime) -> int:
    """Mail every reviewer with open files whose due date is a reminded number of days away; answer how many."""
    if not is_daytime(at):
        return 0
    on = tokyo_day(at)
    rounds = ScreeningRound.objects.filter(status=RoundStatus.SCORING).select_related("call").order_by("opened_at")
    due = [each for each in rounds if is_reminded_on(each.due_on, on)]
    return sum(_remind(each, reviewer, files, at=at) for each in due for reviewer, files in _open_files(each).items())


def _open_files(round_: ScreeningRound) -> dict[User, list[Assignment]]:
    found: dict[User, list[Assignment]] = defaultdict(list)
    for assignment in _still_open(round_):
        found[assignment.reviewer].append(assignment)
    return found


def _still_open(round_: ScreeningRound) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(
        case__round=round_, status__in=_OPEN, case__application__status=Status.ACCEPTED, reviewer__in=on_the_panel()
    )
    return rows.select_related("reviewer", "case__application__revision").order_by(
        "reviewer_id", "case__application__receipt_sequence", "id"
    )


@transaction.atomic
def _remind(round_: ScreeningRound, reviewer: User, files: Sequence[Assignment], *, at: datetime) -> int:
    """One mail, unless this day's has left: whoever comes second finds the row and sends nothing."""
    reminder, is_new = Reminder.objects.get_or_create(
        round=round_,
        reviewer=reviewer,
        due_on=round_.due_on,
        days_before=days_left(round_.due_on, tokyo_day(at)),
        defaults={"files": len(files), "sent_at": at},
    )
    if not is_new:
        return 0
    words = {
        "reviewer": reviewer.name,
        "subsidy": terms_in_force(files[0].case.application.revision).subsidy_name,
        "due": format_wareki(round_.due_on, weekday=True),
        "days": reminder.days_before,
        "files": [(each.case.application.receipt_number, each.case.application.title) for each in files],
        "desk": terms_in_force(files[0].case.application.revision).grantor.office,
    }
    queue_message(kind=KIND, to=reviewer.email, context=words, about=reminder, at=at)
    changes = {"to": reviewer.email, "days_before": reminder.days_before, "files": [str(each.pk) for each in files]}
    record(actor_label=MACHINE, verb="remind_reviewer", subject=reminder, at=at, changes=changes)
    return 1
