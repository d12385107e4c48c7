"""One open sheet in a database of its own, and how long it takes to keep a score on it.

The rows are made through the models, for the figure alone: how they came about is not what is measured.
"""

import statistics
from datetime import UTC, date, datetime
from itertools import count

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from accounts.services.demonstration import settle_people
from accounts.services.second_factor import SHOWN_BY
from applications.models import Application, Submission
from applications.rules.workflow import Status
from applications.services.calls import load_call, publish_call
from bench.figures import seconds
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.rules.workflow import AssignmentStatus

_AT = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
_CALL = "fy2025_introduction"
_TIMES, _WARM_UP = 100, 10
PERSON = "/bench/person/"


def main() -> None:
    """Open a sheet, then print the time of keeping a score and of the session-and-user view, in milliseconds."""
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "bench.urls", ["testserver"]
    call_command("migrate", verbosity=0, interactive=False)
    people = settle_people(password=None, at=_AT, domain="bench.test")
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
    print(*_milliseconds(_at_the_desk(people.users["endo"]), sheet))


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


def _at_the_desk(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session[SHOWN_BY] = str(user.pk)
    session.save()
    return client


def _milliseconds(client: Client, sheet: Assignment) -> tuple[float, float]:
    """The two alternate, so that a slow moment strikes both; the novelty is the criterion that costs most."""
    versions = count()

    def keep() -> None:
        version = next(versions)
        said = {"points": str(version % 15), "comment": f"コメント{version}", "version": str(version)}
        answer = client.post(f"/review/{sheet.pk}/scores/4/", said)
        if answer.status_code != 200:
            raise RuntimeError(answer.content.decode())

    for _ in range(_WARM_UP):
        keep()
        client.get(PERSON)
    pairs = [(seconds(keep), seconds(lambda: client.get(PERSON))) for _ in range(_TIMES)]
    kept, known = zip(*pairs, strict=True)
    return 1000 * statistics.median(kept), 1000 * statistics.median(known)
