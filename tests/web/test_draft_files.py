"""Files of a draft: kept at once, refused with the reason, replaced, taken back and brought back."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfWriter
from time_machine import travel

from applications.models import Application
from records.models import Attachment
from tests.people import People, signed_in
from tests.worlds import AT, filled_draft


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def pdf(name: str, *, width: int = 200) -> SimpleUploadedFile:
    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(width, 200)
    writer.write(data)
    return SimpleUploadedFile(name, data.getvalue(), content_type="application/pdf")


def _send(people: People, draft: Application, *files: SimpleUploadedFile, **fields: str) -> HttpResponse:
    posted = {"purpose": "tax_certificate", "part": "", **fields, "file": list(files)}
    return signed_in(people.aoki).post(f"/applications/{draft.pk}/files/", posted)


def test_a_refused_file_says_why_and_the_others_stay(people: People) -> None:
    draft = filled_draft(people)
    answer = _send(
        people, draft, pdf("証明書.pdf"), SimpleUploadedFile("空.pdf", b""), SimpleUploadedFile("a.exe", b"MZ")
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "空.pdf" in html
    assert "a.exe" in html
    assert [each.original_name for each in Attachment.objects.all()] == ["証明書.pdf"]
    assert "ファイルが選ばれていません" in _send(people, draft).content.decode()


def test_a_file_is_replaced_taken_back_and_brought_back(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    assert _send(people, draft, pdf("一.pdf")).status_code == 302
    first = Attachment.objects.get()
    assert _send(people, draft, pdf("二.pdf", width=300), instead_of=str(first.pk)).status_code == 302
    second = Attachment.objects.get(superseded_by__isnull=True)
    page = f"/applications/{draft.pk}/sections/attachments/"
    assert "一.pdf" not in aoki.get(page).content.decode()
    aoki.post(f"/applications/{draft.pk}/files/{second.pk}/withdraw/")
    second.refresh_from_db()
    assert second.withdrawn_at
    assert "元に戻す" in aoki.get(page).content.decode()
    aoki.post(f"/applications/{draft.pk}/files/{second.pk}/restore/")
    second.refresh_from_db()
    assert second.withdrawn_at is None


def test_a_file_stands_with_its_line(people: People) -> None:
    draft = filled_draft(people)
    line = draft.cost_lines.order_by("position")[0]
    fields = {"purpose": "quotes", "part": str(line.pk), "line": str(line.pk)}
    answer = _send(people, draft, pdf("見積書.pdf"), **fields)
    assert answer.headers["Location"].startswith(f"/applications/{draft.pk}/costs/{line.pk}/#file_quotes_")
    assert "見積書.pdf" in signed_in(people.aoki).get(f"/applications/{draft.pk}/costs/{line.pk}/").content.decode()


@pytest.mark.parametrize("fields", [{"purpose": "nonsense"}, {"part": "somewhere"}, {"purpose": "quotes"}])
def test_a_file_without_a_place_is_refused(people: People, fields: dict[str, str]) -> None:
    draft = filled_draft(people)
    assert _send(people, draft, pdf("x.pdf"), **fields).status_code == 409
    assert not Attachment.objects.exists()


def test_nobody_else_touches_or_sees_a_file(people: People) -> None:
    draft = filled_draft(people)
    _send(people, draft, pdf("証明書.pdf"))
    file = Attachment.objects.get()
    for name, status in (("nobody", 302), ("chiba", 404), ("baba", 404)):
        visitor = signed_in(people.user(name))
        for verb in ("withdraw", "restore"):
            assert visitor.post(f"/applications/{draft.pk}/files/{file.pk}/{verb}/").status_code == status
    other = signed_in(people.aoki).post(f"/applications/{draft.pk}/files/{draft.pk}/withdraw/")
    assert other.status_code == 404
    assert signed_in(people.chiba).get(f"/attachments/{file.pk}/").status_code == 404
    served = signed_in(people.baba).get(f"/attachments/{file.pk}/")
    assert b"".join(served.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    served.close()


def test_who_must_sign_in_first_comes_back_to_the_page_of_the_button(people: People) -> None:
    draft = filled_draft(people)
    line = draft.cost_lines.get(position=1)
    page, of_line = f"/applications/{draft.pk}/sections/attachments/", f"/applications/{draft.pk}/costs/{line.pk}/"
    for posted, place in (({}, page), ({"line": str(line.pk)}, of_line)):
        visitor = Client()
        answer = visitor.post(
            f"/applications/{draft.pk}/files/", {**posted, "file": pdf("納税証明書.pdf")}, follow=True
        )
        assert answer.redirect_chain == [(f"/sign-in/?next={place}", 302)]
        html = answer.content.decode()
        assert "まだ何も変えていません" in html
        assert "入力した内容は残してあります" not in html
        visitor.force_login(people.aoki)
        assert visitor.get(place).status_code == 200
