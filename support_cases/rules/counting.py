"""How support is counted. 延べ counts contacts; 実 counts companies, each once, however many cases or partners it has.

A contact is one support record: two institutions at one table that keep one record had one contact. These rules say
what the database's own counting has to come to.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

_YEAR_BEGINS = 4


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def holds(self, on: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class Contact:
    """One support record as far as it is counted."""

    record: UUID
    case: UUID
    company: UUID
    on: date
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """延べ contacts, 実 companies, cases, the hours of those with an end, and how many have none."""

    contacts: int
    companies: int
    cases: int
    minutes: int
    without_end: int


@dataclass(frozen=True, slots=True)
class StageReading:
    """A reading of one company on a scale; `place` orders readings of one day."""

    company: UUID
    on: date
    place: int
    value: int


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of one kind before and after, in the same unit."""

    before: Decimal
    after: Decimal


def fiscal_year_of(on: date) -> Period:
    """The fiscal year of a day, April to March."""
    year = on.year if on.month >= _YEAR_BEGINS else on.year - 1
    return Period(date(year, _YEAR_BEGINS, 1), date(year + 1, _YEAR_BEGINS, 1) - timedelta(days=1))


def counted(contacts: Iterable[Contact], period: Period) -> Counts:
    """Count the contacts of a period; one that comes twice, by two partners, is counted once."""
    found = {each.record: each for each in contacts if period.holds(each.on)}.values()
    timed = [each.minutes for each in found if each.minutes is not None]
    return Counts(
        contacts=len(found),
        companies=len({each.company for each in found}),
        cases=len({each.case for each in found}),
        minutes=sum(timed),
        without_end=len(found) - len(timed),
    )


def newest_of_companies(readings: Iterable[StageReading], until: date) -> Mapping[UUID, int]:
    """Where each company stood on a day: its newest reading up to then, over all its cases."""
    known = sorted((each for each in readings if each.on <= until), key=lambda each: (each.on, each.place))
    return {each.company: each.value for each in known}


def distribution(values: Mapping[UUID, int]) -> Mapping[int, int]:
    """How many companies stand on each step."""
    return Counter(values.values())


def transitions(readings: Iterable[StageReading], period: Period) -> Mapping[tuple[int, int], int]:
    """How many companies went from which step to which: where each stood first, and where on the last day.

    A company that stood somewhere before the period begins there; another begins at its first reading within it.
    """
    every = list(readings)
    now = newest_of_companies(every, period.last)
    before = newest_of_companies(every, period.first - timedelta(days=1))
    later = sorted(
        (each for each in every if period.holds(each.on)), key=lambda each: (-each.on.toordinal(), -each.place)
    )
    first = {each.company: each.value for each in later}
    return Counter((before.get(company, first.get(company, value)), value) for company, value in now.items())


def change_in_percent(changes: Iterable[Change]) -> Decimal | None:
    """The change of the sums, after against before, in percent to one decimal (half up); None where nothing was."""
    every = list(changes)
    before, after = sum(each.before for each in every), sum(each.after for each in every)
    return None if not before else ((after - before) * 100 / abs(before)).quantize(Decimal("0.1"), ROUND_HALF_UP)
