"""A file's name as people read it: one spelling, one line, no way into a folder."""

import re
import unicodedata
from dataclasses import dataclass

from records.rules.files.refusals import Why

# A Windows share refuses longer paths, and a page longer lines.
NAME_LIMIT = 150

# The last two stand where the web server's reading found a slash or a backslash in a name as it was sent.
SLASHES_AS_SENT = {"/": "\N{DIVISION SLASH}", "\\": "\N{REVERSE SOLIDUS OPERATOR}"}
_LIKE_A_PATH = re.compile(rf"[/\\{''.join(SLASHES_AS_SENT.values())}]|^\.\.|%(?:2f|5c|00)|^[a-z]:", re.IGNORECASE)
# Control and format characters turn a name round on the screen (exe.pdf for fdp.exe) or break a header.
_UNREADABLE = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class NameReading:
    """The name in one spelling, and why it cannot stand, if so."""

    name: str
    extension: str
    refused: Why | None = None


def read_name(sent: str) -> NameReading:
    """Read a name: a Mac's decomposed kana become the same letters as everybody else's."""
    name = unicodedata.normalize("NFC", sent).strip()
    stem, _, extension = name.rpartition(".")
    return NameReading(name=name, extension=extension.lower(), refused=_objection(name, stem))


def _objection(name: str, stem: str) -> Why | None:
    if _LIKE_A_PATH.search(name):
        return Why.NAME_LIKE_A_PATH
    if any(unicodedata.category(letter) in _UNREADABLE for letter in name):
        return Why.NAME_UNREADABLE
    if len(name) > NAME_LIMIT:
        return Why.NAME_TOO_LONG
    return None if stem.strip(" .") else Why.NAME_MISSING


def quoted(name: str) -> str:
    """Return a name short and plain enough to be shown beside its refusal."""
    shown = "".join(letter for letter in name if unicodedata.category(letter) not in _UNREADABLE)
    return shown if len(shown) <= NAME_LIMIT else f"{shown[: NAME_LIMIT - 1]}…"
