"""Every bad file is refused for its own reason, and every honest one is taken."""

import io
import time
import unicodedata
import zipfile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.rules.files.examination import Examination, examine, refusal
from records.rules.files.kinds import KINDS_IN_WORDS
from records.rules.files.refusals import Limits, Why
from tests.records.attachments import samples

LIMITS = Limits(size=6_000_000, count=3)
FORMULA = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _id(value: object) -> str:
    """Name a case by its file and reason; bytes are no name, and some carry the moment at which they were written."""
    if isinstance(value, bytes):
        return "bytes"
    return ascii(str(value))[1:40]


def look(name: str, data: bytes, size: int | None = None) -> Examination:
    return examine(name=name, size=len(data) if size is None else size, file=io.BytesIO(data), limits=LIMITS)


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("見積書.pdf", samples.pdf(), "application/pdf"),
        ("見積書.PDF", samples.pdf() + b"\r\n\0\0", "application/pdf"),
        ("写真.jpg", samples.image("JPEG"), "image/jpeg"),
        ("写真.jpeg", samples.image("JPEG") + b"\0MotionPhoto" + bytes(500), "image/jpeg"),
        ("画面.png", samples.image("PNG"), "image/png"),
        ("経費.xlsx", samples.workbook(), f"{FORMULA}.sheet"),
        (
            "計画.docx",
            samples.document("docx"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "説明.pptx",
            samples.document("pptx"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
    ],
    ids=_id,
)
def test_an_honest_file_is_taken(name: str, data: bytes, content_type: str) -> None:
    assert look(name, data) == Examination(name, content_type)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../etc/passwd.pdf", Why.NAME_LIKE_A_PATH),
        ("..\\..\\boot.pdf", Why.NAME_LIKE_A_PATH),
        ("C:\\Users\\a\\見積.pdf", Why.NAME_LIKE_A_PATH),
        ("C:見積.pdf", Why.NAME_LIKE_A_PATH),
        ("..%2F..%2Fx.pdf", Why.NAME_LIKE_A_PATH),
        ("x.pdf%00.png", Why.NAME_LIKE_A_PATH),
        ("..pdf", Why.NAME_LIKE_A_PATH),
        ("..∕..∕x.pdf", Why.NAME_LIKE_A_PATH),
        ("あ" * 296 + ".pdf", Why.NAME_TOO_LONG),
        ("見積\n書.pdf", Why.NAME_UNREADABLE),
        ("見積\x00書.pdf", Why.NAME_UNREADABLE),
        ("見積\u202efdp.pdf", Why.NAME_UNREADABLE),
        ("\ud800.pdf", Why.NAME_UNREADABLE),
        (".pdf", Why.NAME_MISSING),
        ("見積書", Why.NAME_MISSING),
        ("", Why.NAME_MISSING),
    ],
    ids=_id,
)
def test_a_name_that_is_no_name_is_refused(name: str, why: Why) -> None:
    assert look(name, samples.pdf()).refused is why


def test_a_mac_sends_the_same_name_as_everybody() -> None:
    name = "ガイドブック.pdf"
    decomposed = unicodedata.normalize("NFD", name)
    assert decomposed != name
    assert look(decomposed, samples.pdf()).name == name


@pytest.mark.parametrize(
    "name", ["㈱青木製作所_見積書(髙﨑・𠮷田様)①.pdf", "売上50%増.pdf", "v1..2.pdf", "あ" * 146 + ".pdf"]
)
def test_an_unusual_name_is_still_a_name(name: str) -> None:
    assert look(name, samples.pdf()).refused is None


