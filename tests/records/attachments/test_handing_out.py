"""A file leaves through one checked view: to who may see its subject, as a download, proven and written down."""

import http.client
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounts.models import Organisation, User
from records.models import Attachment, AuditEvent
from records.policies.attachments_sight import SightTakenError, has_sight, register_sight
from records.services import attachments
from records.services.attachments import withdraw_attachment
from tests.people import People, signed_in
from tests.records.attachments import samples
from tests.records.attachments.conftest import Sight, kept_files
from tests.records.conftest import NOON

Kept = Callable[..., Attachment]


@pytest.fixture(autouse=True)
def _aoki_sees(sight: Sight, people: People) -> None:
    sight.add(people.aoki.pk)


def _take(attachment_id: UUID, user: User | None) -> Any:
    return signed_in(user).get(f"/attachments/{attachment_id}/")


def _body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_who_sees_the_subject_takes_the_file(kept: Kept, people: People) -> None:
    data = samples.pdf()
    attachment = kept("㈱青木 見積.pdf", data)
    response = _take(attachment.pk, people.aoki)
    assert response.status_code == http.client.OK
    assert _body(response) == data
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('㈱青木 見積.pdf')}"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(data))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "private, no-store"


def test_nothing_is_locked_while_a_file_is_read_through(
    kept: Kept, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment, outside, read = kept(), list(connection.savepoint_ids), []
    prove = attachments.open_verified

    def proven(found: Attachment) -> Any:
        read.append(list(connection.savepoint_ids))
        return prove(found)

    monkeypatch.setattr(attachments, "open_verified", proven)
    assert _body(_take(attachment.pk, people.aoki))
    assert read == [outside]


def test_every_download_is_written_down(kept: Kept, people: People, company: Organisation, sight: Sight) -> None:
    attachment = kept()
    sight.add(people.doi.pk)
    for user in (people.aoki, people.doi):
        assert _body(_take(attachment.pk, user))
    events = AuditEvent.objects.filter(verb="download_attachment").order_by("at")
    assert [(event.actor_id, event.actor_label) for event in events] == [
        (people.aoki.pk, people.actor("aoki").label),
        (people.doi.pk, people.actor("doi").label),
    ]
    assert {event.subject_id for event in events} == {str(attachment.pk)}
    assert events[0].changes["of"] == ["accounts.organisation", str(company.pk)]


def test_a_pdf_is_shown_within_a_page_of_ours_and_that_is_written_down(kept: Kept, people: People) -> None:
    data = samples.pdf()
    attachment = kept("見積.pdf", data)
    response = signed_in(people.aoki).get(f"/attachments/{attachment.pk}/view/")
    assert _body(response) == data
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert AuditEvent.objects.get(subject_id=str(attachment.pk), verb="view_attachment").actor_id == people.aoki.pk
    assert not AuditEvent.objects.filter(verb="download_attachment").exists()


def test_other_kinds_and_other_people_see_nothing_within_a_page(kept: Kept, people: People) -> None:
    attachment = kept()
    assert signed_in(people.chiba).get(f"/attachments/{attachment.pk}/view/").status_code == http.client.NOT_FOUND
    Attachment.objects.update(scan_state="infected", scan_finding="Eicar")
    assert signed_in(people.aoki).get(f"/attachments/{attachment.pk}/view/").status_code == http.client.CONFLICT
    sheet = kept("明細.xlsx", samples.workbook())
    assert signed_in(people.aoki).get(f"/attachments/{sheet.pk}/view/").status_code == http.client.NOT_FOUND
    assert not AuditEvent.objects.filter(verb="view_attachment").exists()


@pytest.mark.parametrize("name", ["baba", "chiba", "doi", "jinnai", "nobody"])
def test_to_others_the_file_does_not_exist(kept: Kept, people: People, name: str) -> None:
    attachment = kept()
    assert _take(attachment.pk, people.user(name)).status_code == http.client.NOT_FOUND
    assert not AuditEvent.objects.filter(verb="download_attachment").exists()


def test_where_nobody_answers_for_a_subject_nobody_sees_its_files(kept: Kept, people: People) -> None:
    assert not has_sight("accounts.user")
    assert _take(kept(subject=people.aoki).pk, people.aoki).status_code == http.client.NOT_FOUND


@pytest.mark.django_db
def test_a_file_that_never_was_does_not_exist(people: People) -> None:
    assert _take(uuid4(), people.aoki).status_code == http.client.NOT_FOUND


def test_a_withdrawn_file_does_not_exist(kept: Kept, people: People) -> None:
    attachment = kept()
    withdraw_attachment(attachment=attachment, actor=people.actor("aoki"), at=NOON)
    assert _take(attachment.pk, people.aoki).status_code == http.client.NOT_FOUND


def test_a_superseded_file_is_still_there_to_be_compared(kept: Kept, people: People) -> None:
    former = kept("旧.pdf")
    kept("新.pdf", supersedes=former)
    response = _take(former.pk, people.aoki)
    assert response.status_code == http.client.OK
    assert _body(response)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"scan_state": "waiting", "scan_due_at": NOON}, "ウイルス検査が終わるまで"),
        ({"scan_state": "infected", "scan_finding": "Eicar-Test"}, "ウイルスが見つかった"),
    ],
    ids=["waiting", "infected"],
)
def test_what_is_not_known_to_be_harmless_is_held(
    kept: Kept, people: People, changes: dict[str, Any], told: str
) -> None:
    attachment = kept()
    Attachment.objects.update(**changes)
    response = _take(attachment.pk, people.aoki)
    assert response.status_code == http.client.CONFLICT
    assert told in response.content.decode()
    assert not AuditEvent.objects.filter(verb="download_attachment").exists()


@pytest.mark.parametrize("damage", [b"%PDF forged", None], ids=["forged", "gone"])
def test_damaged_bytes_are_not_served(kept: Kept, people: People, damage: bytes | None) -> None:
    attachment = kept()
    (file,) = kept_files()
    file.unlink() if damage is None else file.write_bytes(damage)
    response = _take(attachment.pk, people.aoki)
    assert response.status_code == http.client.INTERNAL_SERVER_ERROR
    assert "一致しません" in response.content.decode()
    assert not AuditEvent.objects.filter(verb="download_attachment").exists()


def test_a_proxy_may_send_the_proven_bytes_itself(kept: Kept, people: People, settings: Any) -> None:
    settings.ATTACHMENTS_X_ACCEL = "/kept/"
    attachment = kept()
    response = _take(attachment.pk, people.aoki)
    assert response.content == b""
    assert response["X-Accel-Redirect"] == f"/kept/{attachment.file}"
    assert AuditEvent.objects.filter(verb="download_attachment").count() == 1


def test_a_file_is_only_taken(kept: Kept, people: People) -> None:
    assert signed_in(people.aoki).post(f"/attachments/{kept().pk}/").status_code == http.client.METHOD_NOT_ALLOWED


def test_an_app_answers_once_and_a_higher_floor_may_let_further_people_in(
    kept: Kept, people: People, sight: Sight
) -> None:
    attachment = kept()
    with pytest.raises(SightTakenError):
        register_sight("accounts.organisation", lambda *_: True)
    assert not has_sight("accounts.organisation", owner="records")
    assert _take(attachment.pk, people.hara).status_code == http.client.NOT_FOUND
    register_sight("accounts.organisation", lambda actor, _: actor.user_id == people.hara.pk, owner="records")
    assert has_sight("accounts.organisation", owner="records")
    assert _body(_take(attachment.pk, people.hara))
    assert _take(attachment.pk, people.goto).status_code == http.client.NOT_FOUND
