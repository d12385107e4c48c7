"""A round's list of files: its rows and its columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from applications.rules.workflow import STATUS_LABELS, Status
from kernel.parts import Chip
from records.tables import Cell, Column, TableSpec
from screening.models import ScreeningCase
from screening.rules.workflow import CASE_STATUS_LABELS, CaseStatus
from screening.selectors.board import Clash
from screening.views.desk_words import CASE_CHIPS, case_url

_EMPTY = (
    "この条件に当てはまる申請はありません。条件を減らすと、ほかの申請が出ます。"
    "事務局が受理した申請を審査の対象に加えると、ここに1件ずつ並びます。"
)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One file of the list."""

    case: ScreeningCase
    clashes: int
    wanted: int

    @property
    def serving(self) -> int:
        """How many reviewers serve."""
        return int(self.case.serving)  # type: ignore[attr-defined]

    @property
    def handed_in(self) -> int:
        """How many sheets are in."""
        return int(self.case.handed_in)  # type: ignore[attr-defined]

    @property
    def stepped_back(self) -> int:
        """How many reviewers stepped back, were taken off, or have their sheet set aside."""
        return int(self.case.stepped_back)  # type: ignore[attr-defined]

    @property
    def lacking(self) -> int:
        """How many reviewers are still to be found, while the file is being scored."""
        is_open = self.case.status == CaseStatus.SCORING and self.competes
        return max(0, self.wanted - self.serving) if is_open else 0

    @property
    def competes(self) -> bool:
        """Whether the file still takes part."""
        return self.case.application.status in (Status.ACCEPTED, Status.GRANTED, Status.REFUSED)

    @property
    def sheets(self) -> str:
        """採点票 n of n."""
        return f"{self.handed_in} / {self.serving}"


def _status(row: CaseRow) -> Cell:
    if not row.competes:
        return Cell("", chip=Chip(STATUS_LABELS[Status(row.case.application.status)], "quiet", "open"))
    return Cell("", chip=CASE_CHIPS[CaseStatus(row.case.status)])


def _status_word(row: CaseRow) -> str:
    if not row.competes:
        return STATUS_LABELS[Status(row.case.application.status)]
    return CASE_STATUS_LABELS[CaseStatus(row.case.status)]


def _figure(number: int) -> Cell:
    return Cell(str(number) if number else "", number=True)


def _clash(row: CaseRow) -> Cell:
    return Cell("", chip=Chip(f"{row.clashes}人", "care", "care")) if row.clashes else Cell("")


def _lacking(row: CaseRow) -> Cell:
    return Cell("", chip=Chip(f"あと{row.lacking}人", "care", "care")) if row.lacking else Cell("")


COLUMNS: tuple[Column[CaseRow], ...] = (
    Column(
        "receipt",
        "受付番号",
        lambda row: Cell(row.case.application.receipt_number, url=case_url(row.case.pk), head=True),
        lambda row: row.case.application.receipt_number,
        ("application__receipt_sequence",),
    ),
    Column(
        "company",
        "申請者",
        lambda row: Cell(row.case.application.organisation.name, wide=True),
        lambda row: row.case.application.organisation.name,
        ("application__organisation__name",),
    ),
    Column(
        "title",
        "補助事業の名称",
        lambda row: Cell(row.case.application.title, wide=True),
        lambda row: row.case.application.title,
        ("application__title",),
    ),
    Column("status", "状態", _status, _status_word, ("status",)),
    Column("sheets", "採点票", lambda row: Cell(row.sheets, number=True), lambda row: row.sheets, ("handed_in",)),
    Column("lacking", "不足する審査員", _lacking, lambda row: row.lacking, ("lacking",)),
    Column("clashes", "利益相反のおそれ", _clash, lambda row: row.clashes),
    Column(
        "stepped_back",
        "回避・解除・除外",
        lambda row: _figure(row.stepped_back),
        lambda row: row.stepped_back,
        ("stepped_back",),
        is_number=True,
    ),
)


def cases_table(wanted: int, clashes: Sequence[Clash]) -> TableSpec:
    """The list of a round's files; `wanted` sheets are asked of each."""
    by_case: Counter[UUID] = Counter(each.assignment.case_id for each in clashes)

    def rows_of(cases: Sequence[ScreeningCase]) -> list[CaseRow]:
        return [CaseRow(case, by_case[case.pk], wanted) for case in cases]

    return TableSpec("審査の申請一覧", COLUMNS, "receipt", _EMPTY, rows_of)
