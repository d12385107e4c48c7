"""A radar: one spoke for each subject on one common scale from 0."""

import math
from collections.abc import Sequence
from fractions import Fraction

from kernel.plots import Dot, Key, Label, Plot, Shape, Stroke, Tone
from support_cases.views.plots.shapes import MARK, STYLES, Series, Style, figure_word, table_of

_WIDTH, _HEIGHT, _RADIUS = 360, 320, 104
_MIDDLE = (_WIDTH // 2, _HEIGHT // 2)
_LABEL_AT = _RADIUS + 18
_MOST_RINGS = 5
FEWEST_SPOKES = 3


def radar(
    name: str,
    title: str,
    summary: str,
    *,
    labels: Sequence[str],
    numbers: Sequence[str],
    highest: int,
    series: Sequence[Series],
) -> Plot:
    """Draw up to two series. Spokes are numbered in the picture and named in the table behind it."""
    spokes = len(labels)
    shapes: list[Shape] = [*_rings(spokes, highest), *_spokes(numbers)]
    for style, each in reversed(list(zip(STYLES, series, strict=False))):
        shapes += _drawn(each, labels, highest, style)
    keys = tuple(Key(style.mark, each.label, style.line) for style, each in zip(STYLES, series, strict=False))
    named = [f"{number} {label}" if number else label for number, label in zip(numbers, labels, strict=True)]
    heads = ("項目", *(each.label for each in series))
    return Plot(name, title, summary, _WIDTH, _HEIGHT, tuple(shapes), keys, heads, table_of(named, series))


def _at(place: int, spokes: int, distance: float) -> tuple[int, int]:
    angle = 2 * math.pi * place / spokes - math.pi / 2
    return round(_MIDDLE[0] + distance * math.cos(angle)), round(_MIDDLE[1] + distance * math.sin(angle))


def _rings(spokes: int, highest: int) -> list[Shape]:
    shapes: list[Shape] = []
    every = -(-highest // _MOST_RINGS)
    for value in range(every, highest + 1, every):
        corners = [_at(place, spokes, _RADIUS * value / highest) for place in range(spokes)]
        style = Tone.AXIS if value == highest else Tone.GRID
        shapes += [Stroke(*start, *end, style) for start, end in zip(corners, corners[1:] + corners[:1], strict=True)]
        shapes.append(Label(corners[0][0] + 6, corners[0][1] + 12, str(value), "start"))
    return shapes


def _spokes(numbers: Sequence[str]) -> list[Shape]:
    shapes: list[Shape] = []
    for place, number in enumerate(numbers):
        shapes.append(Stroke(*_MIDDLE, *_at(place, len(numbers), _RADIUS), Tone.GRID))
        x, y = _at(place, len(numbers), _LABEL_AT)
        shapes.append(Label(x, y + 5, number, "middle"))
    return shapes


def _drawn(series: Series, labels: Sequence[str], highest: int, style: Style) -> list[Shape]:
    points = [
        _at(place, len(labels), float(_RADIUS * value / highest)) if value is not None else None
        for place, value in enumerate(series.values)
    ]
    lines = [
        Stroke(*start, *end, style.line)
        for start, end in zip(points, points[1:] + points[:1], strict=True)
        if start is not None and end is not None
    ]
    marks = [
        Dot(*point, MARK, style.mark, f"{labels[place]} {series.label} {_told(series.values[place])}")
        for place, point in enumerate(points)
        if point is not None
    ]
    return [*lines, *marks]


def _told(value: Fraction | None) -> str:
    return figure_word(value)
