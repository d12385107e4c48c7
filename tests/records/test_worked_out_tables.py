"""Rows that were worked out stand in the one table as a query's rows do: sorted, paged, exported."""

import csv
from dataclasses import dataclass
from io import StringIO

from django import forms
from django.http import QueryDict

from records.tables import Cell, Column, TableSpec, WorkedOut, built_table, csv_file, read_state


@dataclass(frozen=True)
class Row:
    pk: int
    name: str
    points: int | None


ROWS = (Row(1, "い", 20), Row(2, "あ", None), Row(3, "う", 30), Row(4, "え", 20))
COLUMNS = (
    Column("name", "名前", lambda row: Cell(row.name), lambda row: row.name, ("name",)),
    Column("points", "点", lambda row: Cell(str(row.points), number=True), lambda row: row.points, ("points",), True),
)
SPEC = TableSpec("表", COLUMNS, "name", "ありません", lambda rows: rows, rows_a_page=3)


def names(*order: str) -> str:
    return "".join(row.name for row in WorkedOut(ROWS).order_by(*order).iterator())


def test_rows_are_sorted_by_what_is_named_first_and_the_unknown_stands_last() -> None:
    assert names("name") == "あいうえ"
    assert names("points", "pk") == "いえうあ"
    assert names("-points", "-pk") == "うえいあ"


def test_rows_are_counted_and_sliced() -> None:
    rows = WorkedOut(ROWS)
    assert (rows.count(), len(rows), [row.pk for row in rows[1:3]]) == (4, 4, [2, 3])


def test_the_table_pages_them_and_the_export_holds_them_all() -> None:
    query = QueryDict("sort=-points")
    state = read_state(query, SPEC.columns, sort=SPEC.sort)
    table = built_table(SPEC, WorkedOut(ROWS), forms.Form(query), state)
    assert (table["total"], table["span"], len(table["rows"]), len(table["pages"])) == ("4", "1–3", 3, 2)
    text = csv_file(SPEC, WorkedOut(ROWS), state, name="表").content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(text))) == [["名前", "点"], ["う", "30"], ["え", "20"], ["い", "20"], ["あ", ""]]
