"""The kinds of file that are taken. Each is known by its name's end, its first bytes and its structure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Structure(StrEnum):
    """How the inside is laid out, and so how it is looked through."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    OOXML = "ooxml"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind: `main_part` is the content type by which an OOXML package says what it is."""

    label: str
    extensions: tuple[str, ...]
    content_type: str
    structure: Structure
    main_part: str = ""


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
KINDS: Final = (
    FileKind("PDF", ("pdf",), "application/pdf", Structure.PDF),
    FileKind("JPEG", ("jpg", "jpeg"), "image/jpeg", Structure.JPEG),
    FileKind("PNG", ("png",), "image/png", Structure.PNG),
    FileKind(
        "Excel(xlsx)", ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet", Structure.OOXML, "spreadsheetml.sheet.main+xml"
    ),
    FileKind(
        "Word(docx)",
        ("docx",),
        f"{_OFFICE}.wordprocessingml.document",
        Structure.OOXML,
        "wordprocessingml.document.main+xml",
    ),
    FileKind(
        "PowerPoint(pptx)",
        ("pptx",),
        f"{_OFFICE}.presentationml.presentation",
        Structure.OOXML,
        "presentationml.presentation.main+xml",
    ),
)
KINDS_IN_WORDS: Final = "・".join(kind.label for kind in KINDS)
ACCEPTED_EXTENSIONS: Final = tuple(f".{extension}" for kind in KINDS for extension in kind.extensions)
# What a browser shows within a page by itself, without a program of somebody else.
SHOWN_IN_A_PAGE: Final = frozenset({"application/pdf", "image/jpeg", "image/png"})
# Office files that carry macros by definition, and those from before 2007, which may.
MACRO_EXTENSIONS: Final = frozenset({"xlsm", "xlsb", "xltm", "xlam", "docm", "dotm", "pptm", "potm", "ppsm", "ppam"})
OLD_OFFICE_EXTENSIONS: Final = frozenset({"xls", "doc", "ppt", "xlt", "dot", "pps"})

_BY_EXTENSION: Final = {extension: kind for kind in KINDS for extension in kind.extensions}


def kind_of(extension: str) -> FileKind | None:
    """The kind that a name's end promises, if it is one of ours."""
    return _BY_EXTENSION.get(extension)
