"""Is it a plain Office document: of the promised kind, without macros, and no larger inside than it pretends?"""

import zipfile
import zlib
from typing import BinaryIO

from records.rules.files.foreign import head_of, holds_markup, holds_second_pdf
from records.rules.files.refusals import Why

_END_MARK, _END_RECORD = b"PK\x05\x06", 22
_TYPES = "[Content_Types].xml"
# Limits of our machinery: what a person's spreadsheet never reaches and a bomb passes at once.
UNPACKED_AT_MOST = 200 * 1_048_576
ENTRIES_AT_MOST = 10_000
TEXT_AT_MOST = 4 * 1_048_576
_RATIO_AT_MOST, _RATIO_FROM = 200, 10 * 1_048_576

_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("xl/macrosheets/", "xl/intlmacrosheets/", "xl/dialogsheets/")
_MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet")
_PROGRAMS = (".class", ".jar", ".exe", ".dll", ".com", ".scr", ".js", ".jse", ".vbs", ".bat", ".cmd", ".ps1", ".hta")
_OUTER_TEMPLATE = "/attachedtemplate"


def look_through_ooxml(file: BinaryIO, size: int, *, main_part: str) -> Why | None:
    """Say what speaks against a file that begins as a ZIP and promises to be an Office document."""
    head = head_of(file)
    # Bytes before the first entry or behind the directory's end belong to some other file.
    file.seek(max(0, size - _END_RECORD))
    ends_as_archive = file.read().startswith(_END_MARK)
    if holds_markup(head) or holds_second_pdf(head):
        return Why.TWO_KINDS_AT_ONCE
    try:
        with zipfile.ZipFile(file) as package:
            if not ends_as_archive:
                return Why.TWO_KINDS_AT_ONCE
            return _form_objection(package, size) or _content_objection(package, main_part)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return Why.DAMAGED


def _form_objection(package: zipfile.ZipFile, size: int) -> Why | None:
    """Look at the directory alone, before a single byte is unpacked."""
    entries = package.infolist()
    names = [entry.filename.lower() for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_AT_MOST or len(entries) > ENTRIES_AT_MOST:
        return Why.UNPACKS_TOO_LARGE
    if unpacked > _RATIO_FROM and unpacked > size * _RATIO_AT_MOST:
        return Why.UNPACKS_TOO_LARGE
    if any(entry.flag_bits & 1 for entry in entries):
        return Why.ENCRYPTED
    if any(name.endswith(_PROGRAMS) or name == "meta-inf/manifest.mf" for name in names):
        return Why.TWO_KINDS_AT_ONCE
    if min((entry.header_offset for entry in entries), default=0):
        return Why.TWO_KINDS_AT_ONCE
    return Why.DAMAGED if len(set(names)) < len(names) or any(_leads_out(name) for name in names) else None


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def _content_objection(package: zipfile.ZipFile, main_part: str) -> Why | None:
    names = [name.lower() for name in package.namelist()]
    if _TYPES not in package.namelist():
        return Why.CONTENT_DISAGREES
    types = _text(package, _TYPES)
    if any(word in types for word in _MACRO_TYPES) or _holds_macros(names) or _fetches_macros(package):
        return Why.MACROS
    if main_part not in types:
        return Why.CONTENT_DISAGREES
    return Why.DAMAGED if package.testzip() else None


def _holds_macros(names: list[str]) -> bool:
    return any(name.endswith(_MACRO_NAMES) or name.startswith(_MACRO_FOLDERS) for name in names)


def _fetches_macros(package: zipfile.ZipFile) -> bool:
    """Whether opening the document fetches a template, macros and all, from elsewhere."""
    relations = [name for name in package.namelist() if name.lower().endswith("settings.xml.rels")]
    texts = [_text(package, name) for name in relations]
    return any(_OUTER_TEMPLATE in text and 'targetmode="external"' in text for text in texts)


def _text(package: zipfile.ZipFile, name: str) -> str:
    """Read a part that says what the others are; written in UTF-16 it must not slip through."""
    with package.open(name) as part:
        data = part.read(TEXT_AT_MOST)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return data.decode(encoding, errors="replace").lower()
