"""From the pre-check into the draft through the pages: what was picked is there, and a second beginning says so."""

from typing import Any

import pytest
from time_machine import travel

from applications.models import Application
from tests.people import People, signed_in
from tests.worlds import AT, CALL, published_call

PRECHECK = f"/calls/{CALL}/precheck"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with travel(AT, tick=False) as moved:
        yield moved


def _begin(aoki: Any, people: People) -> Any:
    return aoki.post(f"/applications/new/{CALL}/", {"organisation": str(people.company.pk)}, follow=True)


def test_the_industry_picked_in_the_pre_check_stands_in_the_draft(people: People) -> None:
    published_call()
    aoki = signed_in(people.aoki)
    assert aoki.post(f"{PRECHECK}/entity/", {"answer": "company"}).status_code == 302
    assert aoki.post(f"{PRECHECK}/industry/", {"answer": "I56"}).status_code == 302
    assert _begin(aoki, people).status_code == 200
    draft = Application.objects.get()
    html = aoki.get(f"/applications/{draft.pk}/sections/applicant/").content.decode()
    assert '<option value="I56" selected>' in html
    assert "業種から見た候補です" in html


def test_a_second_beginning_opens_what_was_begun_and_says_so(people: People, clock: Any) -> None:
    published_call()
    aoki = signed_in(people.aoki)
    assert "もう始めた申請があります" not in _begin(aoki, people).content.decode()
    clock.shift(60)
    assert "もう始めた申請があります" in _begin(aoki, people).content.decode()
    assert Application.objects.count() == 1
