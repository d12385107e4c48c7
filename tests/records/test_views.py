"""Where a person waits for a paper and takes it: theirs alone, calm, and exactly the bytes that were kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from records.models import AuditEvent, IssuedPaper, PaperState
from records.services.hand import PAPERS_IN_HAND, hand_paper_to_visitor
from records.services.papers import claim_paper, store_paper
from tests.records.conftest import NOON, SECOND, kept_files

pytestmark = pytest.mark.django_db

Ask = Callable[..., IssuedPaper]
PDF = b"%PDF-1.7 made by hand"


def _hold(client: Client, paper: IssuedPaper) -> None:
    session = client.session
    hand_paper_to_visitor(paper=paper, session=session)
    session.save()


def _page(client: Client, paper: IssuedPaper, *, at: datetime = NOON + SECOND) -> HttpResponse:
    with time_machine.travel(at, tick=False):
        return client.get(reverse("records:paper", args=[paper.pk]))


def _file(client: Client, paper: IssuedPaper, **headers: str) -> HttpResponse:
    return client.get(reverse("records:paper_file", args=[paper.pk]), headers=headers)


def _made(paper: IssuedPaper) -> IssuedPaper:
    claim = claim_paper(paper_id=paper.pk, at=NOON)
    assert claim
    assert store_paper(paper_id=paper.pk, claim=claim, data=PDF, at=NOON)
    paper.refresh_from_db()
    return paper


@pytest.fixture
def paper(ask: Ask, client: Client) -> IssuedPaper:
    asked = ask()
    with time_machine.travel(NOON, tick=False):
        _hold(client, asked)
    return asked


@pytest.fixture(autouse=True)
def _at_noon() -> Any:
    with time_machine.travel(NOON + SECOND, tick=False):
        yield


def test_a_paper_in_the_making_looks_again_by_itself(client: Client, paper: IssuedPaper) -> None:
    response = _page(client, paper)
    text = response.content.decode()
    assert response.status_code == 200
    assert "<h1>書類を作成しています</h1>" in text
    assert '<meta http-equiv="refresh" content="2">' in text
    assert paper.title in text
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_a_long_wait_is_told_calmly_with_its_length(client: Client, paper: IssuedPaper) -> None:
    text = _page(client, paper, at=NOON + timedelta(seconds=83)).content.decode()
    assert "順番をお待ちいただいています" in text
    assert "1分23秒" in text
    assert "失われていません" in text
    assert '<meta http-equiv="refresh" content="10">' in text


def test_a_ready_paper_is_offered_and_the_page_rests(client: Client, paper: IssuedPaper) -> None:
    text = _page(client, _made(paper)).content.decode()
    assert "書類ができました" in text
    assert reverse("records:paper_file", args=[paper.pk]) in text
    assert "http-equiv" not in text


def test_a_paper_that_could_not_be_made_says_why(client: Client, paper: IssuedPaper) -> None:
    IssuedPaper.objects.update(state=PaperState.FAILED, failed_because="印刷できない文字があります: 😀")
    text = _page(client, paper).content.decode()
    assert "作成できませんでした" in text
    assert "印刷できない文字があります: 😀" in text
    assert "http-equiv" not in text


def test_the_file_is_what_was_kept(client: Client, paper: IssuedPaper) -> None:
    response = _file(client, _made(paper))
    assert (response.status_code, response.content, response["Content-Type"]) == (200, PDF, "application/pdf")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(paper.title)}.pdf"
    assert response["ETag"] == f'"{paper.sha256}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {each.strip() for each in response["Cache-Control"].split(",")} == {"private", "no-store"}


def test_a_browser_that_has_it_already_is_told_so(client: Client, paper: IssuedPaper) -> None:
    response = _file(client, _made(paper), if_none_match=f'"{paper.sha256}"')
    assert (response.status_code, response.content) == (304, b"")


def test_a_title_never_becomes_a_path(client: Client, paper: IssuedPaper) -> None:
    IssuedPaper.objects.filter(pk=paper.pk).update(title='../a\\b:"c"\r\nX: y')
    paper.refresh_from_db()
    disposition = _file(client, _made(paper))["Content-Disposition"]
    assert disposition == 'attachment; filename=".._a_b_c_X_ y.pdf"'


def test_who_comes_too_early_is_sent_to_the_waiting_page(client: Client, paper: IssuedPaper) -> None:
    response = _file(client, paper)
    assert (response.status_code, response["Location"]) == (302, reverse("records:paper", args=[paper.pk]))


def test_damaged_bytes_are_not_served(client: Client, paper: IssuedPaper, caplog: pytest.LogCaptureFixture) -> None:
    _made(paper)
    kept_files()[0].write_bytes(b"%PDF forged")
    response = _file(client, paper)
    assert response.status_code == 500
    assert b"forged" not in response.content
    assert "お渡しできません" in response.content.decode()
    assert "damaged" in caplog.text


@pytest.mark.parametrize("address", ["records:paper", "records:paper_file"])
def test_to_anybody_else_the_paper_does_not_exist(paper: IssuedPaper, address: str) -> None:
    _made(paper)
    assert Client().get(reverse(address, args=[paper.pk])).status_code == 404


@pytest.mark.parametrize("address", ["records:paper", "records:paper_file"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_written_here(client: Client, paper: IssuedPaper, address: str, method: str) -> None:
    assert getattr(client, method)(reverse(address, args=[paper.pk])).status_code == 405


def test_a_session_holds_only_its_latest_papers(client: Client, ask: Ask) -> None:
    first = ask()
    _hold(client, first)
    for _ in range(PAPERS_IN_HAND):
        _hold(client, ask())
    assert _page(client, first).status_code == 404
    assert len(client.session["papers"]) == PAPERS_IN_HAND


def test_a_garbled_list_in_the_session_hides_nothing_else(client: Client, paper: IssuedPaper) -> None:
    session = client.session
    session["papers"] = ["no uuid", 3, *session["papers"]]
    session.save()
    assert _page(client, paper).status_code == 200


@pytest.mark.parametrize("ready", [False, True])
def test_a_page_asks_the_database_twice(
    client: Client, paper: IssuedPaper, ready: bool, django_assert_num_queries: Callable[..., Any]
) -> None:
    if ready:
        _made(paper)
    with django_assert_num_queries(2):
        _page(client, paper)


def test_who_takes_a_paper_of_a_file_is_written_down(ask: Ask, client: Client) -> None:
    paper = _made(ask())
    _hold(client, paper)
    assert _file(client, paper).status_code == 200
    event = AuditEvent.objects.get(verb="download_paper")
    assert (event.subject_id, event.changes) == (str(paper.pk), {"shown": paper.title})


def test_a_paper_that_is_only_lent_leaves_no_trace_of_the_visitor(ask: Ask, client: Client) -> None:
    paper = _made(ask(discard_after=NOON + timedelta(days=1)))
    _hold(client, paper)
    assert _file(client, paper).status_code == 200
    assert not AuditEvent.objects.exists()
