"""延べ and 実 are told apart and nothing is counted twice; the database counts as the rules do."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_cases.rules.counting import (
    Change,
    Contact,
    Period,
    StageReading,
    change_in_percent,
    counted,
    distribution,
    fiscal_year_of,
    newest_of_companies,
    transitions,
)
from support_cases.rules.published import published_shares

PERIOD = Period(date(2025, 4, 1), date(2026, 3, 31))
ids = st.integers(1, 6).map(lambda number: UUID(int=number))
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def contacts(draw: st.DrawFn) -> list[Contact]:
    owner = {case: draw(ids) for case in (UUID(int=number) for number in range(1, 7))}
    return [
        Contact(UUID(int=number), case, owner[case], draw(days), draw(st.none() | st.integers(0, 600)))
        for number, case in enumerate(draw(st.lists(ids, max_size=30)), start=1)
    ]


@given(contacts())
def test_contacts_are_never_fewer_than_cases_nor_cases_than_companies(every: list[Contact]) -> None:
    found = counted(every, PERIOD)
    assert found.contacts >= found.cases >= found.companies >= 0
    assert found.contacts >= found.without_end


@given(contacts())
def test_the_same_record_by_two_partners_counts_once(every: list[Contact]) -> None:
    assert counted([*every, *every], PERIOD) == counted(every, PERIOD)


@given(contacts(), days)
def test_two_periods_side_by_side_hold_every_contact_once(every: list[Contact], middle: date) -> None:
    first, last = date(2025, 1, 1), date(2026, 12, 31)
    whole = counted(every, Period(first, last))
    parts = [counted(every, Period(first, middle)), counted(every, Period(middle + timedelta(days=1), last))]
    assert whole.contacts == sum(each.contacts for each in parts)
    assert whole.minutes == sum(each.minutes for each in parts)
    assert max(each.companies for each in parts) <= whole.companies <= sum(each.companies for each in parts)


def test_a_company_with_two_cases_is_one_company() -> None:
    company = UUID(int=9)
    two = [Contact(UUID(int=each), UUID(int=each), company, PERIOD.first, 30) for each in (1, 2)]
    found = counted(two, PERIOD)
    assert (found.contacts, found.cases, found.companies, found.minutes) == (2, 2, 1, 60)


readings = st.lists(st.builds(StageReading, ids, days, st.integers(0, 5), st.integers(1, 4)), max_size=30)


@given(readings)
def test_every_company_goes_one_way_and_arrives_where_it_stands(every: list[StageReading]) -> None:
    now = newest_of_companies(every, PERIOD.last)
    ways = transitions(every, PERIOD)
    assert sum(ways.values()) == len(now)
    for step, count in distribution(now).items():
        assert sum(each for (_, to), each in ways.items() if to == step) == count


@pytest.mark.parametrize(("on", "first"), [(date(2026, 3, 31), date(2025, 4, 1)), (date(2026, 4, 1), date(2026, 4, 1))])
def test_a_fiscal_year_begins_in_april(on: date, first: date) -> None:
    year = fiscal_year_of(on)
    assert year.first == first
    assert year.holds(on)
    assert (year.last.month, year.last.day) == (3, 31)


def test_a_change_is_of_sums_and_of_nothing_where_nothing_was() -> None:
    assert change_in_percent([Change(Decimal(100), Decimal(80)), Change(Decimal(300), Decimal(270))]) == Decimal(
        "-12.5"
    )
    assert change_in_percent([Change(Decimal(-100), Decimal(-50))]) == Decimal("50.0")
    assert change_in_percent([Change(Decimal(0), Decimal(5))]) is None
    assert change_in_percent([]) is None


def test_the_published_shares_are_whole_and_say_where_they_come_from() -> None:
    told = published_shares("digital_stages_2023")
    assert [str(float(told.shares[step])) for step in (1, 2, 3, 4)] == ["20.3", "45.9", "29.2", "4.6"]
    assert told.source
    assert told.as_of
    assert told.answers
