"""Rows of values for a picture, and figures as they are read. The shapes are the kernel's."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kernel.plots import Tone


@dataclass(frozen=True, slots=True)
class Style:
    """How a series is told apart without colour: by its line and by its mark."""

    line: Tone
    mark: Tone


# First what is now, by a full line and a full disc; then what it is held against, by dashes and an open disc.
STYLES = (Style(Tone.STRONG, Tone.POINT), Style(Tone.LIMIT, Tone.OPEN))
MARK = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values with its name; None where there is no value, which is drawn as a gap and never as zero."""

    label: str
    values: tuple[Fraction | None, ...]


def figure_word(value: Fraction | None, places: int = 2) -> str:
    """A value for reading, rounded half up; a dash where there is none."""
    if value is None:
        return "—"
    unit = 10**places
    size = int((abs(value) * unit * 2 + 1) // 2)
    whole, rest = divmod(size, unit)
    text = f"{whole:,}" + (f".{rest:0{places}d}" if places else "")
    return f"△{text}" if value < 0 and size else text


def table_of(labels: Sequence[str], series: Sequence[Series], places: int = 2) -> tuple[tuple[str, ...], ...]:
    """A row for each label, a column for each series."""
    return tuple(
        (label, *(figure_word(each.values[place], places) for each in series)) for place, label in enumerate(labels)
    )
