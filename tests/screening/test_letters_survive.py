"""A worker killed in the middle of a release's letters costs time: in the end there is exactly one letter each."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from applications.models import FilePaper
from records.models import IssuedPaper, PaperState
from records.services.storage import bytes_of
from records.services.sweep import CLAIMED_TOO_LONG, sweep_papers
from screening.models import GrantDecision, Release
from screening.selectors.releases import decisions_of, progress_of_letters
from screening.services.releases import prepare_release
from tests import letter_worlds
from tests import screening_worlds as worlds
from tests.people import People
from tests.queue import Broker
from tests.records.test_worker import _store_of_its_own, start_worker

__all__ = ["_store_of_its_own", "start_worker"]

FILES = 7
PATIENCE = 120.0
LETTERS = ("grant_notice", "refusal_notice")


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.02)
    pytest.fail(f"not so after {PATIENCE} s")


def _states() -> list[str]:
    return list(IssuedPaper.objects.filter(kind__in=LETTERS).order_by("created_at").values_list("state", flat=True))


def _is_in_the_middle() -> bool:
    states = _states()
    return states.count(PaperState.READY) >= 2 and states.count(PaperState.RENDERING) == 1


def _drafted(people: People) -> Release:
    posted = [letter_worlds.PostedFile(f"見本株式会社{number}", points=10, more_lines=8) for number in range(FILES - 1)]
    minutes = letter_worlds.frozen_with(people, *posted, budget=20_000_000)
    return worlds.drafted(people, minutes=minutes)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_exactly_one_letter_each(
    people: People, broker: Broker, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    release = _drafted(people)
    broker.purge()
    at = timezone.now()
    prepare_release(release_id=release.pk, decided_on=worlds.RELEASED_AT.date(), actor=people.actor("doi"), at=at)
    first = start_worker()
    _until(_is_in_the_middle)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    progress = progress_of_letters(decisions_of(release))
    assert 0 < progress.made < progress.total
    assert not progress.is_made

    start_worker()
    sweep_papers(at=timezone.now() + CLAIMED_TOO_LONG + timedelta(seconds=1))
    _until(lambda: set(_states()) == {PaperState.READY})

    decisions = GrantDecision.objects.filter(release=release).select_related("paper")
    papers = [decision.paper for decision in decisions if decision.paper is not None]
    assert len({paper.pk for paper in papers}) == len(_states()) == FILES
    assert all(bytes_of(paper).startswith(b"%PDF") for paper in papers)
    assert sorted(paper.attempts for paper in papers) == [1] * (FILES - 1) + [2]
    folders, _ = storages["papers"].listdir("")
    stored = [name for folder in folders for name in storages["papers"].listdir(folder)[1]]
    assert all(sum(str(paper.pk) in name for name in stored) == 1 for paper in papers)

    worlds.released(people, release=worlds.checked(people, release=release, at=at), at=at)
    assert FilePaper.objects.filter(paper__in=papers).count() == FILES