_PDF, _XLSX = samples.pdf(), samples.workbook()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("空.pdf", b"", Why.EMPTY),
        ("大.pdf", samples.pdf() + bytes(6_000_001), Why.TOO_LARGE),
        ("道具.exe", b"MZ\x90\0", Why.KIND_NOT_TAKEN),
        ("見積書.pdf.exe", _PDF, Why.KIND_NOT_TAKEN),
        ("まとめ.zip", samples.archive({"a.pdf": _PDF}), Why.KIND_NOT_TAKEN),
        ("図.svg", b"<svg onload=alert(1)>", Why.KIND_NOT_TAKEN),
        ("動画.gif", b"GIF89a", Why.KIND_NOT_TAKEN),
        ("古い.xls", samples.old_office(encrypted=False), Why.OLD_OFFICE_FILE),
        ("古い.xlsx", samples.old_office(encrypted=False), Why.OLD_OFFICE_FILE),
        ("見積書.pdf", samples.image("PNG"), Why.CONTENT_DISAGREES),
        ("見積書.png", _PDF, Why.CONTENT_DISAGREES),
        ("写真.jpg", b"GIF89a" + bytes(50), Why.CONTENT_DISAGREES),
        ("写真.png", samples.OLE + bytes(600), Why.CONTENT_DISAGREES),
        ("見積書.pdf", samples.HTML, Why.CONTENT_DISAGREES),
        ("見積書.pdf", b"MZ\x90\0" + _PDF, Why.CONTENT_DISAGREES),
        ("計画.docx", _XLSX, Why.CONTENT_DISAGREES),
        ("経費.xlsx", samples.archive({"見積.pdf": _PDF}), Why.CONTENT_DISAGREES),
        ("読めない.pdf", b"hello", Why.CONTENT_DISAGREES),
    ],
    ids=_id,
)
def test_a_file_that_is_not_what_it_should_be_is_refused(name: str, data: bytes, why: Why) -> None:
    assert look(name, data).refused is why


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("見積書.pdf", _PDF[:9] + b"%" + samples.HTML + b"\n" + _PDF[9:]),
        ("見積書.pdf", _PDF + samples.HTML),
        ("見積書.pdf", _PDF + samples.archive({"A.class": b"\xca\xfe\xba\xbe"})),
        ("見積書.pdf", _PDF + samples.archive({"a.txt": b"a"}) + b"\n%%EOF\n"),
        ("写真.jpg", samples.image("JPEG") + samples.archive({"A.class": b"\xca\xfe\xba\xbe"})),
        (
            "写真.jpg",
            samples.image("JPEG")[:2] + b"\xff\xfe\x00\x40" + samples.HTML.ljust(62) + samples.image("JPEG")[2:],
        ),
        ("写真.jpg", samples.image("JPEG")[:2] + b"\xff\xfe\x00\x12%PDF-1.7 comment" + samples.image("JPEG")[2:]),
        ("画面.png", samples.image("PNG") + samples.archive({"A.class": b"\xca\xfe\xba\xbe"})),
        ("画面.png", samples.image("PNG") + samples.HTML),
        ("経費.xlsx", _XLSX + _PDF),
        ("経費.xlsx", samples.archive({"%PDF-1.7.txt": b"x"}, compression=zipfile.ZIP_STORED) + b""),
        ("経費.xlsx", samples.changed(_XLSX, add={"META-INF/MANIFEST.MF": b"Main-Class: A"})),
        ("経費.xlsx", samples.changed(_XLSX, add={"xl/setup.exe": b"MZ"})),
    ],
    ids=_id,
)
def test_a_file_of_two_kinds_is_refused(name: str, data: bytes) -> None:
    assert look(name, data).refused is Why.TWO_KINDS_AT_ONCE


def test_an_archive_with_something_before_it_is_no_document() -> None:
    prefix = b"PK\x03\x04" + bytes(100)
    assert look("経費.xlsx", prefix + _XLSX).refused is Why.TWO_KINDS_AT_ONCE


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("見積書.pdf", samples.encrypted_pdf(user="secret")),
        ("見積書.pdf", samples.encrypted_pdf(user="")),
        ("経費.xlsx", samples.old_office(encrypted=True)),
    ],
    ids=_id,
)
def test_a_file_with_a_password_or_a_restriction_is_refused(name: str, data: bytes) -> None:
    assert look(name, data).refused is Why.ENCRYPTED


_MAIN = "spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("経費.xlsm", _XLSX),
        ("経費.xlsx", samples.changed(_XLSX, add={"xl/vbaProject.bin": samples.OLE})),
        ("経費.xlsx", samples.changed(_XLSX, add={"xl/macrosheets/sheet1.xml": b"<xm/>"})),
        (
            "経費.xlsx",
            samples.changed(
                _XLSX, types=(f"openxmlformats-officedocument.{_MAIN}", "ms-excel.sheet.macroEnabled.main+xml")
            ),
        ),
        ("計画.docx", samples.changed(samples.document("docx"), add={"word/vbaData.xml": b"<v/>"})),
        (
            "計画.docx",
            samples.changed(
                samples.document("docx"),
                add={
                    "word/_rels/settings.xml.rels": b'<R Type="x/attachedTemplate" Target="https://x/t.dotm" TargetMode="External"/>'
                },
            ),
        ),
    ],
    ids=_id,
)
def test_a_document_with_macros_is_refused(name: str, data: bytes) -> None:
    assert look(name, data).refused is Why.MACROS


