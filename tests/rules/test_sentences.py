"""How facts are written in a sentence."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from applications.rules.sentences import fill, percent, places_of, word_of
from kernel.calendar import TOKYO


@pytest.mark.parametrize(
    ("value", "unit", "word"),
    [
        (None, "", "(未回答)"),
        (True, "", "はい"),
        (False, "", "いいえ"),
        (1_000_000, "円", "1,000,000円"),
        (1_200, "人", "1,200人"),
        (Fraction(3, 2), "円", "1円余り"),
        (Fraction(4, 2), "円", "2円"),
        (Fraction(1, 8), "", "12.5%"),
        (date(2025, 6, 9), "", "令和7年6月9日(月)"),
        (datetime(2025, 6, 9, 15, 5, tzinfo=TOKYO), "", "令和7年6月9日(月)15:05"),
        ("web", "", "web"),
    ],
)
def test_a_fact_is_written_as_people_write_it(value: object, unit: str, word: str) -> None:
    assert word_of(value, unit) == word


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (Fraction(1246, 10_000), "12.46%"),
        (Fraction(12_499, 100_000), "12.49%"),
        (Fraction(1, 2), "50%"),
        (Fraction(-1, 8), "△12.5%"),
        (Fraction(0), "0%"),
        (Fraction(1, 10_000), "0.01%"),
    ],
)
def test_a_share_is_cut_and_never_rounded_up(part: Fraction, written: str) -> None:
    assert percent(part) == written


def test_places_are_found_and_filled() -> None:
    sentence = "{a}が{extra.region-2}で{a}"
    assert places_of(sentence) == {"a", "extra.region-2"}
    assert fill(sentence, {"a": "甲", "extra.region-2": "乙"}) == "甲が乙で甲"
    with pytest.raises(KeyError):
        fill(sentence, {"a": "甲"})
