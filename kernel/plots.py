"""Pictures of figures as pure view-models: shapes in whole units, a summary in words, and the table behind them.

A template draws the shapes as SVG (templates/components/plot.html). Tones differ in hatching and weight, never in
colour alone, and whoever does not see the picture reads the summary and the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

WIDTH = 720
_TOP, _BOTTOM, _LEFT, _RIGHT = 28, 46, 44, 20
_HISTOGRAM_HEIGHT = 300
_LABEL_WIDTH = 176
_ROW_HEIGHT = 30
_LONGEST_LABEL = 11
_MOST_TICKS = 6


class Tone(StrEnum):
    """How a shape is drawn; the style sheet knows each by this name."""

    SOLID = "solid"
    HATCHED = "hatched"
    OPEN = "open"
    AXIS = "axis"
    GRID = "grid"
    LIMIT = "limit"
    STRONG = "strong"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `hint` is read out by a pointer that rests on it."""

    left: int
    top: int
    width: int
    height: int
    tone: Tone
    hint: str = ""
    kind: str = "box"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    left: int
    top: int
    right: int
    bottom: int
    tone: Tone
    kind: str = "stroke"


@dataclass(frozen=True, slots=True)
class Dot:
    """A small disc."""

    left: int
    top: int
    radius: int
    tone: Tone
    hint: str = ""
    kind: str = "dot"


@dataclass(frozen=True, slots=True)
class Band:
    """What goes from a stretch on the left to a stretch on the right, in a calm curve; as wide at both ends."""

    left: int
    top: int
    right: int
    arrives: int
    width: int
    tone: Tone
    hint: str = ""
    kind: str = "band"

    @property
    def path(self) -> str:
        """Its outline in the words of SVG."""
        middle, foot, floor = (self.left + self.right) // 2, self.top + self.width, self.arrives + self.width
        there = f"M{self.left} {self.top}C{middle} {self.top} {middle} {self.arrives} {self.right} {self.arrives}"
        return f"{there}V{floor}C{middle} {floor} {middle} {foot} {self.left} {foot}Z"


@dataclass(frozen=True, slots=True)
class Label:
    """A word or a figure; `anchor` is start, middle or end. One that lies on a shape keeps paper around its letters."""

    left: int
    top: int
    text: str
    anchor: str = "start"
    lies_on_shape: bool = False
    kind: str = "label"


Shape = Box | Stroke | Dot | Band | Label


