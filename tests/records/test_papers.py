"""A paper is made exactly once, whoever tries, and its bytes are those that were kept."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction

from records.models import IssuedPaper, PaperState
from records.services import rendering
from records.services.papers import claim_paper, fail_paper, store_paper
from records.services.rendering import render_paper
from records.services.storage import DamagedPaperError, bytes_of
from tests.papers.conftest import sample_pdf
from tests.queue import Broker
from tests.records.conftest import NOON, SECOND, kept_files, sample_paper

Ask = Callable[..., IssuedPaper]
PDF = b"%PDF-1.7 made by hand"


def _make(paper: IssuedPaper, data: bytes = PDF) -> bool:
    claim = claim_paper(paper_id=paper.pk, at=NOON)
    assert claim is not None
    return store_paper(paper_id=paper.pk, claim=claim, data=data, at=NOON + SECOND)


@pytest.mark.django_db
def test_a_paper_is_asked_for_with_all_it_needs(ask: Ask) -> None:
    paper = ask()
    paper.refresh_from_db()
    assert (paper.state, paper.kind, paper.template) == ("queued", "precheck_result", "papers/precheck_result.html")
    assert paper.title == sample_paper().document_title
    assert paper.context == sample_paper().model_dump(mode="json")


@pytest.mark.django_db
def test_a_made_paper_knows_its_bytes(ask: Ask) -> None:
    paper = ask()
    assert _make(paper)
    paper.refresh_from_db()
    assert (paper.state, paper.size, paper.ready_at, paper.claim) == ("ready", len(PDF), NOON + SECOND, None)
    assert paper.sha256 in paper.file
    assert bytes_of(paper) == PDF


@pytest.mark.django_db
def test_only_one_of_two_workers_gets_the_claim(ask: Ask) -> None:
    paper = ask()
    assert claim_paper(paper_id=paper.pk, at=NOON) is not None
    assert claim_paper(paper_id=paper.pk, at=NOON) is None


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_once_one_gets_the_claim(ask: Ask) -> None:
    paper = ask()

    def claim(_: int) -> uuid.UUID | None:
        try:
            return claim_paper(paper_id=paper.pk, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        claims = [each for each in pool.map(claim, range(16)) if each]
    paper.refresh_from_db()
    assert claims == [paper.claim]
    assert paper.attempts == 1


@pytest.mark.django_db
def test_a_worker_that_lost_its_claim_stores_nothing(ask: Ask) -> None:
    paper = ask()
    lost = claim_paper(paper_id=paper.pk, at=NOON)
    IssuedPaper.objects.update(state=PaperState.QUEUED, claim=None, claimed_at=None)
    held = claim_paper(paper_id=paper.pk, at=NOON)
    assert lost
    assert held
    assert not store_paper(paper_id=paper.pk, claim=lost, data=b"%PDF other", at=NOON)
    assert kept_files() == []
    assert store_paper(paper_id=paper.pk, claim=held, data=PDF, at=NOON)
    assert not store_paper(paper_id=paper.pk, claim=held, data=b"%PDF again", at=NOON)
    assert len(kept_files()) == 1


@pytest.mark.django_db
def test_bytes_noted_by_a_killed_worker_are_replaced(ask: Ask) -> None:
    paper = ask()
    claim_paper(paper_id=paper.pk, at=NOON)
    storages["papers"].save("ab/half.pdf", ContentFile(b"half"))
    IssuedPaper.objects.update(state=PaperState.QUEUED, claim=None, claimed_at=None, file="ab/half.pdf")
    assert _make(paper)
    paper.refresh_from_db()
    assert [path.name for path in kept_files()] == [paper.file.partition("/")[2]]


@pytest.mark.django_db
def test_a_row_gone_in_between_leaves_no_bytes(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = ask()
    claim = claim_paper(paper_id=paper.pk, at=NOON)
    keep = storages["papers"].save

    def keep_and_lose(name: str, content: Any) -> str:
        IssuedPaper.objects.all().delete()
        return str(keep(name, content))

    monkeypatch.setattr(storages["papers"], "save", keep_and_lose)
    assert claim
    assert not store_paper(paper_id=paper.pk, claim=claim, data=PDF, at=NOON)
    assert kept_files() == []


@pytest.mark.django_db
@pytest.mark.parametrize("damage", [b"%PDF forged", None], ids=["forged", "gone"])
def test_bytes_that_are_not_those_kept_are_refused(ask: Ask, damage: bytes | None) -> None:
    paper = ask()
    _make(paper)
    paper.refresh_from_db()
    (file,) = kept_files()
    file.unlink() if damage is None else file.write_bytes(damage)
    with pytest.raises(DamagedPaperError):
        bytes_of(paper)


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_paper_of_the_command(ask: Ask, run_queue: Callable[[], list[str]]) -> None:
    paper = ask()
    assert run_queue() == ["papers.render"]
    paper.refresh_from_db()
    assert bytes_of(paper) == sample_pdf("precheck_result")


@pytest.mark.django_db(transaction=True)
def test_a_message_delivered_twice_makes_one_paper(ask: Ask, run_queue: Callable[[], list[str]]) -> None:
    paper = ask()
    run_queue()
    paper.refresh_from_db()
    first = (paper.sha256, paper.ready_at, paper.attempts)
    assert not render_paper(paper_id=paper.pk, clock=lambda: NOON)
    paper.refresh_from_db()
    assert (paper.sha256, paper.ready_at, paper.attempts) == first
    assert len(kept_files()) == 1


@pytest.mark.django_db
def test_a_letter_that_cannot_be_printed_ends_the_paper_with_its_reason(ask: Ask) -> None:
    paper = ask(paper=sample_paper().model_copy(update={"conclusion": "できました😀"}))
    assert not render_paper(paper_id=paper.pk, clock=lambda: NOON)
    paper.refresh_from_db()
    assert paper.state == "failed"
    assert "😀" in paper.failed_because


@pytest.mark.django_db
def test_a_context_that_is_no_view_model_ends_the_paper(ask: Ask) -> None:
    paper = ask()
    IssuedPaper.objects.update(context={"headng": "x"})
    assert not render_paper(paper_id=paper.pk, clock=lambda: NOON)
    paper.refresh_from_db()
    assert paper.state == "failed"
    assert "headng" not in paper.failed_because


@pytest.mark.django_db
def test_any_other_fault_leaves_the_claim_to_the_sweep(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(rendering, "render", break_down)
    paper = ask()
    with pytest.raises(MemoryError):
        render_paper(paper_id=paper.pk, clock=lambda: NOON)
    paper.refresh_from_db()
    assert paper.state == "rendering"


@pytest.mark.django_db
def test_a_reissue_is_a_new_row_and_happens_once(ask: Ask) -> None:
    first = ask()
    second = ask(supersedes=first)
    assert first.superseded_by == second
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(supersedes=first)


@pytest.mark.django_db
def test_asking_is_undone_with_its_transaction(
    ask: Ask, broker: Broker, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        ask()
        transaction.set_rollback(True)
    assert callbacks == []
    assert IssuedPaper.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("paper_state_is_known", {"state": "lost"}),
        ("paper_is_claimed_exactly_while_rendering", {"state": "rendering"}),
        ("paper_is_claimed_exactly_while_rendering", {"claim": uuid.uuid4(), "claimed_at": NOON}),
        ("paper_is_ready_exactly_with_its_bytes", {"state": "ready", "ready_at": NOON}),
        ("paper_is_ready_exactly_with_its_bytes", {"ready_at": NOON}),
        ("paper_fails_exactly_for_a_reason", {"state": "failed"}),
        ("paper_fails_exactly_for_a_reason", {"failed_because": "理由"}),
        ("paper_is_discarded_after_it_was_asked_for", {"discard_after": NOON}),
    ],
)
def test_the_database_refuses_what_must_never_be(ask: Ask, name: str, broken: dict[str, Any]) -> None:
    paper = ask()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        IssuedPaper.objects.filter(pk=paper.pk).update(**broken)


@pytest.mark.django_db
def test_a_paper_cannot_supersede_itself(ask: Ask) -> None:
    paper = ask()
    with pytest.raises(IntegrityError, match="paper_does_not_supersede_itself"), transaction.atomic():
        IssuedPaper.objects.filter(pk=paper.pk).update(supersedes=paper.pk)


@pytest.mark.django_db
def test_giving_up_needs_the_claim(ask: Ask) -> None:
    paper = ask()
    fail_paper(paper_id=paper.pk, claim=uuid.uuid4(), because="理由")
    paper.refresh_from_db()
    assert paper.state == "queued"
