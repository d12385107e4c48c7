"""The office's list of files: its rows and its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.actor import Actor
from applications.forms.office_filters import JUDGED_LABELS, STATUS_WORDS
from applications.models import Application
from applications.policies import may_move
from applications.rules.workflow import TURN_LABELS, Move, Status, Turn
from applications.selectors.office import Judged, judged_of, title_of_call, turn_of
from applications.views.office.words import JUDGED_CHIPS, NAMELESS, NUMBERLESS, STATUS_CHIPS
from kernel.calendar import TOKYO
from kernel.money import format_number
from kernel.verdict import Outcome
from kernel.wareki import format_wareki
from records.tables import Cell, Column, TableSpec, Tick

_EMPTY = (
    "この条件に当てはまる申請はありません。条件を減らすと、ほかの申請が出ます。"
    "申請者が提出すると、ここに1件ずつ並びます。郵送などで届いたものは「代行入力」から登録します。"
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the list, with what was read for the whole page at once."""

    file: Application
    judged: Judged | None
    today: date
    url: str

    @property
    def days(self) -> int | None:
        """Days since arrival, while somebody's move is waited for."""
        if self.file.received_on is None or turn_of(self.file) is Turn.NOBODY:
            return None
        return (self.today - self.file.received_on).days


def _plain(text: str) -> Cell:
    return Cell(text)


def _figure(number: int | None) -> Cell:
    return Cell("" if number is None else format_number(number), number=True)


def _status(row: FileRow) -> Cell:
    return Cell("", chip=STATUS_CHIPS[Status(row.file.status)])


def _judged(row: FileRow) -> Cell:
    return Cell("", chip=JUDGED_CHIPS[Outcome(row.judged.eligible)] if row.judged else None)


def _receipt(row: FileRow) -> Cell:
    return Cell(row.file.receipt_number or NUMBERLESS, url=row.url, head=True)


def _day(on: date | None) -> Cell:
    return Cell(format_wareki(on) if on else "", whole=True)


def _amount(row: FileRow) -> int | None:
    return row.judged.granted_at_most if row.judged else None


def _call(row: FileRow) -> str:
    return title_of_call(row.file.call_id, row.file.revision_id)


COLUMNS: tuple[Column[FileRow], ...] = (
    Column("receipt", "受付番号", _receipt, lambda row: row.file.receipt_number, ("call_id", "receipt_sequence")),
    Column(
        "company",
        "申請者",
        lambda row: Cell(row.file.organisation.name, wide=True),
        lambda row: row.file.organisation.name,
        ("organisation__name",),
    ),
    Column(
        "title",
        "補助事業の名称",
        lambda row: Cell(row.file.title or NAMELESS, wide=True),
        lambda row: row.file.title,
        ("title",),
    ),
    Column("status", "状態", _status, lambda row: STATUS_WORDS[Status(row.file.status)], ("status",)),
    Column(
        "turn",
        "だれの番か",
        lambda row: _plain(TURN_LABELS[turn_of(row.file)]),
        lambda row: TURN_LABELS[turn_of(row.file)],
    ),
    Column(
        "judged",
        "判定",
        _judged,
        lambda row: JUDGED_LABELS[Outcome(row.judged.eligible)] if row.judged else "",
    ),
    Column("amount", "申請できる額(円)", lambda row: _figure(_amount(row)), _amount, is_number=True),
    Column(
        "received",
        "収受日",
        lambda row: _day(row.file.received_on),
        lambda row: row.file.received_on,
        ("received_on", "receipt_sequence"),
    ),
    Column("days", "経過(日)", lambda row: _figure(row.days), lambda row: row.days, is_number=True),
    Column(
        "number",
        "法人番号",
        lambda row: _plain(row.file.organisation.corporate_number),
        lambda row: row.file.organisation.corporate_number,
        ("organisation__corporate_number",),
        is_shown=False,
    ),
    Column("call", "公募", lambda row: _plain(_call(row)), _call, ("call_id",), is_shown=False),
    Column(
        "channel",
        "提出方法",
        lambda row: _plain(row.file.get_channel_display()),
        lambda row: row.file.get_channel_display(),
        ("channel",),
        is_shown=False,
    ),
    Column(
        "sent",
        "提出日時",
        lambda row: _plain(
            f"{row.file.submitted_at.astimezone(TOKYO):%Y-%m-%d %H:%M}" if row.file.submitted_at else ""
        ),
        lambda row: row.file.submitted_at,
        ("submitted_at",),
        is_shown=False,
    ),
)


def files_table(*, today: date, actor: Actor | None = None) -> TableSpec:
    """The list of files as it looks on this day; whom it is shown to may tick what he or she may accept."""

    def rows_of(files: Sequence[Application]) -> list[FileRow]:
        judged = judged_of(file.pk for file in files)
        # The list's own address is the beginning of each file's: asked for once, not once per row.
        base = reverse("applications:office_list")
        return [FileRow(file, judged.get(file.pk), today, f"{base}{file.pk}/") for file in files]

    def tick_of(row: FileRow) -> Tick | None:
        if actor is None or not may_move(actor, row.file, Move.ACCEPT).is_allowed:
            return None
        return Tick(str(row.file.pk), f"{row.file.receipt_number} {row.file.organisation.name}を選ぶ")

    return TableSpec("申請の一覧", COLUMNS, "-sent", _EMPTY, rows_of, tick_of=tick_of)
