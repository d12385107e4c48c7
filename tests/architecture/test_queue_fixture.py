"""The queue of the tests is a real one: nothing runs before commit, and nothing runs by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from config.celery import app
from tests.queue import Broker


def _an_old_session() -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))


def test_a_task_runs_only_when_the_queue_is_run(run_queue: Callable[[], list[str]]) -> None:
    _an_old_session()
    with transaction.atomic():
        transaction.on_commit(lambda: app.send_task("house.clear_sessions"))
        assert run_queue() == []
    assert Session.objects.count() == 1
    assert run_queue() == ["house.clear_sessions"]
    assert Session.objects.count() == 0
    assert run_queue() == []


@pytest.mark.usefixtures("transactional_db")
def test_what_an_earlier_test_left_is_thrown_away(broker: Broker) -> None:
    app.send_task("house.clear_sessions")
    broker.purge()
    assert broker.drain() == []
