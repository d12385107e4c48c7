"""Small parts that pages are made of, already in words: templates show them and decide nothing."""

from dataclasses import dataclass

from kernel.parts import Crumb, Offer

__all__ = ["Chip", "Crumb", "Event", "Fact", "Figure", "Item", "NextStep", "Offer"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in a word, with its icon and tone."""

    label: str
    tone: str
    icon: str


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
