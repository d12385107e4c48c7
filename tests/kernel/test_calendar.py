"""Days and moments in Tokyo: holidays come from the law, the clock comes from the caller."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import jpholiday
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.calendar import (
    TOKYO,
    add_business_days,
    business_day_on_or_after,
    business_day_on_or_before,
    days_left,
    end_of_day,
    fiscal_year_ends_on,
    fiscal_year_of,
    fiscal_year_starts_on,
    holiday_name,
    is_business_day,
    moment,
    next_business_day,
    previous_business_day,
    start_of_day,
    tokyo_day,
)

DAYS = st.dates(min_value=date(1949, 1, 1), max_value=date(2150, 12, 31))
MOMENTS = st.datetimes(
    min_value=datetime(1960, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2150, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, TOKYO, timezone(timedelta(hours=-9))]),
)


def test_a_day_begins_in_tokyo_nine_hours_before_greenwich() -> None:
    assert tokyo_day(datetime(2025, 6, 9, 14, 59, 59, tzinfo=UTC)) == date(2025, 6, 9)
    assert tokyo_day(datetime(2025, 6, 9, 15, 0, 0, tzinfo=UTC)) == date(2025, 6, 10)


def test_a_naive_moment_is_nobodys_day() -> None:
    with pytest.raises(ValueError, match="時差"):
        tokyo_day(datetime(2025, 6, 9, 12))  # noqa: DTZ001


def test_a_clock_with_a_zone_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="時差"):
        moment(date(2025, 6, 9), time(17, tzinfo=UTC))


def test_a_closing_time_is_a_time_in_tokyo() -> None:
    assert moment(date(2025, 6, 9), time(17)) == datetime(2025, 6, 9, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 1, 1), "元日"),
        (date(2025, 2, 23), "天皇誕生日"),
        (date(2025, 11, 3), "文化の日"),
        (date(2026, 3, 20), "春分の日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2018, 12, 23), "天皇誕生日"),
        (date(1948, 9, 23), "秋分の日"),  # the first holiday under the Act
        (date(2019, 5, 1), "天皇の即位の日"),
        (date(2021, 7, 23), "スポーツの日"),
    ],
)
def test_holidays_are_named(day: date, name: str) -> None:
    assert name in (holiday_name(day) or "")
    assert not is_business_day(day)


def test_a_holiday_on_sunday_is_made_good_on_the_next_free_day() -> None:
    assert "振替休日" in (holiday_name(date(2025, 2, 24)) or "")
    assert "振替休日" in (holiday_name(date(2026, 5, 6)) or "")


@pytest.mark.parametrize(
    "day", [date(2024, 12, 23), date(1948, 5, 3), date(1948, 7, 19), date.min, date.max, date(3000, 1, 1)]
)
def test_no_law_no_holiday(day: date) -> None:
    assert holiday_name(day) is None


@pytest.mark.parametrize("day", [date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 2)])
def test_new_year_closing_is_the_offices_own_rule_and_not_assumed(day: date) -> None:
    assert is_business_day(day)


def test_a_holiday_registered_elsewhere_moves_nothing() -> None:
    class Jubilee(jpholiday.OriginalHolidayCheckerInterface):
        def holiday_name(self, date: date) -> str:
            return "創立記念日"

        def is_holiday(self, date: date) -> bool:
            return date.month == 6

    jubilee = Jubilee()
    jpholiday.register(jubilee)
    try:
        assert is_business_day(date(2025, 6, 9))
    finally:
        jpholiday.unregister(jubilee)


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        (date(2026, 1, 30), date(2026, 2, 2), date(2026, 1, 29)),  # a transfer of Friday, of the weekend after it
        (date(2026, 1, 31), date(2026, 2, 2), date(2026, 1, 30)),
        (date(2026, 2, 14), date(2026, 2, 16), date(2026, 2, 13)),
        (date(2025, 5, 2), date(2025, 5, 7), date(2025, 5, 1)),
        (date(2026, 9, 18), date(2026, 9, 24), date(2026, 9, 17)),
    ],
)
def test_the_business_days_around_a_day(day: date, after: date, before: date) -> None:
    assert next_business_day(day) == after
    assert previous_business_day(day) == before


def test_a_business_day_stays_where_it_is() -> None:
    assert business_day_on_or_after(date(2025, 6, 9)) == date(2025, 6, 9)
    assert business_day_on_or_before(date(2025, 6, 9)) == date(2025, 6, 9)


def test_business_days_are_counted_from_the_day_after() -> None:
    assert add_business_days(date(2025, 5, 2), 1) == date(2025, 5, 7)
    assert add_business_days(date(2025, 6, 9), 5) == date(2025, 6, 16)


@pytest.mark.parametrize("number", [0, -1])
def test_no_business_days_lead_nowhere(number: int) -> None:
    with pytest.raises(ValueError, match="営業日"):
        add_business_days(date(2025, 6, 9), number)


def test_days_left_are_none_on_the_day_itself() -> None:
    due = date(2026, 2, 14)
    assert [days_left(due, date(2026, 2, day)) for day in (13, 14, 15)] == [1, 0, -1]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 3, 31), 2024),
        (date(2025, 4, 1), 2025),
        (date(2025, 12, 31), 2025),
        (date(2026, 1, 31), 2025),
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
    ],
)
def test_january_belongs_to_the_fiscal_year_before(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


def test_papers_are_kept_five_years_after_the_fiscal_year_of_completion() -> None:
    assert fiscal_year_ends_on(fiscal_year_of(date(2026, 1, 31)) + 5) == date(2031, 3, 31)
    assert fiscal_year_ends_on(fiscal_year_of(date(2025, 3, 15)) + 5) == date(2030, 3, 31)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_a_day_lies_in_its_fiscal_year_and_in_no_other(day: date) -> None:
    year = fiscal_year_of(day)
    assert fiscal_year_starts_on(year) <= day <= fiscal_year_ends_on(year)
    assert fiscal_year_ends_on(year) + timedelta(days=1) == fiscal_year_starts_on(year + 1)


@given(DAYS)
def test_the_nearest_business_days_leave_none_out(day: date) -> None:
    following = next_business_day(day)
    assert is_business_day(following)
    assert previous_business_day(following) == business_day_on_or_before(day)
    between = [day + timedelta(days=n) for n in range(1, days_left(following, day))]
    assert not any(map(is_business_day, between))


@given(DAYS)
def test_a_business_day_or_not_both_ways_meet(day: date) -> None:
    assert business_day_on_or_before(day) <= day <= business_day_on_or_after(day)
    assert is_business_day(day) is (business_day_on_or_before(day) == business_day_on_or_after(day))


@given(DAYS, st.integers(1, 15), st.integers(1, 15))
def test_business_days_add_up(day: date, one: int, other: int) -> None:
    assert add_business_days(add_business_days(day, one), other) == add_business_days(day, one + other)


@given(MOMENTS)
def test_every_moment_lies_in_its_day(at: datetime) -> None:
    day = tokyo_day(at)
    assert start_of_day(day) <= at <= end_of_day(day)


@given(DAYS)
def test_a_day_ends_one_tick_before_the_next_begins(day: date) -> None:
    assert start_of_day(day + timedelta(days=1)) - end_of_day(day) == timedelta(microseconds=1)


@given(DAYS, DAYS)
def test_days_left_and_days_gone_are_opposite(one: date, other: date) -> None:
    assert days_left(one, other) == -days_left(other, one)
