"""Asking a virus scanner about one file, by clamd's INSTREAM; off unless the settings name a clamd."""

import logging
import socket
import struct
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from records.models import Attachment, ScanState
from records.services.attachment_store import DamagedAttachmentError, open_verified

logger = logging.getLogger(__name__)

SCAN = "attachments.scan"
SCAN_TAKES_UP_TO = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=1)
_PATIENCE = 30
_PIECE = 131_072


class ScannerError(RuntimeError):
    """The scanner gave no verdict; the file keeps waiting for one."""


def is_scanning() -> bool:
    """Whether files are scanned in this house."""
    return bool(settings.CLAMD_ADDRESS)


def scan_attachment(*, attachment_id: uuid.UUID, clock: Callable[[], datetime]) -> ScanState | None:
    """Scan one waiting file and note the verdict; without one the sweep asks again, ever more seldom."""
    waiting = Attachment.objects.filter(pk=attachment_id, scan_state=ScanState.WAITING)
    attachment = waiting.filter(erased_at__isnull=True).first()
    if attachment is None:
        return None
    try:
        with open_verified(attachment) as file:
            finding = finding_of(file.chunks(_PIECE))
    except (OSError, ScannerError, DamagedAttachmentError) as error:
        logger.warning("attachment %s is not scanned yet (%s)", attachment_id, type(error).__name__)
        pause = min(SCAN_TAKES_UP_TO * 2 ** min(attachment.scan_attempts, 8), LONGEST_PAUSE)
        waiting.update(scan_attempts=F("scan_attempts") + 1, scan_due_at=clock() + pause)
        return None
    state = ScanState.INFECTED if finding else ScanState.CLEAN
    waiting.update(scan_state=state, scan_finding=finding[:200], scanned_at=clock(), scan_due_at=None)
    return state


def finding_of(pieces: Iterable[bytes]) -> str:
    """Send a file to clamd and return the name of what it found, or nothing."""
    with _connected() as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for piece in pieces:
            clamd.sendall(struct.pack("!L", len(piece)) + piece)
        clamd.sendall(struct.pack("!L", 0))
        answer = b""
        while piece := clamd.recv(4096):
            answer += piece
    verdict = answer.rstrip(b"\0\n").decode("utf-8", errors="replace").removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerError(verdict)


def _connected() -> socket.socket:
    """Connect to `host:port`, or to a socket file."""
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    if port.isdigit():
        return socket.create_connection((host, int(port)), timeout=_PATIENCE)
    clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    clamd.settimeout(_PATIENCE)
    clamd.connect(settings.CLAMD_ADDRESS)
    return clamd