def test_macros_told_of_in_another_encoding_are_found() -> None:
    types = '<Types><Override ContentType="application/vnd.ms-office.vbaProject"/></Types>'.encode("utf-16")
    data = samples.archive({"[Content_Types].xml": types, "xl/innocent.bin": samples.OLE})
    assert look("経費.xlsx", data).refused is Why.MACROS


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("見積書.pdf", _PDF[: len(_PDF) // 2]),
        ("見積書.pdf", b"%PDF-1.7\nnothing\n%%EOF\n"),
        ("見積書.pdf", samples.pdf(pages=0)),
        ("写真.jpg", samples.image("JPEG")[:-2].replace(b"\xff\xd9", b"")),
        ("写真.jpg", b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9"),
        ("画面.png", samples.image("PNG")[:-6]),
        ("画面.png", samples.image("PNG").replace(b"IDAT", b"IDAX")),
        ("経費.xlsx", _XLSX[: len(_XLSX) // 2]),
        ("経費.xlsx", samples.changed(_XLSX, add={"../../evil.xml": b"x"})),
    ],
    ids=_id,
)
def test_a_damaged_file_is_refused(name: str, data: bytes) -> None:
    assert look(name, data).refused is Why.DAMAGED


def test_a_pdf_that_every_reader_mends_is_taken() -> None:
    at = _PDF.rindex(b"startxref") + len(b"startxref\n")
    assert look("見積書.pdf", _PDF[:at] + b"9\n%%EOF\n").refused is None


def _million(piece: bytes, *, start: bytes, end: bytes) -> bytes:
    return start + piece * 400_000 + end


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("見積書.pdf", _million(b"1 0 obj", start=b"%PDF-1.7\n", end=b"\n%%EOF\n")),
        ("写真.jpg", _million(b"\xff" * 10, start=b"\xff\xd8", end=b"\xff\xd9")),
        ("画面.png", _million(b"\0\0\0\0IDAT\x35\xaf\x06\x1e", start=b"\x89PNG\r\n\x1a\n", end=b"")),
    ],
    ids=_id,
)
def test_a_file_made_to_keep_us_busy_is_refused_at_once(name: str, data: bytes) -> None:
    started = time.monotonic()
    assert look(name, data).refused is Why.DAMAGED
    assert time.monotonic() - started < 1


_HONEST = {
    "見積書.pdf": samples.pdf(pages=2),
    "経費.xlsx": _XLSX,
    "計画.docx": samples.document("docx"),
    "写真.jpg": samples.image("JPEG"),
    "画面.png": samples.image("PNG"),
}


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(sorted(_HONEST)), data=st.data())
def test_whatever_is_changed_in_a_file_the_look_ends_with_an_answer(name: str, data: st.DataObject) -> None:
    honest = _HONEST[name]
    at = data.draw(st.integers(0, len(honest)))
    length = data.draw(st.integers(0, 40))
    sent = honest[:at] + data.draw(st.binary(max_size=40)) + honest[at + length :]
    assert isinstance(look(name, sent), Examination)


def test_a_part_that_does_not_hold_what_it_promises_is_damage() -> None:
    data = bytearray(samples.archive({"[Content_Types].xml": _MAIN.encode(), "big.bin": b"a" * 4000}, compression=0))
    data[data.index(b"aaaa") + 2] = ord("b")
    assert look("経費.xlsx", bytes(data)).refused is Why.DAMAGED


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("経費.xlsx", samples.bomb(30_000_000)),
        ("経費.xlsx", samples.bomb(210_000_000)),
        ("経費.xlsx", samples.changed(_XLSX, add={f"a{n}": b"" for n in range(10_001)})),
        ("画面.png", samples.huge_png(20_000)),
    ],
    ids=_id,
)
def test_what_grows_when_it_is_opened_is_refused(name: str, data: bytes) -> None:
    assert len(data) < LIMITS.size
    assert look(name, data).refused is Why.UNPACKS_TOO_LARGE


def test_a_pdf_that_runs_a_script_when_opened_is_refused() -> None:
    assert look("見積書.pdf", samples.pdf(script=True)).refused is Why.RUNS_SOMETHING


@pytest.mark.parametrize("place", ["after another", "in a row", "on a page", "in a circle"])
def test_a_script_hides_behind_no_other_action(place: str) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    jump = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0])))
    if place == "on a page":
        document.pages[0].obj.AA = pikepdf.Dictionary(O=script)
    else:
        document.Root.OpenAction = jump
        jump.Next = {"after another": script, "in a row": pikepdf.Array([script]), "in a circle": jump}[place]
    written = io.BytesIO()
    document.save(written)
    assert look("見積書.pdf", written.getvalue()).refused is Why.RUNS_SOMETHING


def test_a_pdf_that_opens_at_a_page_of_its_own_is_taken() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    jump = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0]))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0]), Next=jump)
    written = io.BytesIO()
    document.save(written)
    assert look("見積書.pdf", written.getvalue()).refused is None


@pytest.mark.parametrize("why", Why)
def test_every_reason_tells_what_to_do(why: Why) -> None:
    told = refusal("見積\u202e書.pdf", why, limits=LIMITS)
    assert told.name == "見積書.pdf"
    assert told.sentence.endswith("。")
    assert "ください" in told.sentence
    assert "{" not in told.sentence


def test_the_sentences_quote_the_limits() -> None:
    assert "5MB" in refusal("a.pdf", Why.TOO_LARGE, limits=LIMITS).sentence
    assert "3件" in refusal("a.pdf", Why.TOO_MANY_FILES, limits=LIMITS).sentence
    assert KINDS_IN_WORDS in refusal("a.zip", Why.KIND_NOT_TAKEN, limits=LIMITS).sentence
    assert len(refusal("あ" * 300, Why.NAME_TOO_LONG, limits=LIMITS).name) == 150
