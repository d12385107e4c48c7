"""A visitor who asks for paper after paper is asked to wait, calmly, and nothing that was answered is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from time_machine import travel

from records.models import IssuedPaper
from tests.at_once import at_once
from tests.worlds import AT, CALL, published_call

RESULT = f"/calls/{CALL}/precheck/result/"


@pytest.fixture(autouse=True)
def clock(db: None, settings: Any) -> Any:
    settings.VISITOR_PAPERS_AT_MOST = 3
    settings.VISITOR_PAPERS_WAITING_AT_MOST = 5
    published_call()
    cache.clear()
    with travel(AT, tick=False) as moved:
        yield moved
    cache.clear()


def _ask(visitor: Client, employees: int | None = None) -> Any:
    """Ask for the paper of the result; with other employees it is another paper."""
    if employees is not None:
        visitor.post(f"/calls/{CALL}/precheck/employees/", {"answer": str(employees)})
    return visitor.post(f"{RESULT}papers/", {"kind": "precheck_result"})


def _company() -> Client:
    visitor = Client()
    visitor.post(f"/calls/{CALL}/precheck/entity/", {"answer": "company"})
    return visitor


def test_the_fourth_paper_waits_as_long_as_the_page_says(clock: Any) -> None:
    visitor = _company()
    assert [_ask(visitor, employees).status_code for employees in (1, 2, 3)] == [302] * 3
    clock.shift(timedelta(minutes=4))
    refused = _ask(visitor, 4)
    assert refused.status_code == 429
    html = refused.content.decode()
    assert "6分ほど待ってから" in html
    assert "申請の条件" in html
    assert IssuedPaper.objects.count() == 3
    clock.shift(timedelta(minutes=6))
    assert _ask(visitor).status_code == 302


def test_the_same_answers_give_the_same_paper_until_it_is_another_day(clock: Any) -> None:
    visitor = _company()
    first = _ask(visitor).headers["Location"]
    clock.shift(timedelta(minutes=5))
    assert {_ask(visitor).headers["Location"] for _ in range(9)} == {first}
    assert _ask(Client()).headers["Location"] != first
    IssuedPaper.objects.update(state="failed", failed_because="試験")
    assert _ask(visitor).headers["Location"] != first
    clock.shift(timedelta(days=1))
    assert _ask(visitor).status_code == 302
    assert IssuedPaper.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_both_halves_of_a_double_click_are_handed_the_same_paper() -> None:
    visitor = _company()
    pressed = at_once(*[lambda: str(_ask(visitor).headers["Location"])] * 4)
    assert len(set(pressed)) == 1
    assert visitor.get(str(pressed[0])).status_code == 200


def test_a_visitor_who_drops_the_cookie_is_still_the_same_address(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"visitor_paper": "2/10m/ip"}
    assert [_ask(Client()).status_code for _ in range(3)] == [302, 302, 429]
    assert "10分ほど待ってから" in _ask(Client()).content.decode()
    assert IssuedPaper.objects.count() == 2


def test_visitors_without_number_do_not_fill_the_queue() -> None:
    assert [_ask(Client()).status_code for _ in range(6)] == [302] * 5 + [429]
    assert "混み合っています" in _ask(Client()).content.decode()
    IssuedPaper.objects.update(state="failed", failed_because="試験")
    assert _ask(Client()).status_code == 302
