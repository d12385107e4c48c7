"""The project's period, and the part of a subscription that lies within it."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from applications.rules.facts import Subscription


def effective_end(stated: date | None, ends_by: date) -> date:
    """The earlier of the end stated in the application and the call's last day (§10(2))."""
    return ends_by if stated is None else min(stated, ends_by)


@dataclass(frozen=True, slots=True)
class Proration:
    """The part of a contracted term that counts: `counted` of `term`, in days or whole months."""

    counted: int
    term: int
    unit: Literal["日", "か月"]

    @property
    def part(self) -> Fraction:
        """The share of the term that counts."""
        return Fraction(self.counted, self.term)


def prorate(subscription: Subscription, end: date, method: Literal["daily", "monthly"]) -> Proration:
    """The days (or whole months) of the term from the contract to the project's end, both days included.

    The term itself is the denominator; days before the contract or before the term begins never count.
    """
    first = max(subscription.begins_on, subscription.contracted_on or subscription.begins_on)
    last = min(subscription.ends_on, end)
    measure = _days if method == "daily" else _whole_months
    term = measure(subscription.begins_on, subscription.ends_on)
    if method == "monthly" and term == 0:
        return prorate(subscription, end, "daily")
    return Proration(measure(first, last), term, "日" if method == "daily" else "か月")


def _days(first: date, last: date) -> int:
    return max(0, (last - first).days + 1)


def _whole_months(first: date, last: date) -> int:
    """Months that are complete between the two days; a part of a month does not count."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    complete = months if after.day >= first.day or _is_month_end(after) else months - 1
    return max(0, complete)


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).month != day.month


def has_free_period(subscription: Subscription) -> bool:
    """Whether the contract precedes the term: then part of the use may be free of charge, and a person looks."""
    return subscription.contracted_on is not None and subscription.contracted_on < subscription.begins_on
