"""The trail names the person, tells a subject's history in words, and knows who only looked."""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.models import Organisation
from records.audit import record
from records.models import AuditEvent
from records.rules.acts import ActNamedTwiceError, is_named, name_acts, name_of_act
from records.selectors import history_of
from records.services.looking import record_look
from tests.records.conftest import NOON, SECOND

DOI = Actor(user_id=UUID(int=3), label="土井(事務局)")


@pytest.fixture
def company(db: None) -> Organisation:
    return Organisation.objects.create(kind="company", name="青木製作所", created_at=NOON)


def _record(subject: Organisation, verb: str, **changes: Any) -> AuditEvent:
    with transaction.atomic():
        return record(**({"actor": DOI, "verb": verb, "subject": subject, "at": NOON} | changes))


def test_an_actor_is_named_by_id_and_label(company: Organisation) -> None:
    event = _record(company, "upload_attachment")
    event.refresh_from_db()
    assert (event.actor_id, event.actor_label) == (DOI.user_id, DOI.label)


def test_a_machine_is_named_by_its_label(company: Organisation) -> None:
    with transaction.atomic():
        event = record(actor_label="システム", verb="sweep", subject=company, at=NOON)
    assert (event.actor_id, event.actor_label) == (None, "システム")


def test_a_history_tells_the_latest_first_and_leaves_out_looks(company: Organisation) -> None:
    other = Organisation.objects.create(kind="company", name="千葉工業", created_at=NOON)
    _record(company, "upload_attachment")
    _record(company, "withdraw_attachment", at=NOON + SECOND, because="取り違え")
    _record(other, "upload_attachment")
    record_look(actor=DOI, subject=company, at=NOON + SECOND * 2, shown="口座")
    assert [(entry.what, entry.because) for entry in history_of(company)] == [
        ("ファイルを取り下げ", "取り違え"),
        ("ファイルを登録", ""),
    ]
    assert history_of(company, with_looks=True)[0].what == "個人情報を含む画面を閲覧"
    assert {entry.about for entry in history_of(company, other)} == {"青木製作所", "千葉工業"}
    assert history_of() == []


def test_a_history_costs_one_query_however_long(company: Organisation) -> None:
    for second in range(5):
        _record(company, "upload_attachment", at=NOON + SECOND * second)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(history_of(company)) == 5
    assert len(queries) == 1


@pytest.mark.parametrize("table", ["records_auditevent", "records_attachment", "records_message"])
def test_no_table_that_lasts_is_emptied(company: Organisation, table: str) -> None:
    """PostgreSQL's TRUNCATE asks no row; SQLite knows no such word."""
    expected = "kept|stays sent|append-only" if connection.vendor == "postgresql" else "syntax error"
    with pytest.raises(DatabaseError, match=expected), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_look_is_written_down_with_what_was_shown(company: Organisation) -> None:
    record_look(actor=DOI, subject=company, at=NOON, shown="役員の生年月日")
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes) == ("view_personal_data", {"shown": "役員の生年月日"})


def test_an_act_has_one_name() -> None:
    name_acts({"upload_attachment": "ファイルを登録"})
    with pytest.raises(ActNamedTwiceError):
        name_acts({"upload_attachment": "別の名前"})
    assert is_named("upload_attachment")
    assert name_of_act("unheard_of") == "unheard_of"
    assert not is_named("unheard_of")


def test_the_component_shows_who_did_what_and_why(company: Organisation) -> None:
    _record(company, "withdraw_attachment", because="<取り違え>")
    shown = render_to_string("components/history.html", {"history": history_of(company)})
    for words in ("ファイルを取り下げ", "土井(事務局)", "理由:&lt;取り違え&gt;", "令和7年6月5日(木) 12:00"):
        assert words in shown
    assert "まだ記録はありません" in render_to_string("components/history.html", {"history": []})
