"""A published call, and a visitor who answers its questions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from time_machine import travel

from applications.models import CallRevision
from applications.services.calls import load_call, publish_call
from kernel.calendar import TOKYO

CALL = "fy2025_introduction"
DURING = datetime(2025, 5, 20, 10, 0, tzinfo=TOKYO)
BASE = f"/calls/{CALL}/precheck/"

# The company of the contract's first example, as it would answer page by page.
COMPANY: dict[str, dict[str, Any]] = {
    "entity": {"answer": "company"},
    "base": {"answer": "head_office"},
    "continuing": {"answer": "yes"},
    "industry": {"answer": "I56"},
    "industry-class": {"answer": "4"},
    "small-class": {"answer": "commerce_and_service"},
    "capital": {"answer": "５０，０００，００１"},
    "employees": {"answer": "50人"},
    "shareholders": {
        "total": "1,000",
        "row-TOTAL_FORMS": "2",
        "row-INITIAL_FORMS": "0",
        "row-0-name": "代表者 髙﨑𠮷",
        "row-0-kind": "individual",
        "row-0-shares": "501",
        "row-1-name": "取引先商社",
        "row-1-kind": "large",
        "row-1-shares": "499",
    },
    "officers": {"none": "2", "large": "1", "deemed_large": "0"},
    "income": {"year_0": "15000000", "year_1": "8,000,000", "year_2": "12000000"},
    "tax": {"answer": "no"},
    "insolvency": {"answer": "none"},
    "antisocial": {"answer": "no"},
    "licensed": {"answer": "no"},
    "production": {"answer": "yes"},
    "consultation": {"done": "yes", "day_0": "令和7", "day_1": "5", "day_2": "12"},
    "other-subsidy": {"answer": "none"},
    "other-type": {"answer": "no"},
    "end": {"answer_0": "2026", "answer_1": "１", "answer_2": "31"},
    "channel": {"answer": "jgrants"},
    "kpi": {
        "row-TOTAL_FORMS": "1",
        "row-INITIAL_FORMS": "0",
        "row-0-task": "在庫照会",
        "row-0-before": "8.0",
        "row-0-after": "７",
    },
    "costs": {
        "row-TOTAL_FORMS": "1",
        "row-INITIAL_FORMS": "0",
        "row-0-category": "5",
        "row-0-description": "在庫管理システム一式",
        "row-0-amount_excluding_tax": "2,000,001",
        "row-0-quotes": "2",
        "row-0-vendor_in_prefecture": "yes",
    },
}


@pytest.fixture
def revision(db: None) -> CallRevision:
    """The real call, loaded and published."""
    loaded = load_call(call_id=CALL, folders=settings.CALLS_FOLDERS, at=DURING)
    return publish_call(revision_id=loaded.pk, actor_label="tests", at=DURING, because="公開")


@pytest.fixture
def during(revision: CallRevision) -> Any:
    """A moment at which the call is open."""
    with travel(DURING, tick=False):
        yield revision


@pytest.fixture
def answer(client: Client, during: CallRevision) -> Callable[..., HttpResponse]:
    """Send one page of answers."""

    def send(key: str, **fields: Any) -> HttpResponse:
        return client.post(f"{BASE}{key}/", fields)

    return send


@pytest.fixture
def answered(answer: Callable[..., HttpResponse]) -> None:
    """Every question answered as the company of the example would."""
    for key, fields in COMPANY.items():
        assert answer(key, **fields).status_code == 302, key
