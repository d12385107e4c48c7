"""A frozen round with so many files, in a database of its own, and how its letters are made by a real worker.

One file comes in by the people's own verbs; the others are copies of its rows, since only the letters are measured.
"""

import copy
import json
import os
import signal
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone
from weasyprint import HTML

from applications.models import Application, Assessment, FilePaper, Submission
from bench.figures import seconds
from records.models import IssuedPaper, PaperState
from records.papers.fonts import FontsOnly, font_configuration
from records.papers.registry import kind_named
from records.papers.rendering import PDF_VARIANT, html_of, parsed_styles, warm_up
from records.services.papers import issue_paper
from screening.models import GrantDecision, Minutes, Release, ScreeningCase, ScreeningRound
from screening.rules.ranking import Allocated
from screening.rules.workflow import CaseStatus, RoundStatus
from screening.services.decisions import draft_decisions
from screening.services.releases import check_letter, prepare_release, release_decisions
from tests import screening_worlds as worlds
from tests.people import People, everybody

_REFUSED_EACH = 5
_RAW_TIMES = 9
_PATIENCE = 1_800


def main(count: int) -> None:
    """Lay the round out, let a worker make its letters, release them, and print what each step took as JSON."""
    call_command("migrate", verbosity=0, interactive=False)
    people = everybody()
    release = draft_decisions(round_id=_lay_out(count, people).pk, actor=people.actor("doi"), at=timezone.now())
    told: dict[str, Any] = {"prepare_s": seconds(lambda: _prepare(release, people))}
    raw = [_raw_seconds(release)]
    with _worker():
        told["letters_s"] = _made(release)
    raw.append(_raw_seconds(release))
    told |= {"raw_s": statistics.mean(raw), "exactly_one_each": _exactly_one_each(release, count)}
    told["check_s"] = seconds(lambda: _check(release, people)) / count
    told["release_s"] = seconds(
        lambda: release_decisions(release_id=release.pk, actor=people.actor("honda"), at=timezone.now())
    )
    told["in_files"] = FilePaper.objects.filter(paper__grant_decision__release=release).count()
    print(json.dumps(told))


def _lay_out(count: int, people: People) -> ScreeningRound:
    model = worlds.accepted_file(people, name="aoki")
    files = [model, *_copies(model, count - 1)]
    opened = ScreeningRound.objects.create(
        call_id=model.call_id, due_on=worlds.DUE_ON, reviewers_per_file=1, opened_at=worlds.OPENED_AT
    )
    cases = ScreeningCase.objects.bulk_create(
        [
            ScreeningCase(round=opened, application=file, status=CaseStatus.SETTLED, opened_at=worlds.OPENED_AT)
            for file in files
        ],
        batch_size=500,
    )
    _freeze(opened, cases)
    return opened


def _copies(model: Application, count: int) -> list[Application]:
    sent = model.submissions.get()
    files, submissions, judged = [], [], []
    for number in range(count):
        file, submission, assessment = copy.copy(model), copy.copy(sent), copy.copy(sent.assessment)
        file.pk, file.submission_key = uuid.uuid4(), uuid.uuid4()
        file.receipt_sequence, file.receipt_number = number + 1_000, f"R7-DX-{number + 1_000}"
        submission.pk, submission.application = uuid.uuid4(), file
        assessment.pk = submission.pk
        files.append(file)
        submissions.append(submission)
        judged.append(assessment)
    Application.objects.bulk_create(files, batch_size=500)
    Submission.objects.bulk_create(submissions, batch_size=500)
    Assessment.objects.bulk_create(judged, batch_size=500)
    return files


def _freeze(opened: ScreeningRound, cases: list[ScreeningCase]) -> None:
    asked = Assessment.objects.first()
    amount = asked.amount["granted_at_most"] if asked else 0
    rows = [_row(number, case, amount) for number, case in enumerate(cases, start=1)]
    kind = kind_named("minutes")
    at = worlds.FROZEN_AT
    Minutes.objects.create(
        round=opened,
        held_on=at.date(),
        attendees=[],
        allocation={"budget": {"given": amount * len(rows), "used": 0, "left": 0}, "rows": rows},
        sha256="0" * 64,
        paper=issue_paper(kind="minutes", paper=kind.view_model.model_validate_json(kind.sample()), at=at),
        frozen_at=at,
        frozen_by_label="bench",
    )
    ScreeningRound.objects.filter(pk=opened.pk).update(status=RoundStatus.FROZEN)


def _row(number: int, case: ScreeningCase, amount: int) -> dict[str, Any]:
    is_refused = number % _REFUSED_EACH == 0
    return {
        "case": str(case.pk),
        "application": str(case.application_id),
        "receipt_number": case.application.receipt_number,
        "outcome": (Allocated.BELOW_CUTOFF if is_refused else Allocated.FUNDED).value,
        "requested": amount,
        "amount": 0 if is_refused else amount,
    }


def _prepare(release: Release, people: People) -> None:
    at = timezone.now()
    prepare_release(release_id=release.pk, decided_on=worlds.RELEASED_AT.date(), actor=people.actor("doi"), at=at)


def _papers(release: Release) -> Any:
    return IssuedPaper.objects.filter(grant_decision__release=release)


def _raw_seconds(release: Release) -> float:
    """Mean seconds of WeasyPrint alone, over letters in the shares in which this release holds them."""
    kinds = _papers(release).values_list("kind").annotate(count=Count("pk")).order_by("kind")
    total: int = sum(count for _, count in kinds)
    whole: float = sum(_raw_of(release, kind) * count for kind, count in kinds)
    return whole / total


def _raw_of(release: Release, name: str) -> float:
    kind, paper = kind_named(name), _papers(release).filter(kind=name).order_by("pk")[0]
    html = html_of(kind, kind.view_model.model_validate_json(json.dumps(paper.context)))
    warm_up(kind)

    def set_it() -> object:
        return HTML(string=html, url_fetcher=FontsOnly()).write_pdf(
            font_config=font_configuration(), stylesheets=list(parsed_styles()), pdf_variant=PDF_VARIANT
        )

    set_it()
    return statistics.median(seconds(set_it) for _ in range(_RAW_TIMES))


@contextmanager
def _worker() -> Iterator[None]:
    command = [sys.executable, "-m", "celery", "--quiet", "-A", "config", "worker", "--pool", "solo"]
    worker = subprocess.Popen([*command, "--loglevel", "ERROR"], cwd=settings.BASE_DIR, env=os.environ)
    try:
        yield
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait()


def _made(release: Release) -> float:
    """Seconds a letter, from the first that was made to the last: starting up is not what is measured."""
    end = time.monotonic() + _PATIENCE
    while _papers(release).exclude(state=PaperState.READY).exists():
        if time.monotonic() > end:
            raise TimeoutError("the letters were not made")
        time.sleep(0.5)
    moments = sorted(_papers(release).values_list("ready_at", flat=True))
    span: timedelta = moments[-1] - moments[0]
    return span.total_seconds() / (len(moments) - 1)


def _exactly_one_each(release: Release, count: int) -> bool:
    made: int = _papers(release).filter(state=PaperState.READY, attempts=1).count()
    return made == count == GrantDecision.objects.filter(release=release, paper__isnull=False).count()


def _check(release: Release, people: People) -> None:
    for decision_id in release.decisions.values_list("pk", flat=True):
        check_letter(decision_id=decision_id, actor=people.actor("doi"), at=timezone.now())
