"""A trend: values over days on an axis of their own. A day without a value is a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kernel.plots import Dot, Key, Label, Plot, Shape, Stroke, Tone
from support_cases.views.plots.shapes import MARK, STYLES, Series, Style, figure_word, table_of

_WIDTH, _HEIGHT = 360, 208
_LEFT, _RIGHT, _TOP, _FLOOR = 32, 328, 36, 156
# The days stand below the figure of a value that is itself below zero.
_LOWER_BY = 44
_APART = 14


def trend(
    name: str,
    title: str,
    summary: str,
    *,
    labels: Sequence[str],
    series: Sequence[Series],
    places: int = 1,
    within: tuple[int, int] | None = None,
) -> Plot:
    """Draw up to two series over the same days; every mark has its figure beside it, so that no scale is read off."""
    known = [value for each in series for value in each.values if value is not None]
    low, high = within or (min([Fraction(0), *known]), max([Fraction(0), *known]))
    ground = _Ground(tuple(labels), Fraction(low), Fraction(high))
    shapes = ground.shapes()
    for style, each in zip(STYLES, series, strict=False):
        shapes += _drawn(each, ground, style, places, [other for other in series if other is not each])
    keys = (
        tuple(Key(style.mark, each.label, style.line) for style, each in zip(STYLES, series, strict=False))
        if len(series) > 1
        else ()
    )
    heads = ("時点", *(each.label for each in series))
    return Plot(name, title, summary, _WIDTH, _HEIGHT, tuple(shapes), keys, heads, table_of(labels, series, places))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The days across and the scale upwards."""

    labels: tuple[str, ...]
    low: Fraction
    high: Fraction

    def across(self, place: int) -> int:
        """Where a day stands."""
        step = (_RIGHT - _LEFT) // max(len(self.labels), 1)
        return _LEFT + step // 2 + place * step

    def down(self, value: Fraction) -> int:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else Fraction(0)
        return _FLOOR - round(share * (_FLOOR - _TOP))

    def shapes(self) -> list[Shape]:
        """The line of zero and a thin line for each day."""
        zero = self.down(Fraction(0)) if self.low <= 0 <= self.high else _FLOOR
        shapes: list[Shape] = [
            Stroke(_LEFT - 8, zero, _RIGHT, zero, Tone.AXIS),
            Label(_LEFT - 12, zero + 4, "0", "end"),
        ]
        for place, label in enumerate(self.labels):
            x = self.across(place)
            shapes += [Stroke(x, _TOP, x, _FLOOR, Tone.GRID), Label(x, _FLOOR + _LOWER_BY, label, "middle")]
        return shapes


def _drawn(series: Series, ground: _Ground, style: Style, places: int, others: Sequence[Series]) -> list[Shape]:
    points = [
        (ground.across(place), ground.down(value)) if value is not None else None
        for place, value in enumerate(series.values)
    ]
    shapes: list[Shape] = [
        Stroke(*start, *end, style.line) for start, end in pairwise(points) if start is not None and end is not None
    ]
    for place, point in enumerate(points):
        if point is not None:
            told = figure_word(series.values[place], places)
            shapes.append(Dot(*point, MARK, style.mark, f"{ground.labels[place]} {series.label} {told}"))
            beside = _APART + 6 if _is_lower(series, others, place) else -_APART + 4
            shapes.append(Label(point[0], point[1] + beside, told, "middle"))
    return shapes


def _is_lower(series: Series, others: Sequence[Series], place: int) -> bool:
    """Whether this one's figure goes below its mark: another series stands higher, or it is alone and below zero."""
    own = series.values[place]
    if own is None:
        return False
    beside = [value for each in others if (value := each.values[place]) is not None]
    return any(value > own for value in beside) if beside else own < 0
