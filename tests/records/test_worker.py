"""A real worker process, really killed: in the end there is exactly one paper."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from records.models import IssuedPaper, PaperState
from records.papers.registry import kind_named
from records.services.papers import issue_paper
from records.services.rendering import render_paper
from records.services.storage import bytes_of
from records.services.sweep import CLAIMED_TOO_LONG, sweep_papers
from tests.queue import Broker
from tests.records.conftest import sample_paper
from tests.records.killed import RENDERING
from tests.records.workers import StartWorker, run_until_killed, start_worker

__all__ = ["start_worker"]
PATIENCE = 90.0


def _wait_until(paper: IssuedPaper, state: str) -> None:
    """Look at the row until it says so; each look costs the worker next to nothing."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        paper.refresh_from_db()
        if paper.state == state:
            return
        time.sleep(0.02)
    pytest.fail(f"after {PATIENCE} s the paper is {paper.state}, not {state}")


def _long_application() -> Any:
    """Return an application that takes seconds to set, so that there is time to kill its worker."""
    kind = kind_named("application")
    paper = kind.view_model.model_validate_json(kind.sample())
    lines = tuple(paper.budget.lines) * 12  # type: ignore[attr-defined]
    return paper.model_copy(update={"budget": paper.budget.model_copy(update={"lines": lines})})  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _store_of_its_own() -> Iterator[None]:
    """Use the store that a worker process sees too, and leave it empty."""
    yield
    for paper in IssuedPaper.objects.exclude(file=""):
        storages["papers"].delete(paper.file)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_setting_a_paper_costs_time_and_no_paper(
    broker: Broker, start_worker: StartWorker
) -> None:
    first = start_worker()
    paper = issue_paper(kind="application", paper=_long_application(), at=timezone.now())
    _wait_until(paper, PaperState.RENDERING)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    paper.refresh_from_db()
    assert paper.state == PaperState.RENDERING

    start_worker()
    assert sweep_papers(at=timezone.now() + CLAIMED_TOO_LONG + timedelta(seconds=1)).offered == 1
    _wait_until(paper, PaperState.READY)

    assert paper.attempts == 2
    assert bytes_of(paper).startswith(b"%PDF")
    assert IssuedPaper.objects.count() == 1
    assert [name for name in _stored_names() if str(paper.pk) in name] == [paper.file.partition("/")[2]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", RENDERING)
def test_whenever_a_worker_dies_there_is_one_paper_in_the_end(
    step: str, broker: Broker, run_queue: Callable[[], list[str]]
) -> None:
    paper = issue_paper(kind="precheck_result", paper=sample_paper(), at=timezone.now())
    broker.purge()
    assert run_until_killed(step, "paper", paper.pk) == -signal.SIGKILL
    paper.refresh_from_db()
    assert paper.state == (PaperState.READY if step == "ready" else PaperState.RENDERING)
    sweep_papers(at=timezone.now() + CLAIMED_TOO_LONG + timedelta(seconds=1))
    run_queue()
    paper.refresh_from_db()
    assert (paper.state, paper.attempts) == (PaperState.READY, 1 if step == "ready" else 2)
    assert bytes_of(paper).startswith(b"%PDF")
    assert [name for name in _stored_names() if str(paper.pk) in name] == [paper.file.partition("/")[2]]
    # Nothing happens any more, however often the broker repeats itself or the sweep comes round.
    assert not render_paper(paper_id=paper.pk, clock=timezone.now)
    sweep_papers(at=timezone.now() + CLAIMED_TOO_LONG * 2)
    assert run_queue() == []
    assert IssuedPaper.objects.count() == 1


def _stored_names() -> list[str]:
    storage = storages["papers"]
    folders, _ = storage.listdir("")
    return [name for folder in folders for name in storage.listdir(folder)[1]]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_comes_late_takes_up_what_was_left(broker: Broker, start_worker: StartWorker) -> None:
    paper = issue_paper(kind="precheck_result", paper=sample_paper(), at=timezone.now() - timedelta(minutes=5))
    broker.purge()
    start_worker()
    _wait_until(paper, PaperState.READY)
