"""A year that differs in every section is asked, judged and shown by the same pages: no code knows the real one."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from applications.models import CallRevision
from applications.services.calls import load_call, publish_call
from kernel.calendar import TOKYO
from records.models import IssuedPaper
from tests.architecture.tree import ROOT

CALL = "fy2099"


@pytest.fixture
def made_up(db: None) -> Any:
    """The made-up year, open."""
    loaded = load_call(call_id=CALL, folders=[ROOT / "tests" / "terms"], at=_now())
    revision = publish_call(revision_id=loaded.pk, actor_label="tests", at=_now(), because="公開")
    with travel(revision.terms.opens_at.astimezone(TOKYO), tick=False):
        yield revision


def _now() -> datetime:
    return datetime.now(TOKYO)


def test_its_page_shows_its_own_figures(client: Client, made_up: CallRevision) -> None:
    html = client.get(f"/calls/{CALL}/").content.decode()
    assert made_up.terms.title in html
    assert made_up.terms.grantor.telephone in html
    assert "250万円" not in html


def test_every_question_of_it_can_be_asked_and_passed_over(client: Client, made_up: CallRevision) -> None:
    address = client.post(f"/calls/{CALL}/precheck/")["Location"]
    asked = []
    while "/result/" not in address:
        page = client.get(address)
        assert page.status_code == 200, address
        assert "{call." not in page.content.decode()
        asked.append(address.split("/")[-2])
        address = client.post(address, {"skip": "skip"})["Location"]
    assert len(asked) == len(set(asked)) > 5
    assert [key for key in asked if key.startswith("own-")] != []
    html = client.get(address).content.decode()
    assert "{call." not in html
    assert "未回答" in html


@pytest.mark.parametrize("kind", ["precheck_result", "application"])
def test_its_papers_can_be_asked_for(client: Client, made_up: CallRevision, kind: str) -> None:
    assert client.post(f"/calls/{CALL}/precheck/result/papers/", {"kind": kind}).status_code == 302
    context = IssuedPaper.objects.get().context
    assert made_up.terms.title in context["subsidy_name"]
    assert "産業DX" not in str(context)
