"""A mail is a row first, says what its preview said, and is handed over once."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.template import TemplateDoesNotExist
from kombu.exceptions import OperationalError

from accounts.models import Organisation
from config.mail import FOLDER, mail_settings
from records.models import AuditEvent, Message
from records.selectors import messages_about, messages_for_a_person
from records.services import sending
from records.services.mail_folder import MailFolder
from records.services.mail_words import UnfitMailError, preview_message
from records.services.messages import (
    FORGOTTEN,
    LONGEST_PAUSE,
    QUEUED_TOO_LONG,
    begin_hand_over,
    claim_message,
    mark_sent,
    pause_after,
    queue_message,
    send_again,
)
from records.services.sending import ATTEMPTS_AT_MOST, send_message
from records.services.sweep import HAND_OVER_TOO_LONG, sweep_messages
from tests.records.attachments.conftest import AOKI
from tests.records.conftest import NOON, SECOND
from tests.records.messages.conftest import Post, mails_in
from tests.records.messages.mail_server import MailServer

RunQueue = Callable[[], list[str]]


@pytest.fixture
def letters(tmp_path: Path, settings: Any) -> Path:
    """Give the tests a kind of mail of their own: a pair of templates."""
    folder = tmp_path / "templates" / "mail"
    folder.mkdir(parents=True)
    (folder / "welcome.subject.txt").write_text("{{ company }}を登録しました\n", encoding="utf-8")
    (folder / "welcome.body.txt").write_text("{{ company }} 様\n\n登録しました。\n\n\n", encoding="utf-8")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path / "templates", *engine["DIRS"]]}]
    return folder


def _send(message: Message) -> bool:
    return send_message(message_id=message.pk, clock=lambda: NOON + SECOND)


def test_what_is_sent_is_what_was_previewed(letters: Path, db: None) -> None:
    company = Organisation.objects.create(kind="company", name="A&B<電機>", created_at=NOON)
    shown = preview_message(kind="welcome", to="aoki@example.jp", context={"company": company.name})
    assert shown.subject == "A&B<電機>を登録しました"
    assert shown.body == "A&B<電機> 様\n\n登録しました。\n"
    message = queue_message(
        kind="welcome", to=shown.to, context={"company": company.name}, about=company, at=NOON, actor=AOKI
    )
    message.refresh_from_db()
    assert (message.to, message.subject, message.body) == (shown.to, shown.subject, shown.body)
    assert (message.state, message.created_by_label) == ("queued", AOKI.label)
    assert list(messages_about(company)) == [message]


def test_a_kind_without_words_is_no_kind(letters: Path) -> None:
    with pytest.raises(TemplateDoesNotExist):
        preview_message(kind="unknown", to="aoki@example.jp", context={})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject": "知らせ\nBcc: all@example.jp"}, "改行"),
        ({"subject": "知らせ\r\nBcc: all@example.jp"}, "改行"),
        ({"subject": "知らせ\u2028Bcc: all@example.jp"}, "改行"),
        ({"to": "aoki@example.jp\nBcc: all@example.jp"}, "改行"),
        ({"to": "aoki@example.jp, all@example.jp"}, "メールアドレス"),
        ({"to": "Aoki <aoki@example.jp>"}, "メールアドレス"),
        ({"to": ""}, "メールアドレス"),
        ({"subject": " "}, "件名か本文"),
        ({"body": "\n"}, "件名か本文"),
        ({"subject": "あ" * 201}, "長すぎ"),
    ],
)
def test_what_would_break_out_of_its_header_is_refused(post: Post, changes: dict[str, str], reason: str) -> None:
    with pytest.raises(UnfitMailError, match=reason):
        post(**changes)
    assert Message.objects.count() == 0


def test_a_name_cannot_add_a_header(letters: Path) -> None:
    with pytest.raises(UnfitMailError):
        preview_message(kind="welcome", to="aoki@example.jp", context={"company": "A\nBcc: all@example.jp"})


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_was_queued(post: Post, mail_folder: Path, run_queue: RunQueue) -> None:
    message = post()
    assert run_queue() == ["messages.send"]
    message.refresh_from_db()
    assert (message.state, message.attempts, message.claim) == ("sent", 1, None)
    (mail,) = mails_in(mail_folder)
    assert (mail["To"], mail["Subject"], mail["From"]) == ("aoki@example.jp", "受け付けました", "no-reply@localhost")
    assert mail["Message-ID"] == f"<{message.pk}@localhost>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content() == "受付番号は 1 です。\n"


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_keeps_no_mail_from_being_sent(
    post: Post, mail_folder: Path, run_queue: RunQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(current_app, "send_task", _refuse)
        message = post()
    assert run_queue() == []
    assert sweep_messages(at=NOON + QUEUED_TOO_LONG - SECOND).offered == 0
    assert sweep_messages(at=NOON + QUEUED_TOO_LONG).offered == 1
    assert sweep_messages(at=NOON + QUEUED_TOO_LONG).offered == 0
    assert run_queue() == ["messages.send"]
    message.refresh_from_db()
    assert message.state == "sent"


def _refuse(*_: Any, **__: Any) -> None:
    raise OperationalError("down")


def _post_and_fail(post: Post) -> None:
    post()
    Organisation.objects.create(kind="company", name="", created_at=NOON)


@pytest.mark.django_db
def test_posting_is_undone_with_its_transaction(
    post: Post, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(IntegrityError), transaction.atomic():
        _post_and_fail(post)
    assert callbacks == []
    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_once_one_sends(post: Post, mail_server: MailServer) -> None:
    message = post()

    def send(_: int) -> bool:
        try:
            return _send(message)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(send, range(12))) == 1
    assert len(mail_server.behaviour.received) == 1


def test_a_secret_is_forgotten_once_it_is_sent(post: Post, mail_folder: Path) -> None:
    message = post(is_secret=True, body="https://example.jp/invitations/key/")
    assert _send(message)
    message.refresh_from_db()
    assert message.body == FORGOTTEN
    (mail,) = mails_in(mail_folder)
    assert "invitations/key" in mail.get_content()


def test_a_server_out_of_reach_is_tried_ever_more_seldom_and_then_given_up(post: Post, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    message = post()
    pauses = []
    for _ in range(ATTEMPTS_AT_MOST - 1):
        assert not _send(message)
        message.refresh_from_db()
        assert (message.state, message.handed_over_at) == ("queued", None)
        pauses.append(message.due_at - NOON - SECOND)
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=1)
    assert pauses[-1] == LONGEST_PAUSE == pause_after(1000)
    assert not _send(message)
    message.refresh_from_db()
    assert message.state == "failed"
    assert "つながりません" in message.failed_because


@pytest.mark.parametrize(
    ("verb", "answer", "state"),
    [
        ("RCPT", "550 no such person", "failed"),
        ("RCPT", "450 later", "queued"),
        ("MAIL", "553 not from you", "failed"),
        ("DATA", "554 no", "failed"),
        ("DATA", "451 later", "queued"),
        ("END", "554 spam", "failed"),
        ("END", "452 full", "queued"),
    ],
)
def test_an_answered_no_is_believed(post: Post, mail_server: MailServer, verb: str, answer: str, state: str) -> None:
    mail_server.behaviour.answers[verb] = answer
    message = post()
    assert not _send(message)
    message.refresh_from_db()
    assert message.state == state
    if state == "failed":
        assert answer[:3] in message.failed_because
    else:
        mail_server.behaviour.answers.clear()
        assert _send(message)


def test_silence_after_the_mail_was_handed_over_is_a_doubt(post: Post, mail_server: MailServer) -> None:
    mail_server.behaviour.is_silent_after_data = True
    message = post()
    assert not _send(message)
    message.refresh_from_db()
    assert message.state == "uncertain"
    assert sweep_messages(at=NOON + timedelta(days=1)).offered == 0


def test_a_folder_that_cannot_be_written_is_tried_again(
    post: Post, mail_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("disk full")

    message = post()
    with monkeypatch.context() as patch:
        patch.setattr(MailFolder, "_write", fail)
        assert not _send(message)
    message.refresh_from_db()
    assert message.state == "queued"
    assert _send(message)
    assert len(mails_in(mail_folder)) == 1


def test_a_worker_whose_claim_ran_out_hands_nothing_over(post: Post, mail_folder: Path) -> None:
    message = post()
    lost = claim_message(message_id=message.pk, at=NOON)
    assert sweep_messages(at=NOON + HAND_OVER_TOO_LONG).settled == 0
    assert sweep_messages(at=NOON + HAND_OVER_TOO_LONG + SECOND).settled == 1
    assert lost
    assert not begin_hand_over(message_id=message.pk, claim=lost, at=NOON)
    assert _send(message)
    assert len(mails_in(mail_folder)) == 1


def test_a_slow_worker_that_was_given_up_still_knows_best(post: Post, mail_server: MailServer) -> None:
    message = post()
    claim = claim_message(message_id=message.pk, at=NOON)
    assert claim
    assert begin_hand_over(message_id=message.pk, claim=claim, at=NOON)
    sweep_messages(at=NOON + HAND_OVER_TOO_LONG + SECOND)
    message.refresh_from_db()
    assert message.state == "uncertain"
    assert mark_sent(message_id=message.pk, at=NOON)
    message.refresh_from_db()
    assert (message.state, message.failed_because) == ("sent", "")


def test_a_person_sends_a_doubtful_mail_again_as_a_new_one(post: Post, mail_server: MailServer) -> None:
    mail_server.behaviour.is_silent_after_data = True
    message = post()
    _send(message)
    assert list(messages_for_a_person()) == [message]
    mail_server.behaviour.is_silent_after_data = False
    again = send_again(message=message, actor=AOKI, at=NOON, because="電話で届いていないと確認した")
    assert _send(again)
    message.refresh_from_db()
    assert message.state == "uncertain"
    event = AuditEvent.objects.get(verb="send_again")
    assert (event.subject_id, event.changes) == (str(message.pk), {"message": str(again.pk)})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_message SET state = 'queued', sent_at = NULL, handed_over_at = NULL",
        "UPDATE records_message SET subject = 'x'",
        "DELETE FROM records_message",
        "UPDATE records_message SET \"to\" = 'x@example.jp'",
    ],
)
def test_the_database_keeps_a_sent_mail_sent(post: Post, mail_folder: Path, statement: str) -> None:
    _send(post())
    with pytest.raises(DatabaseError, match="message"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("message_state_is_known", {"state": "lost"}),
        ("message_has_a_recipient_and_words", {"body": ""}),
        ("message_is_claimed_exactly_while_sending", {"state": "sending"}),
        ("message_is_claimed_exactly_while_sending", {"claim": uuid.uuid4(), "claimed_at": NOON}),
        ("message_waiting_was_not_handed_over", {"handed_over_at": NOON}),
        ("message_is_sent_exactly_with_its_time", {"state": "sent", "handed_over_at": NOON}),
        ("message_is_sent_exactly_with_its_time", {"sent_at": NOON}),
        ("message_fails_exactly_for_a_reason", {"state": "failed"}),
        ("message_fails_exactly_for_a_reason", {"failed_because": "理由"}),
    ],
)
def test_the_database_refuses_what_must_never_be(post: Post, name: str, broken: dict[str, Any]) -> None:
    message = post()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**broken)


@pytest.mark.parametrize("header", ["to", "subject"])
def test_the_database_itself_refuses_a_second_line_in_a_header(post: Post, header: str) -> None:
    row = {"kind": "x", "to": "a@example.jp", "subject": "s", "body": "b", "created_at": NOON, "due_at": NOON}
    with pytest.raises(IntegrityError, match="message_headers_are_one_line"), transaction.atomic():
        Message.objects.create(**(row | {header: "a@example.jp\nBcc: b@example.jp"}))


def test_the_messages_of_the_mail_server_stay_out_of_the_log(
    post: Post, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    mail_server.behaviour.answers["RCPT"] = "550 aoki@example.jp is unknown"
    _send(post())
    assert "aoki" not in caplog.text
    assert sending.logger.name in caplog.text


def test_the_settings_name_a_server_or_a_folder() -> None:
    assert mail_settings("") == {"EMAIL_BACKEND": FOLDER}
    named = mail_settings("smtp+tls://clerk:secret@mail.example:587")
    assert (named["EMAIL_HOST"], named["EMAIL_PORT"], named["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert named["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert named["EMAIL_TIMEOUT"] == 20
