"""Reading typed text in a property: the value, or the refusal itself."""

from collections.abc import Callable
from typing import TypeVar

from kernel.entry import EntryError

Value = TypeVar("Value")


def value_or_refusal(parse: Callable[[str], Value], text: str) -> Value | EntryError:
    """What `parse` makes of `text`; anything but a value and a refusal of ours escapes and fails the test."""
    try:
        return parse(text)
    except EntryError as refusal:
        return refusal
