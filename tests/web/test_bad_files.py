"""Bad files at the real door, as raw bytes over HTTP: each is refused with its reason, and the others stay."""

from io import RawIOBase
from typing import Any

import pytest
from django.core.files.storage import storages
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape
from time_machine import travel

from applications.models import Application
from records.models import Attachment
from records.rules.files.examination import refusal
from records.rules.files.refusals import Why
from records.services.attachments import limits
from tests.people import People, signed_in
from tests.records.attachments import samples
from tests.worlds import AT, blank_draft

BOUNDARY = "----between"
MEGABYTE = 1_048_576
_PDF = samples.pdf()
BAD: dict[Why, tuple[str, bytes]] = {
    Why.EMPTY: ("空.pdf", b""),
    Why.KIND_NOT_TAKEN: ("道具.exe", b"MZ\x90\0"),
    Why.CONTENT_DISAGREES: ("写真ではない.jpg", _PDF),
    Why.TWO_KINDS_AT_ONCE: ("二つの顔.pdf", _PDF + samples.archive({"A.class": b"\xca\xfe\xba\xbe"})),
    Why.ENCRYPTED: ("鍵付き.pdf", samples.encrypted_pdf(user="secret")),
    Why.MACROS: ("経費.xlsx", samples.changed(samples.workbook(), add={"xl/vbaProject.bin": samples.OLE})),
    Why.NAME_LIKE_A_PATH: ("../../etc/passwd.pdf", _PDF),
    Why.NAME_TOO_LONG: ("宮" * 300 + ".pdf", _PDF),
}


@pytest.fixture
def draft(people: People) -> Any:
    with travel(AT, tick=False):
        yield blank_draft(people)


def _field(name: str, text: str) -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()


def _head(name: str) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    return f"{head}Content-Type: application/pdf\r\n\r\n".encode()


_FIELDS = _field("purpose", "tax_certificate") + _field("part", "")
_END = f"--{BOUNDARY}--\r\n".encode()


def _send(browser: Client, draft: Application, *files: tuple[str, bytes]) -> HttpResponse:
    """Post a body written by hand, so that no client library mends the names."""
    body = _FIELDS + b"".join(_head(name) + data + b"\r\n" for name, data in files) + _END
    url = f"/applications/{draft.pk}/files/"
    return browser.generic("POST", url, body, content_type=f"multipart/form-data; boundary={BOUNDARY}")


def _sentence(name: str, why: Why) -> str:
    return escape(refusal(name, why, limits=limits()).sentence)


def _kept() -> list[str]:
    """The names of the rows, each of which has its bytes."""
    kept = Attachment.objects.order_by("uploaded_at", "original_name")
    assert all(storages["attachments"].exists(each.file) for each in kept)
    return [each.original_name for each in kept]


@pytest.mark.parametrize("why", BAD)
def test_a_bad_file_is_refused_with_its_reason_and_the_others_stay(
    people: People, draft: Application, why: Why
) -> None:
    name, data = BAD[why]
    browser = signed_in(people.aoki)
    assert _send(browser, draft, ("先に.pdf", samples.pdf(pages=3))).status_code == 302
    answer = _send(browser, draft, ("前.pdf", _PDF), (name, data), ("後.pdf", samples.pdf(pages=2)))
    assert answer.status_code == 422
    assert _sentence(name, why) in answer.content.decode()
    assert sorted(_kept()) == sorted(["先に.pdf", "前.pdf", "後.pdf"])


class _Long(RawIOBase):
    """A body of 200 MB that nobody has to hold."""

    def __init__(self, before: bytes, zeros: int, after: bytes) -> None:
        self._parts, self._zeros = [before, after], zeros
        self.size = len(before) + zeros + len(after)

    def read(self, wanted: int = -1) -> bytes:
        if self._parts[0]:
            found, self._parts[0] = self._parts[0][:wanted], self._parts[0][wanted:]
        elif self._zeros:
            found = bytes(min(wanted, self._zeros))
            self._zeros -= len(found)
        else:
            found, self._parts[1] = self._parts[1][:wanted], self._parts[1][wanted:]
        return found


def test_two_hundred_megabytes_are_refused_without_being_kept(people: People, draft: Application) -> None:
    before = _FIELDS + _head("前.pdf") + _PDF + b"\r\n" + _head("決算書.pdf") + b"%PDF-1.7\n"
    after = b"\r\n" + _head("後.pdf") + samples.pdf(pages=2) + b"\r\n" + _END
    body = _Long(before, 200 * MEGABYTE, after)
    arriving = {
        "wsgi.input": body,
        "CONTENT_LENGTH": str(body.size),
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
    }
    answer = signed_in(people.aoki).generic("POST", f"/applications/{draft.pk}/files/", **arriving)
    assert answer.status_code == 422
    assert _sentence("決算書.pdf", Why.TOO_LARGE) in answer.content.decode()
    assert sorted(_kept()) == sorted(["前.pdf", "後.pdf"])
