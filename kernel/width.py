"""全角 and 半角 of codes and figures. Names never come here: see kernel.entry."""

import re
from enum import StrEnum

import jaconv

from kernel.entry import EntryError

# People type a hyphen with whatever their keyboard offers: hyphens and dashes of every length, the minus sign,
# the long vowel mark in both widths, and ruled lines. By code point, since several look the same.
_HYPHENS = (*range(0x2010, 0x2016), 0x2043, 0x207B, 0x2212, 0x2500, 0x2501, 0x30FC, 0xFE58, 0xFE63, 0xFF0D, 0xFF70)
_SPACES = (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F)
_TO_HALF = dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_SPACES, " ")


def fold_code(text: str) -> str:
    """The half-width form of a code: digits, letters and signs in 半角, one kind of hyphen and blank, no outer blanks.

    For numbers, codes and dates only: 「ー」 becomes a hyphen here, which would ruin any word. Katakana and
    characters outside ASCII's 全角 forms are left alone, so that a parser can refuse them.
    """
    half: str = jaconv.z2h(text, kana=False, ascii=True, digit=True)
    return half.translate(_TO_HALF).strip()


class NumberWhy(StrEnum):
    """Why a figure was refused."""

    EMPTY = "empty"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"


class NumberError(EntryError):
    """A typed figure cannot be read as a whole number."""

    why: NumberWhy


_SENTENCES = {
    NumberWhy.EMPTY: "数字を入力してください。",
    NumberWhy.NOT_WHOLE: "数字だけで入力してください(例: 1200000)。小数や「万」などの単位は使えません。",
    NumberWhy.NEGATIVE: "0以上の数字を入力してください。",
    NumberWhy.TOO_LARGE: "数字の桁数が多すぎます。入力した数字を確かめてください。",
}
_DIGITS_AT_MOST = 15
_WHOLE = re.compile(r"([-△▲]?)[¥￥\\]?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)")


def read_whole_number(text: str, *, unit: str = "", may_be_negative: bool = False) -> int:
    """A whole number as people write it: 全角 or 半角, grouped by commas or not, ¥ before and `unit` behind.

    A loss is written with a minus sign or with △ and ▲ as accounts do, and read only where `may_be_negative`.
    Fifteen digits at most, so that every sum stays a number that the database can hold.
    """
    folded = fold_code(text)
    if not folded:
        raise _number_error(NumberWhy.EMPTY)
    if not (found := _WHOLE.fullmatch(folded.removesuffix(unit).rstrip())):
        raise _number_error(NumberWhy.NOT_WHOLE)
    sign, digits = found[1], found[2].replace(",", "").lstrip("0")
    if len(digits) > _DIGITS_AT_MOST:
        raise _number_error(NumberWhy.TOO_LARGE)
    size = int(digits or "0")
    if sign and size and not may_be_negative:
        raise _number_error(NumberWhy.NEGATIVE)
    return -size if sign else size


def _number_error(why: NumberWhy) -> NumberError:
    return NumberError(why, _SENTENCES[why])
