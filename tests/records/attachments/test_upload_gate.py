"""What arrives over HTTP: raw bytes as a browser, or a liar, sends them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from records.rules.files.examination import examine
from records.rules.files.refusals import Why
from records.services.attachments import limits
from tests.records.attachments import samples

BOUNDARY = "----between"


Post = Callable[..., HttpRequest]


@pytest.fixture
def post() -> Iterator[Post]:
    """Make requests, and end each as Django ends a served one: its temporary files are closed."""
    requests: list[HttpRequest] = []

    def send(*parts: tuple[str, bytes], text: str = "") -> HttpRequest:
        requests.append(_posted(*parts, text=text))
        return requests[-1]

    yield send
    for request in requests:
        request.close()


def _posted(*parts: tuple[str, bytes], text: str) -> HttpRequest:
    """Return a request whose body is written by hand, so that no client library mends the names."""
    body = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, data in parts
    )
    body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\n{text}\r\n--{BOUNDARY}--\r\n'.encode()
    content_type = f"multipart/form-data; boundary={BOUNDARY}"
    return RequestFactory().post("/", data=body, content_type=content_type)


def test_an_ordinary_file_arrives_whole_with_its_fields(post: Post) -> None:
    data = samples.pdf(pages=3)
    request = post(("見積書.pdf", data), ("写真.jpg", b"x"), text="備考")
    first, second = request.FILES.getlist("file")
    assert (first.name, first.read(), second.name) == ("見積書.pdf", data, "写真.jpg")
    assert request.POST["note"] == "備考"


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "/etc/passwd.pdf", "..\\\\..\\\\boot.pdf", "C:\\\\見積.pdf"])
def test_a_path_is_not_bent_into_a_name(post: Post, name: str) -> None:
    (file,) = post((name, samples.pdf())).FILES.getlist("file")
    found = examine(name=file.name or "", size=file.size, file=file.file, limits=limits())
    assert found.refused is Why.NAME_LIKE_A_PATH


def test_what_is_too_large_is_dropped_as_it_arrives(post: Post, settings: Any) -> None:
    settings.ATTACHMENT_BYTES_AT_MOST = 100_000
    large, small = post(("大.pdf", bytes(8_000_000)), ("小.pdf", b"small")).FILES.getlist("file")
    assert 100_000 < large.size < 300_000
    assert (small.name, small.read()) == ("小.pdf", b"small")
    assert examine(name="大.pdf", size=large.size, file=large.file, limits=limits()).refused is Why.TOO_LARGE


def test_an_empty_file_arrives_as_an_empty_file(post: Post) -> None:
    (file,) = post(("空.pdf", b"")).FILES.getlist("file")
    assert file.size == 0


def test_a_long_name_arrives_too_long(post: Post) -> None:
    (file,) = post(("あ" * 300 + ".pdf", samples.pdf())).FILES.getlist("file")
    assert examine(name=file.name or "", size=file.size, file=file.file, limits=limits()).refused is Why.NAME_TOO_LONG
