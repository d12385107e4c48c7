"""The whole look at one uploaded file, from its name to its last byte."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import puremagic

from records.rules.files.foreign import head_of
from records.rules.files.images import look_through_jpeg, look_through_png
from records.rules.files.kinds import (
    KINDS_IN_WORDS,
    MACRO_EXTENSIONS,
    OLD_OFFICE_EXTENSIONS,
    FileKind,
    Structure,
    kind_of,
)
from records.rules.files.names import NAME_LIMIT, quoted, read_name
from records.rules.files.ooxml import look_through_ooxml
from records.rules.files.pdf import look_through_pdf
from records.rules.files.refusals import Limits, Why, sentence_of

_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How an Office document with a password lies in its OLE container.
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SNIFFED = {
    Structure.PDF: "application/pdf",
    Structure.JPEG: "image/jpeg",
    Structure.PNG: "image/png",
    Structure.OOXML: "application/zip",
}


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: the name in one spelling and the content type, or why the file is refused."""

    name: str
    content_type: str = ""
    refused: Why | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that stays outside: its name as shown, the reason code, and the sentence for the person."""

    name: str
    why: Why
    sentence: str


def refusal(name: str, why: Why, *, limits: Limits) -> RefusedFile:
    """Tell why a file was not taken."""
    return RefusedFile(quoted(name), why, sentence_of(why, limits=limits, name_limit=NAME_LIMIT, kinds=KINDS_IN_WORDS))


def examine(*, name: str, size: int, file: BinaryIO, limits: Limits) -> Examination:
    """Look at a file: the cheapest questions first, and the bytes only of what passed them."""
    reading = read_name(name)
    if reading.refused:
        return Examination(reading.name, refused=reading.refused)
    kind = kind_of(reading.extension)
    why = _size_objection(size, limits) or _extension_objection(reading.extension, kind)
    if why or kind is None:
        return Examination(reading.name, refused=why)
    return Examination(reading.name, kind.content_type, refused=_content_objection(kind, file, size))


def _size_objection(size: int, limits: Limits) -> Why | None:
    if size <= 0:
        return Why.EMPTY
    return Why.TOO_LARGE if size > limits.size else None


def _extension_objection(extension: str, kind: FileKind | None) -> Why | None:
    if kind is not None:
        return None
    if extension in MACRO_EXTENSIONS:
        return Why.MACROS
    return Why.OLD_OFFICE_FILE if extension in OLD_OFFICE_EXTENSIONS else Why.KIND_NOT_TAKEN


def _content_objection(kind: FileKind, file: BinaryIO, size: int) -> Why | None:
    head = head_of(file)
    if head.startswith(_OLE_MARK):
        return _ole_objection(kind, file)
    if _SNIFFED[kind.structure] not in _sniff(head):
        return Why.CONTENT_DISAGREES
    look: dict[Structure, Callable[[BinaryIO, int], Why | None]] = {
        Structure.PDF: look_through_pdf,
        Structure.JPEG: look_through_jpeg,
        Structure.PNG: look_through_png,
        Structure.OOXML: partial(look_through_ooxml, main_part=kind.main_part),
    }
    return look[kind.structure](file, size)


def _sniff(head: bytes) -> set[str]:
    """Return every content type that the first bytes may mean."""
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return set()
    # What stands further inside (a TAR's mark, say) does not say what the file is.
    return {match.mime_type for match in matches if match.offset == 0}


def _ole_objection(kind: FileKind, file: BinaryIO) -> Why:
    if kind.structure is not Structure.OOXML:
        return Why.CONTENT_DISAGREES
    file.seek(0)
    return Why.ENCRYPTED if _OLE_ENCRYPTED in file.read() else Why.OLD_OFFICE_FILE
