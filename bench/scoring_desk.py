"""One open sheet in a database of its own, and how long it takes to keep a score on it.

The rows are made through the models, for the figure alone: how they came about is not what is measured.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count

from django.conf import settings
from django.test import Client

from accounts.models import User
from applications.models import Application, Submission
from applications.rules.workflow import Status
from applications.services.calls import load_call, publish_call
from bench.desk import PERSON, at_the_desk, looking, medians, opened_house
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.rules.workflow import AssignmentStatus

_AT = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
_CALL = "fy2025_introduction"
_TIMES, _WARM_UP = 100, 10


def main() -> None:
    """Open a sheet, then print the time of keeping a score and of the session-and-user view, in milliseconds."""
    people = opened_house(_AT)
    revision = load_call(call_id=_CALL, folders=settings.CALLS_FOLDERS, at=_AT)
    publish_call(revision_id=revision.pk, actor_label="bench", at=_AT, because="bench")
    file = Application.objects.create(
        call_id=revision.call_id,
        revision=revision,
        organisation=people.company,
        status=Status.ACCEPTED,
        title="補助事業",
        created_by=people.users["aoki"],
        created_at=_AT,
        receipt_sequence=1,
        receipt_number="R7-DX-001",
        submitted_at=_AT,
        received_on=date(2025, 6, 1),
    )
    _send(file, people.users["aoki"])
    sheet = _open(file, people.users["endo"])
    client = at_the_desk(people.users["endo"])
    print(*medians([_keeping(client, sheet), looking(client, PERSON)], times=_TIMES, warm_up=_WARM_UP))


def _send(file: Application, user: User) -> None:
    nothing: dict[str, object] = {"answers": {}, "cost_lines": [], "facts": {}, "attachments": []}
    Submission.objects.create(application=file, submitted_at=_AT, submitted_by=user, sha256="0" * 64, **nothing)


def _open(file: Application, reviewer: User) -> Assignment:
    opened = ScreeningRound.objects.create(
        call_id=file.call_id, due_on=date(2025, 6, 27), reviewers_per_file=2, opened_at=_AT
    )
    case = ScreeningCase.objects.create(round=opened, application=file, opened_at=_AT)
    return Assignment.objects.create(
        case=case, reviewer=reviewer, status=AssignmentStatus.OPEN, assigned_at=_AT, assigned_by_label="bench"
    )


def _keeping(client: Client, sheet: Assignment) -> Callable[[], object]:
    """Keeping one more score; the novelty is the criterion that costs most."""
    versions = count()

    def keep() -> None:
        version = next(versions)
        said = {"points": str(version % 15), "comment": f"コメント{version}", "version": str(version)}
        answer = client.post(f"/review/{sheet.pk}/scores/4/", said)
        if answer.status_code != 200:
            raise RuntimeError(answer.content.decode())

    return keep
