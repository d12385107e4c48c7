"""A settled round with so many files and reviewers, in a database of its own, and how long its results take.

The rows are made in bulk through the models, for the figure alone: how they came about is not what is measured.
"""

import random
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from accounts.models import Organisation, User
from applications.models import Application, Assessment, CallRevision, Submission
from applications.rules.terms import CallTerms
from applications.rules.workflow import Status
from applications.services.calls import load_call, publish_call
from bench.desk import PERSON, at_the_desk, looking, medians, opened_house, questions
from screening.models import Assignment, BonusDecision, ScoreSheet, ScreeningCase, ScreeningRound
from screening.rules.workflow import AssignmentStatus, CaseStatus

_AT = datetime(2025, 5, 20, 1, 0, tzinfo=UTC)
_CALL = "fy2025_introduction"
_TIMES, _WARM_UP = 15, 2
_COMMENT = "課題と取組の対応が明確です。効果の根拠となる数字をもう少し示すと説得力が増します。"
RESULTS = f"/office/screening/{_CALL}/results/"


def main(count: int, panel: int) -> None:
    """Lay out the round, then print the page's time, that of the session-and-user view, and the page's queries."""
    people = opened_house(_AT)
    lay_out(count, panel, people.users["doi"])
    client = at_the_desk(people.users["doi"])
    looks = [looking(client, path) for path in (RESULTS, PERSON)]
    print(*medians(looks, times=_TIMES, warm_up=_WARM_UP), questions(looks[0]))


def lay_out(count: int, panel: int, user: User) -> ScreeningRound:
    """A round in which `count` files were each scored by `panel` of twice as many reviewers, and settled."""
    revision = CallRevision.objects.filter(call_id=_CALL, published_at__isnull=False).last() or _published()
    chance = random.Random(7)
    files = Application.objects.bulk_create(
        [_file(number, revision, user) for number in range(1, count + 1)], batch_size=500
    )
    _judged(files, revision, user, chance)
    opened = ScreeningRound.objects.create(
        call_id=_CALL, due_on=date(2025, 6, 27), reviewers_per_file=panel, opened_at=_AT
    )
    cases = ScreeningCase.objects.bulk_create(
        [ScreeningCase(round=opened, application=file, status=CaseStatus.SETTLED, opened_at=_AT) for file in files],
        batch_size=500,
    )
    reviewers = User.objects.bulk_create(
        [
            User(email=f"r{number}@panel.bench.test", name=f"審査員{number:02d}", joined_at=_AT)
            for number in range(1, 2 * panel + 1)
        ]
    )
    _scored(cases, reviewers, panel, revision.terms, chance)
    return opened


def _published() -> CallRevision:
    revision = load_call(call_id=_CALL, folders=settings.CALLS_FOLDERS, at=_AT)
    return publish_call(revision_id=revision.pk, actor_label="bench", at=_AT, because="bench")


def _file(number: int, revision: CallRevision, user: User) -> Application:
    company = Organisation.objects.create(kind="company", name=f"株式会社見本{number:03d}製作所", created_at=_AT)
    return Application(
        call_id=revision.call_id,
        revision=revision,
        organisation=company,
        status=Status.ACCEPTED,
        title=f"補助事業 {number}",
        created_by=user,
        created_at=_AT,
        submission_key=uuid.uuid4(),
        receipt_sequence=number,
        receipt_number=f"R7-DX-{number:03d}",
        submitted_at=_AT + timedelta(minutes=number),
        received_on=date(2025, 5, 20),
    )


def _judged(files: Sequence[Application], revision: CallRevision, user: User, chance: random.Random) -> None:
    nothing: dict[str, object] = {"answers": {}, "cost_lines": [], "facts": {}, "attachments": []}
    sent = Submission.objects.bulk_create(
        [
            Submission(application=each, submitted_at=_AT, submitted_by=user, sha256="0" * 64, **nothing)
            for each in files
        ],
        batch_size=500,
    )
    amounts, judged = revision.terms.amounts, []
    for each in sent:
        asked = chance.randrange(amounts.floor, amounts.cap + 1, 50_000)
        amount = {"granted_at_most": asked, "outcome": "met"}
        rest: dict[str, object] = {"verdicts": [], "costs": [], "asset_register_lines": []}
        judged.append(
            Assessment(
                submission=each, revision_sha256=revision.sha256, eligible="met", amount=amount, judged_at=_AT, **rest
            )
        )
    Assessment.objects.bulk_create(judged, batch_size=500)


def _scored(
    cases: Sequence[ScreeningCase], reviewers: Sequence[User], panel: int, terms: CallTerms, chance: random.Random
) -> None:
    severity = {each.pk: chance.uniform(-0.08, 0.08) for each in reviewers}
    assignments, sheets, bonuses = [], [], []
    for case in cases:
        quality = chance.gauss(0.7, 0.12)
        for reviewer in chance.sample(list(reviewers), panel):
            made = Assignment(case=case, reviewer=reviewer, status=AssignmentStatus.SUBMITTED, assigned_at=_AT)
            assignments.append(made)
            points = [
                {
                    "criterion": each.key,
                    "points": _points(each.points, quality + severity[reviewer.pk], chance),
                    "comment": _COMMENT,
                }
                for each in terms.screening.criteria
            ]
            total = sum(int(str(each["points"])) for each in points)
            sheets.append(ScoreSheet(assignment=made, scores=points, total=total, submitted_at=_AT))
        for bonus in terms.screening.bonuses:
            given = chance.choice((0, 0, bonus.points))
            bonuses.append(BonusDecision(case=case, bonus=bonus.key, points=given, because="確認", decided_at=_AT))
    Assignment.objects.bulk_create(assignments, batch_size=500)
    ScoreSheet.objects.bulk_create(sheets, batch_size=500)
    BonusDecision.objects.bulk_create(bonuses, batch_size=500)


def _points(most: int, share: float, chance: random.Random) -> int:
    return max(0, min(most, round(most * (share + chance.uniform(-0.15, 0.15)))))
