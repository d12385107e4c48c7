"""Before and after as bars on one axis of one unit, and the values over time as a line. Never two kinds together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# As narrow as a phone, so that its letters stay letters there.
WIDTH, LABELS, ROW, BAR = 400, 66, 36, 20
TREND_HEIGHT, MARGIN = 210, 44
_LEAST_ROOM, _MOST_ROOM = 80, 194
_GAP = 8
# Between two figures that are written out; the others stand in the table.
_ROOM_FOR_A_FIGURE = 110
_ROOM_ABOVE = 32
_NARROW = 0x2FF


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with its name and, written out, its value and unit."""

    key: str
    label: str
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class ValueBar:
    """One bar from the axis of zero."""

    key: str
    label: str
    text: str
    x: int
    y: int
    width: int
    text_x: int
    baseline: int


@dataclass(frozen=True, slots=True)
class Bars:
    """The picture of before, now and target."""

    width: int
    height: int
    zero_x: int
    bars: tuple[ValueBar, ...]
    bar_height: int = BAR


def bars_of(values: Sequence[Value]) -> Bars:
    """Bars from zero: a bar that began elsewhere would lie about the proportion."""
    least = min(Decimal(0), *(each.value for each in values))
    most = max(Decimal(0), *(each.value for each in values))
    told = max((_breadth(each.text) for each in values), default=0)
    room = min(max(WIDTH - LABELS - _GAP - told, _LEAST_ROOM), _MOST_ROOM)
    span = (most - least) or Decimal(1)

    def x(value: Decimal) -> int:
        return LABELS + round((value - least) / span * room)

    rows = []
    for place, each in enumerate(values):
        left, right = min(x(Decimal(0)), x(each.value)), max(x(Decimal(0)), x(each.value))
        y = place * ROW + (ROW - BAR) // 2
        rows.append(ValueBar(each.key, each.label, each.text, left, y, max(right - left, 1), right + _GAP, y + 15))
    return Bars(WIDTH, ROW * len(values), x(Decimal(0)), tuple(rows))


def _breadth(text: str) -> int:
    """How broad a figure with its unit is, in letters of sixteen."""
    return sum(16 if ord(letter) > _NARROW else 12 for letter in text)


@dataclass(frozen=True, slots=True)
class Point:
    """One measured value; `anchor` keeps its figure within the picture."""

    x: int
    y: int
    text: str
    day: str
    text_y: int
    anchor: str = "middle"
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Trend:
    """Values over time, with the target as a dashed line."""

    width: int
    height: int
    line: str
    points: tuple[Point, ...]
    target_y: int
    target_text: str
    left: int
    right: int
    floor: int


def trend_of(values: Sequence[tuple[date, Decimal, str, str]], target: Decimal, target_text: str) -> Trend | None:
    """A line through two values or more, at their true distance in days; None for fewer."""
    if len({day for day, *_ in values}) < 2:
        return None
    first, last = values[0][0], values[-1][0]
    figures = [value for _, value, *_ in values] + [target]
    least, most = min(Decimal(0), *figures), max(figures)
    span = (most - least) or Decimal(1)
    room = TREND_HEIGHT - 2 * MARGIN

    def y(value: Decimal) -> int:
        return TREND_HEIGHT - MARGIN - round((value - least) / span * room)

    days = (last - first).days
    left, right = 12, WIDTH - 12
    points: list[Point] = []
    told_until = left
    for place, (day, value, text, day_text) in enumerate(values):
        here = left + round((day - first).days / days * (right - left))
        is_end = place in (0, len(values) - 1)
        is_told = is_end or min(here - told_until, right - here) >= _ROOM_FOR_A_FIGURE
        told_until = here if is_told else told_until
        anchor = "middle" if not is_end else "end" if place else "start"
        # Where the target runs just above a point, its figure goes below.
        is_crossed = 0 <= y(value) - y(target) < _ROOM_ABOVE
        text_y = y(value) + (24 if is_crossed else -12)
        points.append(Point(here, y(value), text, day_text, text_y, anchor, is_told))
    line = " ".join(f"{each.x},{each.y}" for each in points)
    return Trend(WIDTH, TREND_HEIGHT, line, tuple(points), y(target), target_text, left, right, TREND_HEIGHT - MARGIN)
