"""What people type as free text: names and prose are kept as written, and refused only where nothing can hold them."""

import unicodedata
from enum import StrEnum


class EntryError(ValueError):
    """Typed text cannot be read. `why` is for code to compare, `sentence` is for the person who typed it.

    Every parser of the kernel raises a subclass, so that a form may catch this one class and show the sentence
    at the field. The sentence never repeats more of the input than the parser has understood.
    """

    def __init__(self, why: StrEnum, sentence: str) -> None:
        super().__init__(why, sentence)
        self.why = why
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class TextWhy(StrEnum):
    """Why a name or a text was refused."""

    CONTROL_CHARACTER = "control_character"
    LINE_BREAK = "line_break"


class TextError(EntryError):
    """A name or a text holds characters that cannot be kept or printed."""

    why: TextWhy


# Blanks that a paste brings along, by code point so that a reader can see them: the Unicode spaces, the
# zero-width space and the byte order mark that Excel puts before a file.
_OUTER_SPACE = "".join(map(chr, (0x09, 0x0A, 0x0D, 0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF)))
# These turn the direction of what follows: on a notice they could show an amount or a name reversed.
_DIRECTION_MARKS = frozenset(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_LINE_BREAKS = frozenset("\n\r\u2028\u2029")
_NOT_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})

_CONTROL_SENTENCE = "使えない文字(制御文字)が含まれています。入力し直してください。"
_LINE_BREAK_SENTENCE = "改行は使えません。1行で入力してください。"


def clean_name(text: str) -> str:
    """A name of a person, a company or a place, exactly as its bearer writes it.

    Only outer blanks are dropped. No width, variant or compatibility form is ever changed: 髙﨑, 𠮷, ㈱ and a
    variation selector are the name. NUL, control characters and marks of direction are refused.
    """
    name = text.strip(_OUTER_SPACE)
    if not _LINE_BREAKS.isdisjoint(name):
        raise TextError(TextWhy.LINE_BREAK, _LINE_BREAK_SENTENCE)
    _refuse_control(name)
    return name


def clean_prose(text: str) -> str:
    """A text of several lines as written: line ends become LF, outer blanks go, the tab inside stays."""
    prose = text.replace("\r\n", "\n").replace("\r", "\n").strip(_OUTER_SPACE)
    _refuse_control(prose.replace("\n", "").replace("\t", ""))
    return prose


def _refuse_control(text: str) -> None:
    characters = set(text)
    if not _DIRECTION_MARKS.isdisjoint(characters) or any(map(_is_control, characters)):
        raise TextError(TextWhy.CONTROL_CHARACTER, _CONTROL_SENTENCE)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in _NOT_TEXT
