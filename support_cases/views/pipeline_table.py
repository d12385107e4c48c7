"""The list of companies in mind: its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from kernel.parts import Chip
from records.tables import Cell, Column, TableSpec
from support_cases.views.words import day_word

_EMPTY = (
    "この条件に当てはまる企業はありません。条件を減らすと、ほかの企業が出ます。"
    "訪問や窓口で知り合った企業を「企業を登録する」から登録すると、ここに並びます。"
)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One company of the list; `silent` counts the days since the last contact."""

    entry: Any
    silent: int | None
    is_too_long: bool
    url: str


def _case_chip(row: EntryRow) -> Chip:
    if row.entry.case_id:
        return Chip("ケースあり", "good", "good")
    if row.entry.is_dropped:
        return Chip("追わない", "quiet", "open")
    return Chip("同意あり", "key", "forward") if row.entry.is_consented else Chip("同意待ち", "care", "ask")


def _silence(row: EntryRow) -> str:
    if row.silent is None:
        return "連絡の記録なし"
    return f"{row.silent}日{'(連絡なし)' if row.is_too_long else ''}"


COLUMNS: tuple[Column[EntryRow], ...] = (
    Column(
        "company",
        "企業",
        lambda row: Cell(row.entry.company.name, url=row.url, head=True),
        lambda row: row.entry.company.name,
        ("company__name",),
    ),
    Column(
        "layer",
        "需要層",
        lambda row: Cell(row.entry.get_demand_layer_display()),
        lambda row: row.entry.get_demand_layer_display(),
        ("demand_layer",),
    ),
    Column(
        "source",
        "きっかけ",
        lambda row: Cell(row.entry.get_source_display()),
        lambda row: row.entry.get_source_display(),
        ("source",),
    ),
    Column("state", "ケース・同意", lambda row: Cell("", chip=_case_chip(row)), lambda row: _case_chip(row).label),
    Column(
        "next",
        "次にすること",
        lambda row: Cell(row.entry.next_approach, wide=True),
        lambda row: row.entry.next_approach,
    ),
    Column(
        "next_on",
        "いつ",
        lambda row: Cell(day_word(row.entry.next_approach_on), whole=True),
        lambda row: row.entry.next_approach_on,
        ("next_approach_on",),
    ),
    Column(
        "silent",
        "最後の連絡から",
        lambda row: Cell(_silence(row), whole=True),
        lambda row: row.silent,
        ("contact",),
    ),
    Column(
        "advisor",
        "担当者",
        lambda row: Cell(row.entry.advisor.name if row.entry.advisor else ""),
        lambda row: row.entry.advisor.name if row.entry.advisor else "",
        ("advisor__name",),
    ),
    Column(
        "number",
        "法人番号",
        lambda row: Cell(row.entry.company.corporate_number),
        lambda row: row.entry.company.corporate_number,
        ("company__corporate_number",),
        is_shown=False,
    ),
)


def pipeline_table(*, today: date, silent_days: Mapping[UUID, int]) -> TableSpec:
    """The list as it looks on this day."""

    def rows_of(entries: Sequence[Any]) -> list[EntryRow]:
        base = reverse("support_cases:pipeline")
        return [_row(entry, today, silent_days[entry.institution_id], base) for entry in entries]

    return TableSpec("企業の一覧", COLUMNS, "next_on", _EMPTY, rows_of)


def _row(entry: Any, today: date, days: int, base: str) -> EntryRow:
    silent = (today - entry.contact).days if entry.contact else None
    is_too_long = not entry.is_dropped and (silent is None or silent > days)
    return EntryRow(entry, silent, is_too_long, f"{base}{entry.pk}/")
