"""The budget in words: every line with its amounts and how they came about, the equation, and an open line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from applications.forms.draft import DraftForm
from applications.rules.points import Point, PointKind
from applications.selectors import Picture
from applications.selectors.drafts import LinePicture
from applications.views.draft_in_words import money_of
from applications.views.sections_files_in_words import documents_of
from kernel.money import format_yen
from kernel.parts import Chip

_IN_ORDER = Chip("対象", "good", "good")
_OUT = Chip("対象外", "bad", "bad")
_TO_FILL_IN = Chip("入力中", "key", "forward")
_TO_CHECK = Chip("要確認", "care", "ask")
_NOT_ANSWERED = Chip("未回答", "care", "ask")
_NO_FILE = Chip("書類なし", "care", "care")
_REMARK_CHIPS = {
    PointKind.UNMET: _OUT,
    PointKind.MISSING: _NOT_ANSWERED,
    PointKind.UNUSABLE: _NOT_ANSWERED,
    PointKind.UNKNOWN: _NOT_ANSWERED,
    PointKind.DOCUMENT: _NO_FILE,
    PointKind.INFECTED: Chip("ウイルス検出", "bad", "bad"),
    PointKind.UNPRINTABLE: Chip("印刷できない文字", "bad", "bad"),
    PointKind.SCANNING: Chip("検査待ち", "quiet", "open"),
}
_OPEN_KINDS = frozenset({PointKind.MISSING, PointKind.UNUSABLE, PointKind.UNKNOWN})
_OF_FILES = frozenset({PointKind.DOCUMENT, PointKind.INFECTED, PointKind.SCANNING})


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a line, with its clause."""

    text: str
    clause: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the budget."""

    id: str
    number: int
    url: str
    category: str
    description: str
    excluding: str
    including: str
    eligible: str
    quotes: str
    chip: Chip
    steps: tuple[str, ...]
    remarks: tuple[Remark, ...]
    is_open: bool


def costs_page(picture: Picture, *, open_line: str = "") -> dict[str, Any]:
    """The lines, what they come to, and how to add one."""
    application = picture.application
    lines = [_line(picture, line, number, open_line) for number, line in enumerate(picture.lines, start=1)]
    amounts = [line.amounts for line in picture.lines]
    return {
        "lines": lines,
        "sum_excluding": format_yen(sum(each.excluding_tax or 0 for each in amounts)),
        "sum_including": format_yen(sum(each.including_tax or 0 for each in amounts)),
        "sum_eligible": format_yen(sum(each.eligible for each in amounts)),
        "add_url": reverse("applications:add_cost_line", args=[application.pk]),
        **money_of(picture),
    }


def line_page(picture: Picture, line: LinePicture, form: DraftForm) -> dict[str, Any]:
    """The line that is open: its form, its files, and the ways to move or remove it."""
    application, line_id = picture.application, str(line.row.pk)
    return {
        **costs_page(picture, open_line=line_id),
        "form": form,
        "refusals": form.refusals() if form.is_bound else [],
        "version": line.row.version,
        "seen": form.seen,
        "line_id": line_id,
        "line_url": reverse("applications:cost_line", args=[application.pk, line.row.pk]),
        "remove_url": reverse("applications:remove_cost_line", args=[application.pk, line.row.pk]),
        "move_url": reverse("applications:move_cost_line", args=[application.pk, line.row.pk]),
        "documents": documents_of(picture, part=line_id),
        "upload_url": reverse("applications:upload", args=[application.pk]),
        "is_line": True,
    }


def _line(picture: Picture, line: LinePicture, number: int, open_line: str) -> ShownLine:
    line_id = str(line.row.pk)
    points = [point for point in picture.points if point.part == line_id]
    category = next((each for each in picture.terms.cost_categories if each.number == line.answers.category), None)
    amounts = line.amounts
    return ShownLine(
        id=line_id,
        number=number,
        url=f"{reverse('applications:cost_line', args=[picture.application.pk, line_id])}#line_{line_id}",
        category=f"{category.mark}{category.label}" if category else "(費目はまだ選んでいません)",
        description=line.answers.description or "(内容はまだ入力していません)",
        excluding=_yen(amounts.excluding_tax),
        including=_yen(amounts.including_tax),
        eligible=format_yen(amounts.eligible),
        quotes="―" if line.answers.quotes is None else f"{line.answers.quotes}社",
        chip=_chip(line, points),
        steps=amounts.steps,
        remarks=tuple(_remark(point) for point in points),
        is_open=line_id == open_line,
    )


def _yen(amount: int | None) -> str:
    return "―" if amount is None else format_yen(amount)


def _chip(line: LinePicture, points: Sequence[Point]) -> Chip:
    kinds = {point.kind for point in points}
    if PointKind.UNMET in kinds and not line.amounts.eligible:
        return _OUT
    if kinds & _OPEN_KINDS:
        return _TO_FILL_IN
    return _TO_CHECK if kinds - _OF_FILES else _IN_ORDER


def _remark(point: Point) -> Remark:
    return Remark(point.because, point.clause, _REMARK_CHIPS.get(point.kind, _TO_CHECK))
