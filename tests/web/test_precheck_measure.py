"""A visitor who asks for paper after paper is asked to wait, calmly, and nothing that was answered is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from records.models import IssuedPaper
from tests.worlds import AT, CALL, published_call

RESULT = f"/calls/{CALL}/precheck/result/"


@pytest.fixture(autouse=True)
def clock(db: None, settings: Any) -> Any:
    settings.VISITOR_PAPERS_AT_MOST = 3
    settings.VISITOR_PAPERS_WAITING_AT_MOST = 5
    published_call()
    with travel(AT, tick=False) as moved:
        yield moved


def _ask(visitor: Client) -> Any:
    return visitor.post(f"{RESULT}papers/", {"kind": "precheck_result"})


def test_the_fourth_paper_waits_a_while(clock: Any) -> None:
    visitor = Client()
    visitor.post(f"/calls/{CALL}/precheck/entity/", {"answer": "company"})
    assert [_ask(visitor).status_code for _ in range(3)] == [302] * 3
    refused = _ask(visitor)
    assert refused.status_code == 429
    html = refused.content.decode()
    assert "少し時間をおいてから" in html
    assert "申請の条件" in html
    assert IssuedPaper.objects.count() == 3
    clock.shift(timedelta(minutes=10))
    assert _ask(visitor).status_code == 302


def test_visitors_without_number_do_not_fill_the_queue() -> None:
    assert [_ask(Client()).status_code for _ in range(6)] == [302] * 5 + [429]
    assert "混み合っています" in _ask(Client()).content.decode()
    IssuedPaper.objects.update(state="failed", failed_because="試験")
    assert _ask(Client()).status_code == 302
