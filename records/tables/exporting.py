"""A list as a spreadsheet: every row of the filter, in the chosen columns and order, and nothing that runs."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kernel.calendar import TOKYO
from records.tables.building import TableSpec
from records.tables.columns import Value
from records.tables.state import TableState
from records.tables.worked_out import WorkedOut

_CHUNK = 500
_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes a text that begins so for a formula, in either width, and would run what an applicant typed.
_RUNS = tuple("=+-@\t\r\n＝＋－＠")
# Beside the control characters that openpyxl refuses, the two that no XML may hold.
_UNKNOWN_TO_XML = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ufffe\uffff]")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(spec: TableSpec, rows: "QuerySet[Any] | WorkedOut", state: TableState, *, name: str) -> HttpResponse:
    """The list as CSV, UTF-8 with the mark by which Excel knows it."""
    return csv_of_lines(_labels(state), _lines(spec, rows, state), name=name)


def xlsx_file(spec: TableSpec, rows: "QuerySet[Any] | WorkedOut", state: TableState, *, name: str) -> HttpResponse:
    """The list as an Excel file; texts are kept as texts, numbers and days as what they are."""
    widths = [14 if column.is_number else 24 for column in state.columns]
    return xlsx_of_lines(spec.caption, _labels(state), _lines(spec, rows, state), widths=widths, name=name)


def csv_of_lines(heads: Sequence[str], lines: Iterable[Sequence[Value]], *, name: str) -> HttpResponse:
    """Lines that are no rows of a query, as the same CSV."""
    data = BytesIO()
    text = TextIOWrapper(data, encoding="utf-8", newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([_as_text(value) for value in line] for line in lines)
    text.flush()
    return _download(data.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_of_lines(
    caption: str, heads: Sequence[str], lines: Iterable[Sequence[Value]], *, widths: Sequence[int], name: str
) -> HttpResponse:
    """Lines that are no rows of a query, as the same Excel file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(caption[:31])
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_head(sheet, head) for head in heads])
    for line in lines:
        sheet.append([_as_cell(sheet, value) for value in line])
    data = BytesIO()
    book.save(data)
    return _download(data.getvalue(), _XLSX, f"{name}.xlsx")


def _labels(state: TableState) -> list[str]:
    return [column.label for column in state.columns]


def _lines(spec: TableSpec, rows: "QuerySet[Any] | WorkedOut", state: TableState) -> Iterator[list[Value]]:
    for chunk in _chunks(rows.order_by(*state.ordering).iterator(chunk_size=_CHUNK)):
        for row in spec.rows_of(chunk):
            yield [column.exports(row) for column in state.columns]


def _chunks(rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
    rest = iter(rows)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def _as_text(value: Value) -> str | int:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value.astimezone(TOKYO):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case int():
            return value
        case _:
            return f"'{value}" if value.startswith(_RUNS) else value


def _head(sheet: Any, label: str) -> Any:
    cell = WriteOnlyCell(sheet, value=label)
    cell.font = Font(bold=True)
    return cell


def _as_cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, datetime):
        value = value.astimezone(TOKYO).replace(tzinfo=None)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=_UNKNOWN_TO_XML.sub("", value))
    # Said to be a text, so that no reader takes it for a formula.
    cell.data_type = "s"
    return cell


def _download(data: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=content_type, headers=headers)
