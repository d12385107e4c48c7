"""A scanner that answers, one that finds something, and one that does not answer: a real socket each time."""

import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from records.models import Attachment
from records.services.scanning import SCAN_TAKES_UP_TO, ScannerError, finding_of, scan_attachment
from records.services.sweep import sweep_attachments
from tests.queue import Broker
from tests.records.attachments import samples
from tests.records.conftest import NOON, SECOND

Kept = Callable[..., Attachment]
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"


class Clamd:
    """As much of clamd as INSTREAM takes."""

    def __init__(self, listening: socket.socket, answer: bytes | None = None) -> None:
        self.listening, self.answer = listening, answer
        self.received: list[bytes] = []
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                self._one(connection, stream)

    def _one(self, connection: socket.socket, stream: Any) -> None:
        assert stream.read(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack("!L", stream.read(4))[0]:
            data += stream.read(length)
        self.received.append(data)
        verdict = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
        connection.sendall(self.answer or verdict)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{listening.getsockname()[1]}"
        yield Clamd(listening)
        listening.shutdown(socket.SHUT_RDWR)


def test_a_harmless_file_is_clean(clamd: Clamd, kept: Kept) -> None:
    data = samples.pdf()
    attachment = kept("見積書.pdf", data)
    assert attachment.scan_state == "waiting"
    assert scan_attachment(attachment_id=attachment.pk, clock=lambda: NOON + SECOND) == "clean"
    attachment.refresh_from_db()
    assert (attachment.scan_state, attachment.scanned_at, attachment.scan_due_at) == ("clean", NOON + SECOND, None)
    assert attachment.may_be_handed_out
    assert clamd.received == [data]


def test_an_infected_file_is_blocked_and_named(clamd: Clamd, kept: Kept) -> None:
    attachment = kept("写真.jpg", samples.image("JPEG") + EICAR)
    assert scan_attachment(attachment_id=attachment.pk, clock=lambda: NOON) == "infected"
    attachment.refresh_from_db()
    assert attachment.scan_finding == "Eicar-Test-Signature"
    assert not attachment.may_be_handed_out
    assert scan_attachment(attachment_id=attachment.pk, clock=lambda: NOON) is None


@pytest.mark.django_db(transaction=True)
def test_the_worker_scans_what_was_sent(clamd: Clamd, kept: Kept, run_queue: Callable[[], list[str]]) -> None:
    attachment = kept()
    assert run_queue() == ["attachments.scan"]
    attachment.refresh_from_db()
    assert attachment.scan_state == "clean"


@pytest.mark.django_db(transaction=True)
def test_a_lost_scan_is_offered_again_once(
    clamd: Clamd, kept: Kept, broker: Broker, run_queue: Callable[[], list[str]]
) -> None:
    kept()
    broker.purge()
    assert sweep_attachments(at=NOON + SCAN_TAKES_UP_TO - SECOND).offered == 0
    assert sweep_attachments(at=NOON + SCAN_TAKES_UP_TO).offered == 1
    assert sweep_attachments(at=NOON + SCAN_TAKES_UP_TO).offered == 0
    assert run_queue() == ["attachments.scan"]
    assert Attachment.objects.get().scan_state == "clean"


def test_a_scanner_that_does_not_answer_is_asked_ever_more_seldom(kept: Kept, settings: Any) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    attachment = kept()
    for pause in (2, 4, 8):
        assert scan_attachment(attachment_id=attachment.pk, clock=lambda: NOON) is None
        attachment.refresh_from_db()
        assert attachment.scan_state == "waiting"
        assert attachment.scan_due_at
        assert (attachment.scan_due_at - NOON).total_seconds() == pause * 60


def test_a_verdict_that_is_none_leaves_the_file_waiting(clamd: Clamd, kept: Kept) -> None:
    clamd.answer = b"INSTREAM size limit exceeded. ERROR\0"
    with pytest.raises(ScannerError):
        finding_of([b"x"])
    attachment = kept()
    assert scan_attachment(attachment_id=attachment.pk, clock=lambda: NOON) is None
    attachment.refresh_from_db()
    assert attachment.scan_state == "waiting"


def test_clamd_may_listen_on_a_socket_file(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "clamd.ctl"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        settings.CLAMD_ADDRESS = str(path)
        clamd = Clamd(listening)
        assert finding_of([b"a", EICAR]) == "Eicar-Test-Signature"
        assert clamd.received == [b"a" + EICAR]
        listening.shutdown(socket.SHUT_RDWR)


def test_without_a_scanner_files_are_handed_out(kept: Kept) -> None:
    attachment = kept()
    assert attachment.scan_state == "off"
    assert attachment.may_be_handed_out
