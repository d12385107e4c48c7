"""A desk with so many files, and how long its list takes.

The rows are made in bulk through the models, for the figure alone: how they came about is not what is measured.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.test import Client

from accounts.models import Organisation, User
from accounts.rules.roles import OrganisationKind
from applications.models import Application, Assessment, CallRevision, Submission
from applications.rules.workflow import Status
from applications.services.calls import load_call, publish_call
from bench.desk import PERSON, at_the_desk, looking, medians, opened_house, questions
from bench.process import answer_rounds

_AT = datetime(2025, 5, 20, 1, 0, tzinfo=UTC)
_CALL = "fy2025_introduction"
_TIMES, _WARM_UP = 15, 5
COMPANY = OrganisationKind.COMPANY
LIST = "/office/applications/"


def main(count: int) -> None:
    """Lay out the files, then answer each round with the list's time and that of the session-and-user view."""
    people = opened_house(_AT)
    revision = load_call(call_id=_CALL, folders=settings.CALLS_FOLDERS, at=_AT)
    publish_call(revision_id=revision.pk, actor_label="bench", at=_AT, because="bench")
    doi = people.users["doi"]
    _judge(_send(_lay_out(count, revision, doi), doi), revision)
    client = at_the_desk(doi)
    medians(_looks(client), times=1, warm_up=_WARM_UP)
    answer_rounds(lambda: _round(client))


def _lay_out(count: int, revision: CallRevision, user: User) -> list[Application]:
    noted = [Organisation(kind=COMPANY, name=f"株式会社{number}", created_at=_AT) for number in range(count // 3)]
    companies = Organisation.objects.bulk_create(noted, batch_size=500)
    files = [
        Application(
            call_id=revision.call_id,
            revision=revision,
            organisation=companies[number % len(companies)],
            status=Status.SUBMITTED if number % 3 else Status.ACCEPTED,
            title=f"補助事業 {number}",
            created_by=user,
            created_at=_AT,
            submission_key=uuid.uuid4(),
            receipt_sequence=number,
            receipt_number=f"R7-DX-{number:05d}",
            submitted_at=_AT + timedelta(minutes=number),
            received_on=date(2025, 5, 1) + timedelta(days=number % 28),
        )
        for number in range(1, count + 1)
    ]
    return Application.objects.bulk_create(files, batch_size=500)


def _send(files: list[Application], user: User) -> list[Submission]:
    nothing: dict[str, object] = {"answers": {}, "cost_lines": [], "facts": {}, "attachments": []}
    sent = [
        Submission(application=file, submitted_at=_AT, submitted_by=user, sha256="0" * 64, **nothing) for file in files
    ]
    return Submission.objects.bulk_create(sent, batch_size=500)


def _judge(sent: list[Submission], revision: CallRevision) -> None:
    nothing: dict[str, object] = {"verdicts": [], "costs": [], "asset_register_lines": []}
    amount = {"granted_at_most": 1, "outcome": "met"}
    judged = [
        Assessment(
            submission=each, revision_sha256=revision.sha256, eligible="met", amount=amount, judged_at=_AT, **nothing
        )
        for each in sent
    ]
    Assessment.objects.bulk_create(judged, batch_size=500)


def _looks(client: Client) -> tuple[Callable[[], object], ...]:
    return tuple(looking(client, path) for path in (LIST, PERSON))


def _round(client: Client) -> tuple[float, float, int]:
    """Median times of the list and of the session-and-user view, and the list's queries."""
    listed, known = medians(_looks(client), times=_TIMES, warm_up=0)
    return listed, known, questions(looking(client, LIST))
