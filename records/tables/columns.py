"""A column: what it is called, what it shows, what it exports, and by what it sorts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from kernel.parts import Chip

Row = TypeVar("Row")
# What a spreadsheet can hold.
Value = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field of the table. `url` makes it a link, `chip` a state in a word."""

    text: str
    url: str = ""
    chip: Chip | None = None
    number: bool = False
    head: bool = False
    wide: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """The box before a row: what it sends, and what a reader hears."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `sorts_by` names fields of the rows' query; a column without them cannot be sorted by.

    `shows` is for the page, `exports` for the spreadsheet: the same fact, as a person and as a machine reads it.
    """

    key: str
    label: str
    shows: Callable[[Row], Cell]
    exports: Callable[[Row], Value]
    sorts_by: tuple[str, ...] = ()
    is_number: bool = False
    is_shown: bool = True