@dataclass(frozen=True, slots=True)
class Key:
    """What a tone means. A series that is drawn as a line with marks is explained by both, as it is drawn."""

    tone: Tone
    text: str
    line: Tone | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with its name, what it says in a sentence, and the same figures as a table."""

    name: str
    title: str
    summary: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    keys: tuple[Key, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a histogram: its range in words, and how many are above and below the line."""

    label: str
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class Limit:
    """A line across a plot at `at` on its scale, with its name."""

    at: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """One row of a box plot: least, quartiles and most on the plot's scale, the mean, and how many there are."""

    label: str
    least: Fraction
    lower: Fraction
    middle: Fraction
    upper: Fraction
    most: Fraction
    mean: Fraction
    count: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What every plot is given: its name for addresses, its title, its sentence, and the heads of its table."""

    name: str
    title: str
    summary: str
    heads: tuple[str, ...]
    keys: tuple[Key, ...] = ()


def histogram(frame: Frame, bins: Sequence[Bin], *, width: int, limit: Limit | None = None) -> Plot:
    """Bars of `width` points each from 0; what lies below the line is hatched and stands at the foot of its bar."""
    floor = _HISTOGRAM_HEIGHT - _BOTTOM
    highest = max((each.above + each.below for each in bins), default=0)
    scale = _Scale(0, max(highest, 1), floor, _TOP)
    across = _Scale(0, len(bins) * width or 1, _LEFT, WIDTH - _RIGHT)
    shapes: list[Shape] = list(_grid(scale, highest))
    for place, each in enumerate(bins):
        left, right = across.at(place * width) + 1, across.at((place + 1) * width) - 1
        hint = f"{each.label}:{each.above + each.below}件"
        foot, joint, top = (scale.at(count) for count in (0, each.below, each.below + each.above))
        stacked = ((joint, foot, Tone.HATCHED), (top, joint, Tone.SOLID))
        shapes += [Box(left, up, right - left, down - up, tone, hint) for up, down, tone in stacked if down > up]
    shapes += [Stroke(_LEFT, floor, WIDTH - _RIGHT, floor, Tone.AXIS)]
    every = _step(len(bins) * width, wished=2 * _MOST_TICKS, unit=width)
    ticks = range(0, len(bins) * width + 1, every)
    shapes += [Label(across.at(value), floor + 18, str(value), "middle") for value in ticks]
    if limit is not None:
        shapes += _limit(limit, across, floor)
    rows = tuple((each.label, str(each.above), str(each.below), str(each.above + each.below)) for each in bins)
    return _plot(frame, _HISTOGRAM_HEIGHT, shapes, rows)


def box_rows(frame: Frame, spreads: Sequence[Spread], *, maximum: int, rows: Sequence[tuple[str, ...]]) -> Plot:
    """A box for each row on one scale from 0: whiskers to least and most, the box to the quartiles, a dot for the mean."""
    floor = _TOP + len(spreads) * _ROW_HEIGHT
    across = _Scale(0, maximum, _LABEL_WIDTH, WIDTH - _RIGHT)
    ticks = range(0, maximum + 1, _step(maximum, wished=_MOST_TICKS, unit=5))
    shapes: list[Shape] = []
    for value in ticks:
        shapes.append(Stroke(across.at(value), _TOP, across.at(value), floor, Tone.GRID))
        shapes.append(Label(across.at(value), floor + 18, str(value), "middle"))
    for place, each in enumerate(spreads):
        shapes += _row(each, _TOP + place * _ROW_HEIGHT + _ROW_HEIGHT // 2, across)
    shapes.append(Stroke(_LABEL_WIDTH, floor, WIDTH - _RIGHT, floor, Tone.AXIS))
    return _plot(frame, floor + _BOTTOM, shapes, tuple(rows))


def _plot(frame: Frame, height: int, shapes: Sequence[Shape], rows: tuple[tuple[str, ...], ...]) -> Plot:
    return Plot(frame.name, frame.title, frame.summary, WIDTH, height, tuple(shapes), frame.keys, frame.heads, rows)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Whole units for values from `first` to `last`."""

    first: int
    last: int
    start: int
    end: int

    def at(self, value: Fraction | int) -> int:
        """Where a value stands."""
        share = Fraction(value - self.first) / (self.last - self.first)
        return self.start + round(share * (self.end - self.start))


def _step(most: int, *, wished: int, unit: int) -> int:
    """The distance of ticks, a multiple of `unit`, so that there are no more than `wished`."""
    return unit * max(1, -(-most // (unit * wished)))


def _grid(scale: _Scale, highest: int) -> list[Shape]:
    shapes: list[Shape] = []
    for value in range(0, highest + 1, _step(highest, wished=_MOST_TICKS, unit=1)):
        top = scale.at(value)
        shapes += [Stroke(_LEFT, top, WIDTH - _RIGHT, top, Tone.GRID), Label(_LEFT - 8, top + 5, str(value), "end")]
    return shapes


def _limit(limit: Limit, across: _Scale, floor: int) -> list[Shape]:
    left = across.at(limit.at)
    is_far = left > WIDTH // 2
    text = Label(left - 6 if is_far else left + 6, _TOP - 10, limit.text, "end" if is_far else "start")
    return [Stroke(left, _TOP - 22, left, floor, Tone.LIMIT), text]


def _row(spread: Spread, middle: int, across: _Scale) -> list[Shape]:
    half = _ROW_HEIGHT // 3
    left, right = across.at(spread.lower), across.at(spread.upper)
    return [
        Label(0, middle + 5, _shortened(spread.label)),
        Stroke(across.at(spread.least), middle, across.at(spread.most), middle, Tone.AXIS),
        Stroke(across.at(spread.least), middle - half // 2, across.at(spread.least), middle + half // 2, Tone.AXIS),
        Stroke(across.at(spread.most), middle - half // 2, across.at(spread.most), middle + half // 2, Tone.AXIS),
        Box(left, middle - half, max(right - left, 1), 2 * half, Tone.OPEN, f"{spread.label}:{spread.count}件"),
        Stroke(across.at(spread.middle), middle - half, across.at(spread.middle), middle + half, Tone.STRONG),
        Dot(across.at(spread.mean), middle, 4, Tone.POINT, f"{spread.label}の平均"),
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"
