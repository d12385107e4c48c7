"""The sweep loses no paper, makes no second one, and keeps nothing past its time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError

from records.models import IssuedPaper, PaperState
from records.services.papers import claim_paper, store_paper
from records.services.sweep import ATTEMPTS_AT_MOST, CLAIMED_TOO_LONG, QUEUED_TOO_LONG, Swept, sweep_papers
from tests.queue import Broker
from tests.records.conftest import NOON, SECOND, kept_files

Ask = Callable[..., IssuedPaper]
HOUR = timedelta(hours=1)


def _made(paper: IssuedPaper) -> None:
    claim = claim_paper(paper_id=paper.pk, at=NOON)
    assert claim
    assert store_paper(paper_id=paper.pk, claim=claim, data=b"%PDF made by hand", at=NOON)


@pytest.mark.django_db
def test_a_fresh_paper_is_left_alone(ask: Ask) -> None:
    ask()
    assert sweep_papers(at=NOON + QUEUED_TOO_LONG) == Swept(offered=0, given_up=0, discarded=0)


@pytest.mark.django_db(transaction=True)
def test_a_lost_message_is_sent_again_once(ask: Ask, broker: Broker, run_queue: Callable[[], list[str]]) -> None:
    paper = ask()
    broker.purge()
    late = NOON + QUEUED_TOO_LONG + SECOND
    assert sweep_papers(at=late).offered == 1
    assert sweep_papers(at=late + SECOND).offered == 0
    assert run_queue() == ["papers.render"]
    paper.refresh_from_db()
    assert paper.state == "ready"


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_held_is_offered_again(
    ask: Ask, broker: Broker, run_queue: Callable[[], list[str]]
) -> None:
    paper = ask()
    broker.purge()
    lost = claim_paper(paper_id=paper.pk, at=NOON)
    assert sweep_papers(at=NOON + CLAIMED_TOO_LONG).offered == 0
    assert sweep_papers(at=NOON + CLAIMED_TOO_LONG + SECOND).offered == 1
    assert run_queue() == ["papers.render"]
    paper.refresh_from_db()
    assert (paper.state, paper.attempts) == ("ready", 2)
    assert lost
    assert not store_paper(paper_id=paper.pk, claim=lost, data=b"%PDF late", at=NOON)
    assert len(kept_files()) == 1


@pytest.mark.django_db
def test_a_paper_that_kills_every_worker_is_given_up(ask: Ask) -> None:
    paper = ask()
    claim_paper(paper_id=paper.pk, at=NOON)
    IssuedPaper.objects.update(attempts=ATTEMPTS_AT_MOST)
    assert sweep_papers(at=NOON + CLAIMED_TOO_LONG + SECOND) == Swept(offered=0, given_up=1, discarded=0)
    paper.refresh_from_db()
    assert (paper.state, paper.claim) == ("failed", None)
    assert paper.failed_because


@pytest.mark.django_db
def test_a_paper_past_its_time_leaves_no_row_and_no_bytes(ask: Ask) -> None:
    gone, stays = ask(discard_after=NOON + HOUR), ask()
    _made(gone)
    _made(stays)
    assert sweep_papers(at=NOON + HOUR - SECOND).discarded == 0
    assert sweep_papers(at=NOON + HOUR).discarded == 1
    assert list(IssuedPaper.objects.values_list("pk", flat=True)) == [stays.pk]
    assert [str(stays.pk) in path.name for path in kept_files()] == [True]


@pytest.mark.django_db
def test_a_paper_past_its_time_is_discarded_whatever_its_state(ask: Ask) -> None:
    papers = [ask(discard_after=NOON + HOUR) for _ in range(3)]
    claim_paper(paper_id=papers[1].pk, at=NOON + HOUR)
    IssuedPaper.objects.filter(pk=papers[2].pk).update(state=PaperState.FAILED, failed_because="理由")
    assert sweep_papers(at=NOON + HOUR).discarded == 3
    assert IssuedPaper.objects.count() == 0


@pytest.mark.django_db
def test_a_superseded_paper_goes_after_the_one_that_names_it(ask: Ask) -> None:
    first = ask(discard_after=NOON + HOUR)
    ask(supersedes=first, discard_after=NOON + HOUR)
    assert [sweep_papers(at=NOON + HOUR).discarded for _ in range(3)] == [1, 1, 0]


@pytest.mark.django_db
def test_a_superseded_paper_cannot_be_deleted_under_its_successor(ask: Ask) -> None:
    first = ask()
    ask(supersedes=first)
    with pytest.raises(IntegrityError, match="protected"):
        first.delete()


@pytest.mark.django_db
def test_the_sweep_asks_the_database_as_often_for_many_as_for_one(
    ask: Ask, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(5):
        _made(ask())
    with django_assert_max_num_queries(8):
        sweep_papers(at=NOON + HOUR)
