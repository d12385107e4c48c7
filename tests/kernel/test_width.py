"""Codes and figures are read in either width."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.entry import EntryError
from kernel.width import NumberError, NumberWhy, fold_code, read_whole_number
from tests.kernel.reading import value_or_refusal

# Every hyphen that the specification of 郵便番号 lists, and those that keyboards add.
HYPHENS = "-‐‑‒–—―−－ー" + "\u2015\u2043\u207b\u2500\u2501\ufe58\ufe63\uff70"
WIDE = str.maketrans("0123456789-,", "０１２３４５６７８９－，")
AMOUNTS = st.integers(0, 10**15 - 1)


def refusal_of(text: str, *, may_be_negative: bool = False) -> NumberError:
    with pytest.raises(NumberError) as caught:
        read_whole_number(text, may_be_negative=may_be_negative)
    return caught.value


@pytest.mark.parametrize("hyphen", HYPHENS, ids=lambda hyphen: f"U+{ord(hyphen):04X}")
def test_every_hyphen_is_one_hyphen(hyphen: str) -> None:
    assert fold_code(f"８８０{hyphen}０３０３") == "880-0303"


@pytest.mark.parametrize("code", [0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000])
def test_every_blank_is_one_blank(code: int) -> None:
    assert fold_code(f"880{chr(code)}0303") == "880 0303"


def test_letters_and_signs_become_half_width() -> None:
    assert fold_code("\u3000Ｔ７０００（ａ）：／．＋＃　Ｚ\u00a0") == "T7000(a):/.+# Z"


def test_kana_and_other_digits_are_left_for_the_parser_to_refuse() -> None:
    assert fold_code("カｶ①Ⅶ٣㈱") == "カｶ①Ⅶ٣㈱"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_code(fold_code(text)) == fold_code(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_ascii_is_left_alone_and_comes_back_from_full_width(text: str) -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in text)
    assert fold_code(text) == text
    assert fold_code(wide) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("１，２００，０００", 1_200_000),
        ("１２０００００円", 1_200_000),
        ("1,200,000 円", 1_200_000),
        ("¥1,200,000", 1_200_000),
        ("￥１，２００，０００", 1_200_000),
        ("\\1,200,000", 1_200_000),
        ("\u30000012 ", 12),
        ("0", 0),
        ("-0", 0),
        ("000", 0),
        ("999999999999999", 999_999_999_999_999),
        ("0" * 40 + "7", 7),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, number: int) -> None:
    assert read_whole_number(text, unit="円") == number


@pytest.mark.parametrize("text", ["-1,500,000", "−1500000", "△1,500,000", "▲１５０００００円", "ー1500000"])
def test_a_loss_is_read_only_where_it_may_be_one(text: str) -> None:
    assert read_whole_number(text, unit="円", may_be_negative=True) == -1_500_000
    with pytest.raises(NumberError) as caught:
        read_whole_number(text, unit="円")
    assert caught.value.why is NumberWhy.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "120万",
        "1.5",
        "1e6",
        "1_000",
        "1,00,000",
        "12,34",
        ",100",
        "100,",
        "--1",
        "100人",
        "百万円",
        "٣",
        "①",
        "1 000",
        "1\x000",
        "👍",
        "円",
        "=1+1",
    ],
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    refusal = refusal_of(text)
    assert refusal.why is NumberWhy.NOT_WHOLE
    assert "数字だけ" in refusal.sentence


@pytest.mark.parametrize("text", ["", " ", "\u3000\n"])
def test_nothing_is_asked_for(text: str) -> None:
    assert refusal_of(text).why is NumberWhy.EMPTY


@pytest.mark.parametrize("text", ["9" * 16, "-" + "9" * 20, "1" * 1_000_000, "1,000,000,000,000,000"])
def test_a_number_of_too_many_digits_is_refused_without_being_computed(text: str) -> None:
    assert refusal_of(text, may_be_negative=True).why is NumberWhy.TOO_LARGE


def test_a_unit_is_dropped_only_when_it_is_the_one_asked_for() -> None:
    assert read_whole_number("１０人", unit="人") == 10
    assert refusal_of("10人").why is NumberWhy.NOT_WHOLE


@given(AMOUNTS)
def test_a_grouped_wide_figure_is_the_same_figure(amount: int) -> None:
    for text in (str(amount), f"{amount:,}", f"{amount:,}".translate(WIDE), f"¥{amount}"):
        assert read_whole_number(text) == amount


@given(AMOUNTS)
def test_both_signs_of_a_loss_agree(amount: int) -> None:
    assert read_whole_number(f"△{amount:,}", may_be_negative=True) == -amount
    assert read_whole_number(str(-amount).translate(WIDE), may_be_negative=True) == -amount


@given(st.text(max_size=40), st.booleans())
def test_any_text_is_a_number_or_a_reasoned_refusal(text: str, may_be_negative: bool) -> None:
    number = value_or_refusal(partial(read_whole_number, may_be_negative=may_be_negative), text)
    if isinstance(number, EntryError):
        assert isinstance(number, NumberError)
        assert isinstance(number.why, NumberWhy)
    else:
        assert abs(number) < 10**15
        assert may_be_negative or number >= 0
