"""A broker that is down costs time, never a page and never a paper."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu import Connection, pools

from config.brokers import FILES, filesystem_transport
from records.models import IssuedPaper
from records.services.queue import enqueue
from records.services.sweep import QUEUED_TOO_LONG, sweep_papers
from tests.queue import Broker
from tests.records.conftest import NOON, SECOND, kept_files

Ask = Callable[..., IssuedPaper]
NOBODY_LISTENS = "redis://127.0.0.1:8138/0"


@contextmanager
def _folder_broken() -> Iterator[None]:
    """Put a file where the queue's folder was: no message can be written there."""
    folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
    shutil.rmtree(folder)
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        folder.mkdir()


@contextmanager
def _server_gone() -> Iterator[None]:
    """Send to a port where no server listens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(current_app.conf.changes, "broker_url", NOBODY_LISTENS)
        patch.setitem(current_app.conf.changes, "broker_write_url", NOBODY_LISTENS)
        _forget_connections()
        yield
    _forget_connections()


def _forget_connections() -> None:
    pools.reset()
    current_app.amqp._producer_pool = None
    current_app._pool = None


def broker_down() -> AbstractContextManager[None]:
    """Take the broker away for a while, whichever it is."""
    return _server_gone() if settings.REDIS_URL else _folder_broken()


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_is_a_line_in_the_log(broker: Broker, caplog: pytest.LogCaptureFixture) -> None:
    with broker_down(), caplog.at_level(logging.WARNING, logger="records"):
        enqueue("papers.render", paper_id="00000000-0000-0000-0000-000000000000")
    assert [record.name for record in caplog.records] == ["records.services.queue"]
    assert "left to the sweep" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_paper_follows_when_the_broker_is_back(
    ask: Ask, broker: Broker, run_queue: Callable[[], list[str]]
) -> None:
    with broker_down():
        paper = ask()
        assert sweep_papers(at=NOON + QUEUED_TOO_LONG + SECOND).offered == 1
    assert run_queue() == []
    assert sweep_papers(at=NOON + 3 * QUEUED_TOO_LONG).offered == 1
    assert run_queue() == ["papers.render"]
    paper.refresh_from_db()
    assert paper.state == "ready"
    assert len(kept_files()) == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_before_the_commit(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, kwargs, **_: sent.append((name, kwargs)))
    with transaction.atomic():
        enqueue("papers.render", paper_id=7)
        assert sent == []
    assert sent == [("papers.render", {"paper_id": "7"})]


def test_a_worker_that_looks_while_a_message_is_written_takes_none_and_then_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = filesystem_transport(tmp_path)
    with Connection(f"{FILES}://localhost", transport_options=options) as connection:
        waiting, looks = connection.SimpleQueue("work"), []

        def look_first(path: Path, data: bytes) -> int:
            """Open the file, let the worker look, and only then write."""
            with path.open("wb") as file:
                with pytest.raises(waiting.Empty):
                    waiting.get(block=False)
                looks.append(path)
                return file.write(data)

        monkeypatch.setattr(Path, "write_bytes", look_first)
        waiting.put({"paper_id": "7"})
        assert len(looks) == 1
        assert waiting.get(block=False).payload == {"paper_id": "7"}
        waiting.close()
