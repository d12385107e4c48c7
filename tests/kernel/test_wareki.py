"""和暦: every day has one name, both ways agree, and a wrong name is answered with the right one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kernel.entry import EntryError
from kernel.wareki import (
    WarekiError,
    WarekiWhy,
    era_of,
    format_fiscal_year,
    format_wareki,
    parse_date,
    weekday_of,
)
from tests.kernel.reading import value_or_refusal

CLOSING_DAY = date(2025, 6, 9)
GREGORIAN_DAYS = st.dates(min_value=date(1873, 1, 1))
ERA_BORDERS = [
    (date(1873, 1, 1), "明治6年1月1日"),
    (date(1912, 7, 29), "明治45年7月29日"),
    (date(1912, 7, 30), "大正元年7月30日"),
    (date(1926, 12, 24), "大正15年12月24日"),
    (date(1926, 12, 25), "昭和元年12月25日"),
    (date(1989, 1, 7), "昭和64年1月7日"),
    (date(1989, 1, 8), "平成元年1月8日"),
    (date(2019, 4, 30), "平成31年4月30日"),
    (date(2019, 5, 1), "令和元年5月1日"),
    (date(2019, 12, 31), "令和元年12月31日"),
    (date(2020, 1, 1), "令和2年1月1日"),
]


def refusal_of(text: str) -> WarekiError:
    with pytest.raises(WarekiError) as caught:
        parse_date(text)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "R7.6.9",
        "r7.6.9",
        "R7/6/9",
        "R7-6-9",
        "R07.06.09",
        "Ｒ７．６．９",
        "Ｒ７−６−９",
        "R7年6月9日",
        "㋿7年6月9日",
        "㋿7.6.9",
        "㋿７．６．９",
        "令和7年6月9日",
        "令和７年６月９日",
        "令和 7年 6月 9日",
        "令和\u30007年\u30006月\u30009日",
        "令和\u00a07年6月9日",
        "令和07年06月09日",
        "令和7.6.9",
        "令7.6.9",
        "令和7年6月9日(月)",
        "令和7年6月9日（月）",
        "令和7年6月9日（月曜日）",
        "令和7年6月9日 (月曜)",
        "2025-06-09",
        "2025-6-9",
        "２０２５－０６－０９",
        "2025‐06‐09",
        "2025ー06ー09",
        "2025/6/9",
        "2025.6.9",
        "2025年6月9日",
        "西暦2025年6月9日",
        "２０２５年６月９日（月）",
        "20250609",
        "  2025-06-09\n",
    ],
)
def test_the_closing_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == CLOSING_DAY


@pytest.mark.parametrize(("day", "name"), ERA_BORDERS)
def test_an_era_begins_and_ends_on_its_day(day: date, name: str) -> None:
    assert format_wareki(day) == name
    assert parse_date(name) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("R元.5.1", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("㍻31.4.30", date(2019, 4, 30)),
        ("S64/1/7", date(1989, 1, 7)),
        ("㍼64/1/7", date(1989, 1, 7)),
        ("T15-12-24", date(1926, 12, 24)),
        ("㍽元年7月30日", date(1912, 7, 30)),
        ("M6.1.1", date(1873, 1, 1)),
        ("㍾45.7.29", date(1912, 7, 29)),
        ("R6.2.29", date(2024, 2, 29)),
    ],
)
def test_each_mark_of_an_era_is_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("平成31年5月1日", "平成は平成31年4月30日までです。この日は令和元年5月1日にあたります。"),
        ("平成37年6月9日", "平成は平成31年4月30日までです。この日は令和7年6月9日にあたります。"),
        ("S64.1.8", "昭和は昭和64年1月7日までです。この日は平成元年1月8日にあたります。"),
        ("昭和100年6月9日", "昭和は昭和64年1月7日までです。この日は令和7年6月9日にあたります。"),
        ("大正15年12月25日", "大正は大正15年12月24日までです。この日は昭和元年12月25日にあたります。"),
        ("明治45年7月30日", "明治は明治45年7月29日までです。この日は大正元年7月30日にあたります。"),
    ],
)
def test_a_day_after_its_era_is_refused_with_its_right_name(text: str, sentence: str) -> None:
    refusal = refusal_of(text)
    assert refusal.why is WarekiWhy.ERA_HAS_ENDED
    assert refusal.sentence == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("令和元年4月30日", "令和は令和元年5月1日からです。この日は平成31年4月30日にあたります。"),
        ("H1.1.7", "平成は平成元年1月8日からです。この日は昭和64年1月7日にあたります。"),
        ("昭和元年12月24日", "昭和は昭和元年12月25日からです。この日は大正15年12月24日にあたります。"),
        ("大正元年1月1日", "大正は大正元年7月30日からです。この日は明治45年1月1日にあたります。"),
    ],
)
def test_a_day_before_its_era_is_refused_with_its_right_name(text: str, sentence: str) -> None:
    refusal = refusal_of(text)
    assert refusal.why is WarekiWhy.ERA_HAS_NOT_BEGUN
    assert str(refusal) == sentence


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("令和7年2月29日", "令和7年2月29日"),
        ("2025-02-30", "2025年2月30日"),
        ("20251301", "2025年13月1日"),
        ("2025-00-10", "2025年0月10日"),
        ("令和0年5月1日", "令和0年5月1日"),
        ("令和9999年1月1日", "令和9999年1月1日"),
        ("0000-01-01", "0年1月1日"),
    ],
)
def test_a_day_that_the_calendar_lacks_is_named_and_refused(text: str, named: str) -> None:
    refusal = refusal_of(text)
    assert refusal.why is WarekiWhy.NO_SUCH_DAY
    assert refusal.sentence.startswith(f"{named}は暦にありません。")


@pytest.mark.parametrize(
    "text",
    [
        "7/6/9",
        "25-06-09",
        "7.6.9",
        "令和7年6月",
        "令和7年",
        "令和七年六月九日",
        "K7.6.9",
        "2025-06-09T10:00:00+09:00",
        "2025 06 09",
        "2025-1 2-3",
        "２０２５年６月９日頃",
        "٢٠٢٥-٠٦-٠٩",
        "2025-06-09\x00",
        "R7.6.9\x1b[31m",
        "👍",
        "(月)",
        "昨日",
        "令和" + "7" * 41 + "年1月1日",
        "9" * 10_000_000,
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    refusal = refusal_of(text)
    assert refusal.why is WarekiWhy.NOT_A_DATE
    assert "令和8年4月1日" in refusal.sentence


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "\t\n"])
def test_no_date_is_asked_for(text: str) -> None:
    assert refusal_of(text).why is WarekiWhy.EMPTY


@pytest.mark.parametrize("text", ["1872-12-31", "明治5年12月2日", "明治元年1月25日", "M1.1.1", "0001-01-01"])
def test_days_of_the_old_calendar_are_refused(text: str) -> None:
    assert refusal_of(text).why is WarekiWhy.OLD_CALENDAR


def test_a_weekday_that_is_not_the_days_own_tells_of_a_slip() -> None:
    refusal = refusal_of("令和7年6月9日(火)")
    assert refusal.why is WarekiWhy.WRONG_WEEKDAY
    assert refusal.sentence == "令和7年6月9日は月曜日です。日付を確かめてください。"


def test_a_paper_may_carry_the_weekday() -> None:
    assert format_wareki(date(2026, 2, 14), weekday=True) == "令和8年2月14日(土)"


def test_each_weekday_has_its_letter() -> None:
    monday = date(2025, 6, 9)
    assert "".join(weekday_of(monday + timedelta(days=n)) for n in range(7)) == "月火水木金土日"


def test_a_moment_is_no_day_until_tokyo_is_asked() -> None:
    with pytest.raises(TypeError):
        format_wareki(datetime(2025, 6, 8, 20, tzinfo=UTC))


def test_a_day_of_the_old_calendar_has_no_name_here() -> None:
    with pytest.raises(WarekiError) as caught:
        format_wareki(date(1872, 12, 31))
    assert caught.value.why is WarekiWhy.OLD_CALENDAR


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2025, "令和7年度"),
        (2026, "令和8年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
    ],
)
def test_a_fiscal_year_takes_the_era_its_first_calendar_year_ends_in(year: int, name: str) -> None:
    assert format_fiscal_year(year) == name


@given(GREGORIAN_DAYS, st.booleans())
@example(date(1873, 1, 1), True)
@example(date.max, True)
def test_what_is_written_reads_back_as_the_same_day(day: date, weekday: bool) -> None:
    assert parse_date(format_wareki(day, weekday=weekday)) == day


@given(GREGORIAN_DAYS)
def test_iso_and_wareki_are_two_names_of_one_day(day: date) -> None:
    assert parse_date(day.isoformat()) == parse_date(format_wareki(day)) == day


@given(GREGORIAN_DAYS)
def test_full_width_makes_no_difference(day: date) -> None:
    wide = str.maketrans("0123456789-()", "０１２３４５６７８９－（）")
    assert parse_date(format_wareki(day, weekday=True).translate(wide)) == day
    assert parse_date(day.isoformat().translate(wide)) == day


@given(GREGORIAN_DAYS, GREGORIAN_DAYS)
def test_two_days_never_share_a_name(one: date, other: date) -> None:
    assert (format_wareki(one) == format_wareki(other)) is (one == other)


@given(st.sampled_from("RHSTM"), st.integers(0, 200), st.integers(0, 13), st.integers(0, 32))
def test_an_era_date_is_the_day_of_that_name_or_refused(mark: str, year: int, month: int, day: int) -> None:
    text = f"{mark}{year}.{month}.{day}"
    on = value_or_refusal(parse_date, text)
    if isinstance(on, EntryError):
        assert on.sentence.endswith("。")
    else:
        assert mark in era_of(on).marks
        assert (era_of(on).year_of(on), on.month, on.day) == (year, month, day)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_a_reasoned_refusal(text: str) -> None:
    on = value_or_refusal(parse_date, text)
    if isinstance(on, EntryError):
        assert isinstance(on, WarekiError)
        assert isinstance(on.why, WarekiWhy)
    else:
        assert parse_date(format_wareki(on)) == on
