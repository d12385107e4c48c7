"""The log of looks as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from records.models import Attachment, AuditEvent, IssuedPaper
from records.rules.acts import name_of_act
from records.tables import Cell, Column, TableSpec
from support_cases.models import Diagnosis, FinancialYear, SupportCase, SupportRecord
from support_cases.views.words import moment_word

_EMPTY = (
    "まだだれも見ていません。支援機関の担当者がケースを開くと、"
    "いつ、どの機関のだれが、何を見たかが、ここに1件ずつ並びます。"
)
# Only the kind of thing is told: the subject of a record may be meant for the institution that wrote it alone.
_KINDS: Mapping[str, str] = {
    SupportCase._meta.label_lower: "ケース",
    SupportRecord._meta.label_lower: "支援の記録",
    Diagnosis._meta.label_lower: "診断",
    FinancialYear._meta.label_lower: "決算などの数字",
    Attachment._meta.label_lower: "支援の記録の写真",
    IssuedPaper._meta.label_lower: "計画の書類",
}


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look."""

    event: AuditEvent

    @property
    def what(self) -> str:
        """What was on the page."""
        kind = _KINDS[self.event.subject_kind]
        shown = self.event.changes.get("shown", "") if self.event.subject_kind == SupportCase._meta.label_lower else ""
        return str(shown) or kind


_COLUMNS: tuple[Column[LookRow], ...] = (
    Column(
        "at", "見た日時", lambda row: Cell(moment_word(row.event.at), whole=True), lambda row: row.event.at, ("at",)
    ),
    Column(
        "who",
        "見た人(機関)",
        lambda row: Cell(row.event.actor_label, wide=True),
        lambda row: row.event.actor_label,
        ("actor_label",),
    ),
    Column("what", "見たもの", lambda row: Cell(row.what, wide=True), lambda row: row.what),
    Column(
        "how",
        "見方",
        lambda row: Cell(name_of_act(row.event.verb)),
        lambda row: name_of_act(row.event.verb),
        is_shown=False,
    ),
)


def _rows(events: Sequence[AuditEvent]) -> Sequence[LookRow]:
    return [LookRow(each) for each in events]


def looks_table() -> TableSpec:
    """The table of looks, the newest first."""
    return TableSpec("閲覧の記録", _COLUMNS, "-at", _EMPTY, _rows)
