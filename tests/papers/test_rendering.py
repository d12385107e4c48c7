"""A paper as a document: A4, tagged, titled, with every letter embedded, and the same bytes every time."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings

from records.papers.fonts import FontsOnly, RefusedAddressError
from records.papers.identity import document_id
from records.papers.registry import kind_named
from records.papers.rendering import UnprintableLettersError
from tests.papers.conftest import sample_of, sample_pdf
from tests.papers.reading import page_sizes, page_texts

PAGES = {
    "application": 13,
    "precheck_result": 3,
    "minutes": 3,
    "receipt_notice": 2,
    "grant_notice": 3,
    "refusal_notice": 1,
    "performance_report": 9,
    "payment_claim": 1,
    "change_request": 2,
    "abandonment_request": 2,
    "asset_register": 2,
    "finalization_notice": 2,
    "change_approval_notice": 1,
}
A4 = (210, 297)


def _elements(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else ():
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)


def _fonts(document: pikepdf.Pdf) -> Iterator[Any]:
    for page in document.pages:
        for font in page.Resources.get("/Font", {}).values():
            yield from font.get("/DescendantFonts", [font])


def test_pages_are_a4_and_as_many_as_expected(kind_name: str, pdf: bytes) -> None:
    sizes = page_sizes(pdf)
    assert len(sizes) == PAGES[kind_name]
    assert {tuple(sorted(map(round, size))) for size in sizes} == {A4}


def test_only_the_cost_tables_lie_on_their_side() -> None:
    wide = [number for number, (width, height) in enumerate(page_sizes(sample_pdf("application")), 1) if width > height]
    texts = page_texts(sample_pdf("application"))
    assert wide
    assert all("品名・内容・仕様" in texts[number - 1] for number in wide)


def test_the_document_says_what_it_is(kind_name: str, pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "ja"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == sample_of(kind_name)["document_title"]
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_its_only_clock_is_the_moment_of_issue(kind_name: str, pdf: bytes) -> None:
    issued = re.sub(r"\D", "", sample_of(kind_name)["issued_at"][:19])
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith(f"D:{issued}")
        assert str(document.docinfo["/ModDate"]).startswith(f"D:{issued}")


def test_every_font_is_embedded_and_ours(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = list(_fonts(document))
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert re.search(r"BIZ-UD(Mincho|Gothic)|Paper-S(erif|ans)-Fallback", str(font.BaseFont))


def test_every_header_cell_has_a_scope(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        elements = [each for root in document.Root.StructTreeRoot.K for each in _elements(root)]
        headers = [each for each in elements if each.S == "/TH"]
        assert headers
        assert {str(each.A.Scope) for each in headers} <= {"/Row", "/Column"}
        heads = [each for each in elements if each.S == "/THead"]
        cells = [cell for head in heads for cell in _elements(head) if cell.S == "/TH"]
        assert {str(cell.A.Scope) for cell in cells} <= {"/Column"}


def test_every_table_names_its_cells(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        elements = [each for root in document.Root.StructTreeRoot.K for each in _elements(root)]
        tables = [each for each in elements if each.S == "/Table"]
        assert tables
        assert all(any(cell.S == "/TH" for cell in _elements(table)) for table in tables)


def test_each_page_has_its_number_and_the_paper_its_identifier(kind_name: str, pdf: bytes) -> None:
    kind = kind_named(kind_name)
    paper = kind.view_model.model_validate_json(kind.sample())
    identifier = document_id(kind_name, paper.canonical(), kind.template)
    texts = page_texts(pdf)
    for number, text in enumerate(texts, 1):
        assert f"{number}/{len(texts)}" in text
        assert f"文書ID{identifier}" in text


def test_the_identifier_follows_the_content() -> None:
    kind = kind_named("precheck_result")
    paper = kind.view_model.model_validate_json(kind.sample())
    other = paper.model_copy(update={"conclusion": "別の結論"})
    identifiers = {document_id("precheck_result", each.canonical(), kind.template) for each in (paper, other)}
    assert len(identifiers) == 2
    assert all(re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", each) for each in identifiers)


def test_two_processes_make_the_same_bytes(kind_name: str, tmp_path: Path, pdf: bytes) -> None:
    facts, out = tmp_path / "facts.json", tmp_path / "paper.pdf"
    facts.write_text(json.dumps(sample_of(kind_name)), encoding="utf-8")
    command = [sys.executable, "manage.py", "paper", kind_name, str(facts), "--out", str(out)]
    environment = os.environ | {"PYTHONHASHSEED": "7", "VAR_DIR": str(tmp_path / "var")}
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True)
    assert out.read_bytes() == pdf


def test_the_text_stands_on_its_page() -> None:
    texts = page_texts(sample_pdf("application"))
    first = texts[0]
    assert "令和7年度産業DX推進事業費補助金(導入タイプ)補助金交付申請書" in first
    assert "金2,500,000円" in first
    assert "株式会社髙﨑𠮷田醸造" in first
    whole = "".join(texts)
    for title in (
        "添付書類一覧",
        "申請者に関する事項",
        "事業計画書",
        "経費明細・収支予算書",
        "誓約書・同意書",
        "役員等名簿",
    ):
        assert title in whole


def test_a_draft_is_marked_on_every_page(changed: Callable[..., bytes]) -> None:
    assert all(
        text.startswith("下書き") or "下書き" in text for text in page_texts(changed("precheck_result", mark="下書き"))
    )


def test_a_letter_that_no_font_of_ours_draws_is_refused(changed: Callable[..., bytes]) -> None:
    with pytest.raises(UnprintableLettersError) as caught:
        changed("precheck_result", conclusion="できました😀")
    assert caught.value.letters == "😀"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/a.css",
        "data:text/css,body{}",
        "paper-font:../../manage.py",
        "paper-font:",
        "ftp://example.org/",
    ],
)
def test_a_paper_fetches_nothing_but_its_fonts(address: str) -> None:
    with pytest.raises(RefusedAddressError):
        FontsOnly().fetch(address)


def test_markup_in_a_view_model_is_only_text(changed: Callable[..., bytes]) -> None:
    markup = '<img src="file:///etc/passwd"><link rel="stylesheet" href="http://127.0.0.1:1/x.css">'
    text = "".join(page_texts(changed("precheck_result", conclusion=markup)))
    assert "".join(markup.split()) in text
