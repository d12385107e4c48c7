"""Workers that are really killed, at every step of sending: one mail, or a doubt that is told; never two mails."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from records.models import Message, MessageState
from records.services.sweep import HAND_OVER_TOO_LONG, sweep_messages
from tests.queue import Broker
from tests.records.killed import BEFORE_HAND_OVER, MAILING
from tests.records.messages.conftest import Post, mails_in
from tests.records.messages.mail_server import MailServer
from tests.records.workers import StartWorker, run_until_killed

PATIENCE = 60.0
RunQueue = Callable[[], list[str]]

pytestmark = pytest.mark.django_db(transaction=True)


def _later(message: Message) -> None:
    """Let the sweep come round, once the claim has run out, and again when a pause is over."""
    for wait in (HAND_OVER_TOO_LONG, HAND_OVER_TOO_LONG * 2):
        sweep_messages(at=timezone.now() + wait + timedelta(seconds=1))
    message.refresh_from_db()


@pytest.mark.parametrize("step", MAILING)
def test_whenever_a_worker_dies_the_folder_holds_one_mail(
    step: str, post: Post, mail_folder: Path, broker: Broker, run_queue: RunQueue
) -> None:
    message = post(at=timezone.now())
    broker.purge()
    assert run_until_killed(step, "mail", message.pk) == -signal.SIGKILL
    _later(message)
    run_queue()
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    (mail,) = mails_in(mail_folder)
    assert str(message.pk) in mail["Message-ID"]
    # Nothing happens any more, however often the broker repeats itself or the sweep comes round.
    assert run_until_killed(step, "mail", message.pk) == 0
    _later(message)
    assert run_queue() == []
    assert len(mails_in(mail_folder)) == 1


@pytest.mark.parametrize("step", [step for step in MAILING if step != "written"])
def test_whenever_a_worker_dies_a_mail_server_gets_at_most_one_mail(
    step: str, post: Post, mail_server: MailServer, broker: Broker, run_queue: RunQueue
) -> None:
    message = post(at=timezone.now())
    broker.purge()
    assert run_until_killed(step, "mail", message.pk, EMAIL_URL=mail_server.url) == -signal.SIGKILL
    _later(message)
    run_queue()
    message.refresh_from_db()
    if step in BEFORE_HAND_OVER or step == "sent":
        assert (message.state, len(mail_server.behaviour.received)) == (MessageState.SENT, 1)
    else:
        # The server cannot be asked: sent or not, a person decides.
        assert message.state == MessageState.UNCERTAIN
        assert "確かめて" in message.failed_because
        assert len(mail_server.behaviour.received) == (1 if step == "handed over" else 0)


def _wait_until(message: Message, state: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        message.refresh_from_db()
        if message.state == state:
            return
        time.sleep(0.05)
    pytest.fail(f"after {PATIENCE} s the mail is {message.state}, not {state}")


def test_a_celery_worker_killed_in_the_middle_of_a_conversation_sends_no_second_mail(
    post: Post, mail_server: MailServer, broker: Broker, start_worker: StartWorker
) -> None:
    mail_server.behaviour.is_silent_after_data = True
    worker = start_worker(EMAIL_URL=mail_server.url)
    message = post(at=timezone.now())
    assert mail_server.behaviour.got_data.wait(PATIENCE)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    _later(message)
    mail_server.behaviour.is_silent_after_data = False
    other = post(at=timezone.now(), subject="次の知らせ")
    start_worker(EMAIL_URL=mail_server.url)
    _wait_until(other, MessageState.SENT)
    message.refresh_from_db()
    assert message.state == MessageState.UNCERTAIN
    assert len([mail for mail in mail_server.behaviour.received if str(message.pk).encode() in mail]) == 1


def test_a_worker_that_comes_late_takes_up_what_was_left(
    post: Post, mail_folder: Path, broker: Broker, start_worker: StartWorker
) -> None:
    message = post(at=timezone.now() - timedelta(minutes=5))
    broker.purge()
    start_worker()
    _wait_until(message, MessageState.SENT)
    assert len(mails_in(mail_folder)) == 1
