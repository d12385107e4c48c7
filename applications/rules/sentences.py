"""Sentences of the terms with the facts put in: 「{applicant.regular_employees}」 becomes 「50人」."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from kernel.calendar import TOKYO
from kernel.money import format_number, format_yen
from kernel.wareki import format_wareki

_PLACE = re.compile(r"\{([^{}]*)\}")


def places_of(sentence: str) -> frozenset[str]:
    """Names a sentence asks for."""
    return frozenset(_PLACE.findall(sentence))


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """The sentence with its places filled; a place without a word is a fault of the terms and raises KeyError."""
    return _PLACE.sub(lambda match: words[match.group(1)], sentence)


def word_of(value: object, unit: str = "") -> str:
    """How a fact is written in a sentence: yen with 円, days in 和暦, shares in percent cut (never rounded up)."""
    match value:
        case None:
            return "(未回答)"
        case bool():
            return "はい" if value else "いいえ"
        case datetime():
            moment = value.astimezone(TOKYO)
            return f"{format_wareki(moment.date(), weekday=True)}{moment:%H:%M}"
        case date():
            return format_wareki(value, weekday=True)
        case Fraction() if unit == "円":
            whole = format_yen(int(value // 1))
            return whole if value.denominator == 1 else f"{whole}余り"
        case Fraction():
            return percent(value)
        case int():
            return format_yen(value) if unit == "円" else f"{format_number(value)}{unit}"
        case _:
            return str(value)


def percent(part: Fraction) -> str:
    """A share in percent with at most two decimals, cut off so that 33.299 % never reads 33.3 %."""
    hundredths = abs(part) * 10_000 // 1
    whole, rest = divmod(int(hundredths), 100)
    sign = "△" if part < 0 else ""
    return f"{sign}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "") + "%"
