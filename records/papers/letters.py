"""Which letters the papers can print: those that their fonts hold, asked of the very files that print them."""

import shutil
import subprocess
import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from records.papers.font_files import FONT_FOLDER

# A text is set in one of two rows of fonts, the first that holds a letter drawing it; which of the two is the paper's
# own affair, so that a letter has to be in both.
_ROWS = (
    ("BIZ UDMincho", FONT_FOLDER / "noto-serif-jp" / "NotoSerifJP-Regular.ttf"),
    ("BIZ UDGothic", FONT_FOLDER / "noto-sans-jp" / "NotoSansJP-Regular.ttf"),
)
_DRAWN_WITHOUT_A_SHAPE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIANTS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def unprintable_letters(text: str) -> str:
    """The letters of a text that no font of ours can draw, each once; nearly always there are none."""
    if _is_everyday(text):
        return ""
    composed = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(each for each in composed if not _is_printable(each)))


def _is_everyday(text: str) -> bool:
    """What every Japanese machine of the last thirty years could write is in the fonts; a test holds them to it."""
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _is_printable(letter: str) -> bool:
    if unicodedata.category(letter) in _DRAWN_WITHOUT_A_SHAPE or any(ord(letter) in span for span in _VARIANTS):
        return True
    return all(ord(letter) in held for held in letters_held())


@lru_cache(maxsize=1)
def letters_held() -> tuple[frozenset[int], ...]:
    """The letters of each row of fonts, read once a process and only when somebody writes a rare one."""
    return tuple(_held_by(_file_of(family)) | _held_by(behind) for family, behind in _ROWS)


def _held_by(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True, fontNumber=0) as font:
        return frozenset(font.getBestCmap())


def _file_of(family: str) -> Path:
    """Where fontconfig has the family; the house does not start on a machine without it."""
    command = shutil.which("fc-match")
    if command is None:
        raise LookupError(family)
    asked = [command, "--format", "%{file}", f"{family}:style=Regular"]
    return Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
