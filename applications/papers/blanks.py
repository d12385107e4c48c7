"""How a paper looks where nothing has been filled in: a blank to write in by hand, never a hole."""

from collections.abc import Callable
from typing import TypeVar

from records.papers.view_model import Line, PaperPart

BLANK_DATE = "令和　　年　　月　　日"
BLANK_AMOUNT = "金　　　　　　　　　　円"


class Choice(PaperPart):
    """A box and what it stands for. Boxes are drawn as □ and ■, which every font of ours holds."""

    mark: Line = "□"
    label: Line


Choices = tuple[Choice, ...]
Row = TypeVar("Row")
YES_OR_NO: Choices = (Choice(label="あり"), Choice(label="なし"))


def padded(rows: tuple[Row, ...], blank: Callable[[], Row], *, at_least: int) -> tuple[Row, ...]:
    """Return the rows, with blank ones added so that a person can go on by hand."""
    return (*rows, *(blank() for _ in range(at_least - len(rows))))
