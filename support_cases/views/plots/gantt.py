"""The roadmap as a picture: bars told apart by their pattern and a word, today as a line, arrows for what waits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kernel.wareki import format_wareki
from support_cases.models import CaseTask

WIDTH, LABELS, RIGHT = 1080, 300, 60
HEAD, LINE, PADDING, BAR = 56, 18, 14, 16
_LETTERS = 21
_MANY_MONTHS = 18
_NARROW, _NARROW_PART = 0x2FF, 0.62
# Narrow letters hang together; broad ones stand alone, a closing mark with the letter before it.
_WORD = re.compile(r"[!-'*-~]+|.[)」』、。・)]*", re.DOTALL)
_WORDS = {"todo": "これから", "doing": "進行中", "done": "完了", "skipped": "行わない"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One task: its wrapped name, its place, and its state in a word. A point is a day rather than a span."""

    lines: tuple[tuple[str, int], ...]
    top: int
    bottom: int
    x: int
    y: int
    width: int
    state: str
    word: str
    word_x: int
    word_y: int
    word_anchor: str
    diamond: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month."""

    x: int
    label: str
    over: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """The whole picture."""

    width: int
    height: int
    chart_x: int
    head: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    arrows: tuple[str, ...]
    today_x: int | None
    today_label_x: int
    bar_height: int = BAR


def gantt_of(tasks: Sequence[CaseTask], today: date) -> Gantt | None:
    """The picture of the tasks that have a day; None when none has."""
    dated = [task for task in tasks if task.begins_on or task.due_on]
    if not dated:
        return None
    first, last = _span(dated, today)
    axis = _Axis(first, last)
    bars: dict[UUID, Bar] = {}
    top = HEAD
    for task in dated:
        bar = _bar(task, axis, top)
        bars[task.pk], top = bar, bar.bottom
    today_x = axis.x(today)
    return Gantt(
        width=WIDTH,
        height=top + 8,
        chart_x=LABELS,
        head=HEAD,
        bars=tuple(bars.values()),
        ticks=tuple(_ticks(axis)),
        arrows=tuple(_arrows(dated, bars)),
        today_x=today_x,
        today_label_x=min(max(today_x, LABELS + 24), WIDTH - 24),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, on: date) -> int:
        part = (on - self.first).days / max((self.last - self.first).days, 1)
        return LABELS + round(part * (WIDTH - LABELS - RIGHT))


def _span(tasks: Sequence[CaseTask], today: date) -> tuple[date, date]:
    days = [day for task in tasks for day in (task.begins_on, task.due_on) if day] + [today]
    return min(days).replace(day=1), _next_month(max(days))


def _next_month(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1)


def _ticks(axis: _Axis) -> list[Tick]:
    months, here = [], axis.first
    while here < axis.last:
        months.append(here)
        here = _next_month(here)
    step = 1 if len(months) <= _MANY_MONTHS else 3 if len(months) <= 3 * _MANY_MONTHS else 12
    shown = [month for month in months if (month.month - 1) % step == 0] or months[:1]
    return [
        Tick(axis.x(month), f"{month.month}月", _year_word(month) if place == 0 or month.month == 1 else "")
        for place, month in enumerate(shown)
    ]


def _year_word(month: date) -> str:
    return f"{format_wareki(month).partition('年')[0]}年"


def _bar(task: CaseTask, axis: _Axis, top: int) -> Bar:
    lines = _lines(task.what)
    bottom = top + LINE * len(lines) + PADDING
    y = (top + bottom - BAR) // 2
    begins, ends = task.begins_on or task.due_on, task.due_on or task.begins_on
    assert begins is not None and ends is not None  # noqa: S101, PT018 - only tasks with a day are drawn
    x = axis.x(begins)
    width = max(axis.x(ends + timedelta(days=1)) - x, 4)
    is_point = task.begins_on is None
    middle = y + BAR // 2
    room = WIDTH - (x + width)
    fits_behind = room >= 70
    return Bar(
        lines=tuple((text, top + PADDING // 2 + 13 + LINE * place) for place, text in enumerate(lines)),
        top=top,
        bottom=bottom,
        x=x,
        y=y,
        width=width,
        state=task.state,
        word=_WORDS[task.state],
        word_x=x + width + 12 if fits_behind else x - 12,
        word_y=middle + 4,
        word_anchor="start" if fits_behind else "end",
        diamond=f"{x},{y - 1} {x + 9},{middle} {x},{y + BAR + 1} {x - 9},{middle}" if is_point else "",
    )


def _lines(text: str) -> list[str]:
    """The name in lines of so many broad letters; a word or a number in narrow ones is not torn where it fits a line."""
    lines = [""]
    for word in _WORD.findall(text):
        pieces = [word] if _breadth(word) <= _LETTERS else list(word)
        for piece in pieces:
            if _breadth(lines[-1] + piece) > _LETTERS:
                lines.append("")
            lines[-1] += piece
    return [line.strip() for line in lines]


def _breadth(text: str) -> float:
    return sum(1 if ord(letter) > _NARROW else _NARROW_PART for letter in text)


def _arrows(tasks: Sequence[CaseTask], bars: Mapping[UUID, Bar]) -> list[str]:
    arrows = []
    for task in tasks:
        if task.after_id is None or task.after_id not in bars:
            continue
        before, here = bars[task.after_id], bars[task.pk]
        from_x, from_y = before.x + before.width, before.y + BAR // 2
        to_x, to_y = here.x, here.y + BAR // 2
        bend = max(LABELS + 2, min(from_x + 6, to_x - 8))
        arrows.append(
            f"M{from_x} {from_y} H{max(bend, from_x + 4)} V{(from_y + to_y) // 2} H{bend} V{to_y} H{to_x - 2}"
        )
    return arrows


def overdue(task: CaseTask, today: date) -> bool:
    """Whether a task should be done by now and is not."""
    return task.due_on is not None and task.due_on < today and task.state in ("todo", "doing")
