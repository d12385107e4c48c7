"""The two parts that pages of every floor are made of, already in words: templates show them and decide nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place on the way to a page; the page itself has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a person may do next. `posts` sends a form with `name` and `value`."""

    label: str
    url: str
    weight: str = "first"
    posts: bool = False
    name: str = ""
    value: str = ""
