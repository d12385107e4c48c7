"""Small parts that pages are made of, already in words: templates show them and decide nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from kernel.calendar import TOKYO
from kernel.wareki import format_wareki


def day_word(on: date | None) -> str:
    """令和7年6月9日(月), or nothing."""
    return format_wareki(on, weekday=True) if on else ""


def moment_word(at: datetime | None) -> str:
    """令和7年6月9日(月) 10:05 in Tokyo, or nothing."""
    if at is None:
        return ""
    moment = at.astimezone(TOKYO)
    return f"{day_word(moment.date())} {moment.hour}:{moment:%M}"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place on the way to a page; the page itself has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in a word, with its icon and tone."""

    label: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a person may do next. `posts` sends a form with `name` and `value`."""

    label: str
    url: str
    weight: str = "first"
    posts: bool = False
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Whose move it is, until when, and the main action."""

    sentence: str
    until: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure shown large."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the schedule: past, today or coming."""

    state: str
    when: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with a remark below it."""

    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A question in short and its answer, with the address where it can be changed."""

    label: str
    text: str
    url: str = ""
