"""Sending from the page that confirms, the receipt, and the papers that go with it."""

from datetime import datetime
from typing import Any

import pytest
from time_machine import travel

from applications.models import Application
from kernel.calendar import TOKYO
from tests.people import People, signed_in
from tests.web.test_draft_files import pdf
from tests.worlds import AT, blank_draft, filled_draft


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def _posted(draft: Application) -> dict[str, str]:
    return {"submission_key": str(draft.submission_key), "declares": "on"}


def test_every_open_point_leads_to_its_field(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    answer = aoki.get(f"/applications/{draft.pk}/confirm/")
    points = [*answer.context["blocking"], *answer.context["others"]]
    linked = [point for point in points if point.url]
    assert len(linked) > 40
    pages: dict[str, str] = {}
    for point in linked:
        url, _, anchor = point.url.partition("#")
        if url not in pages:
            pages[url] = aoki.get(url).content.decode()
        assert f'id="{anchor}"' in pages[url], point


def test_what_is_not_filled_in_is_not_sent_and_says_so(people: People) -> None:
    draft = blank_draft(people)
    answer = signed_in(people.aoki).post(f"/applications/{draft.pk}/confirm/", _posted(draft))
    assert answer.status_code == 422
    assert "まだ入力していない必須の項目があります" in answer.content.decode()


def test_the_declaration_is_part_of_sending(people: People) -> None:
    draft = filled_draft(people)
    answer = signed_in(people.aoki).post(
        f"/applications/{draft.pk}/confirm/", {"submission_key": str(draft.submission_key)}
    )
    assert answer.status_code == 422
    assert "印を付けてください" in answer.content.decode()
    assert signed_in(people.aoki).post(f"/applications/{draft.pk}/confirm/", {"declares": "on"}).status_code == 422


def test_a_second_press_shows_the_same_receipt(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    place = {"purpose": "tax_certificate", "part": "", "file": pdf("証明書.pdf")}
    assert aoki.post(f"/applications/{draft.pk}/files/", place).status_code == 302
    answers = [aoki.post(f"/applications/{draft.pk}/confirm/", _posted(draft)) for _ in range(2)]
    assert {each.headers["Location"] for each in answers} == {f"/applications/{draft.pk}/receipt/"}
    draft.refresh_from_db()
    html = aoki.get(f"/applications/{draft.pk}/receipt/").content.decode()
    for words in (draft.receipt_number, "令和7年5月20日(火) 10時00分00秒", "証明書.pdf", "SHA-256", "このあとの流れ"):
        assert words in html


def test_the_papers_are_seen_by_those_who_see_the_file(people: People) -> None:
    draft = filled_draft(people)
    signed_in(people.aoki).post(f"/applications/{draft.pk}/confirm/", _posted(draft))
    papers = [each.paper_id for each in draft.papers.order_by("pk")]
    assert len(papers) == 2
    for name, status in (("aoki", 200), ("baba", 200), ("doi", 200), ("chiba", 404), ("nobody", 404)):
        visitor = signed_in(people.user(name))
        assert {visitor.get(f"/papers/{each}/").status_code for each in papers} == {status}, name


def test_after_the_window_nothing_is_sent_and_nothing_is_lost(people: People) -> None:
    draft = filled_draft(people)
    with travel(datetime(2025, 6, 10, 0, 0, 0, tzinfo=TOKYO), tick=False):
        aoki = signed_in(people.aoki)
        answer = aoki.post(f"/applications/{draft.pk}/confirm/", _posted(draft))
        assert answer.status_code == 422
        assert "受付は終わりました" in answer.content.decode()


def test_a_draft_has_no_receipt_yet(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    assert aoki.get(f"/applications/{draft.pk}/receipt/").headers["Location"] == f"/applications/{draft.pk}/"
    assert aoki.post(f"/applications/{draft.pk}/receipt/").status_code == 405
