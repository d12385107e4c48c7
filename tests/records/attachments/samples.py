"""Files as people and attackers send them, made here byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from openpyxl import Workbook
from PIL import Image

HTML = b"<!doctype html><html><script>alert(1)</script></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def pdf(*, pages: int = 1, encryption: pikepdf.Encryption | None = None, script: bool = False) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        document.Root.OpenAction = document.make_indirect(action)
    written = io.BytesIO()
    document.save(written, encryption=encryption or False)
    return written.getvalue()


def encrypted_pdf(*, user: str, owner: str = "owner") -> bytes:
    return pdf(encryption=pikepdf.Encryption(user=user, owner=owner))


def image(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "white").save(written, kind)
    return written.getvalue()


def archive(entries: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as package:
        for name, data in entries.items():
            package.writestr(name, data)
    return written.getvalue()


def workbook() -> bytes:
    book = Workbook()
    book.active["A1"] = "見積"  # type: ignore[index]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def changed(package: bytes, *, add: Mapping[str, bytes] | None = None, types: tuple[str, str] | None = None) -> bytes:
    """Return an Office document with parts added, or a word of its list of types replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as former:
        entries = {name: former.read(name) for name in former.namelist()}
    if types:
        listed = entries["[Content_Types].xml"].decode()
        assert types[0] in listed
        entries["[Content_Types].xml"] = listed.replace(*types).encode()
    return archive(entries | dict(add or {}))


def document(kind: str) -> bytes:
    """Return the least that counts as a document or a presentation."""
    part = {"docx": "wordprocessingml.document", "pptx": "presentationml.presentation"}[kind]
    types = (
        '<?xml version="1.0"?><Types><Override PartName="/main.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{part}.main+xml"/></Types>'
    )
    return archive({"[Content_Types].xml": types.encode(), "main.xml": b"<main/>"})


def bomb(unpacked: int) -> bytes:
    """Return a workbook that unpacks to so many bytes."""
    return changed(workbook(), add={"xl/media/zeros.bin": bytes(unpacked)})


def huge_png(side: int) -> bytes:
    """Return a tiny PNG that says it is huge."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in (
            (b"IHDR", struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(b"\0")),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))


def old_office(*, encrypted: bool) -> bytes:
    return OLE + bytes(600) + ("EncryptedPackage" if encrypted else "WordDocument").encode("utf-16-le") + bytes(100)
