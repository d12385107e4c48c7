"""The first word a reviewer hears of new files: one mail for all that were assigned together."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from applications.rules.workflow import Status
from applications.selectors.calls import terms_in_force
from kernel.wareki import format_wareki
from records.audit.recording import record
from records.services.messages import queue_message
from screening.models import Assignment
from screening.rules.reminders import is_daytime, is_settled
from screening.rules.workflow import AssignmentStatus, RoundStatus
from screening.selectors.panel import on_the_panel
from screening.services.reminders import MACHINE

KIND = "screening_assignment"


def announce_assignments(*, at: datetime) -> int:
    """Mail every reviewer who has files that nobody told of yet, once the assigning has come to rest; how many."""
    if not is_daytime(at):
        return 0
    found: dict[tuple[UUID, UUID], datetime] = {}
    for round_id, reviewer_id, assigned_at in _untold().values_list("case__round_id", "reviewer_id", "assigned_at"):
        found[round_id, reviewer_id] = max(assigned_at, found.get((round_id, reviewer_id), assigned_at))
    return sum(_announce(*pair, at=at) for pair, newest in found.items() if is_settled(newest, at))


def _untold() -> QuerySet[Assignment]:
    """Open files of a round that is being scored, of reviewers who are still on the panel."""
    return Assignment.objects.filter(
        announced_at__isnull=True,
        status=AssignmentStatus.ASSIGNED,
        case__round__status=RoundStatus.SCORING,
        case__application__status=Status.ACCEPTED,
        reviewer__in=on_the_panel(),
    ).order_by("case__application__receipt_sequence", "id")


@transaction.atomic
def _announce(round_id: UUID, reviewer_id: UUID, *, at: datetime) -> int:
    """One mail, unless a colleague process has told of the files by now: the rows are read again under their lock."""
    rows = _untold().filter(case__round_id=round_id, reviewer_id=reviewer_id).select_for_update(of=("self",))
    files = list(rows.select_related("reviewer", "case__round", "case__application__revision"))
    if not files:
        return 0
    Assignment.objects.filter(pk__in=[each.pk for each in files]).update(announced_at=at)
    newest, reviewer = files[-1], files[0].reviewer
    message = queue_message(kind=KIND, to=reviewer.email, context=_words(files), about=newest, at=at)
    changes = {"message": str(message.pk), "files": [str(each.pk) for each in files]}
    record(actor_label=MACHINE, verb="announce_assignments", subject=newest, at=at, changes=changes)
    return 1


def _words(files: Sequence[Assignment]) -> dict[str, object]:
    terms = terms_in_force(files[0].case.application.revision)
    return {
        "reviewer": files[0].reviewer.name,
        "subsidy": terms.subsidy_name,
        "due": format_wareki(files[0].case.round.due_on, weekday=True),
        "files": [(each.case.application.receipt_number, each.case.application.title) for each in files],
        "desk": terms.grantor.office,
    }
