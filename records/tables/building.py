"""A table in words: heads, rows, pages, filters in force, columns to choose from, and the addresses of its exports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import Form, MultipleChoiceField
from django.forms.boundfield import BoundField

from records.tables.columns import Cell, Column, Tick
from records.tables.marking import marked_filters, marked_rows
from records.tables.state import COLUMNS, PICK, SORT, TableState
from records.tables.worked_out import WorkedOut

ROWS_A_PAGE = 25
_AROUND = 2


@dataclass(frozen=True)
class TableSpec:
    """What a list is: its name, its columns, how it is sorted unasked, and how rows come from models in one go."""

    caption: str
    columns: tuple[Column[Any], ...]
    sort: str
    empty: str
    rows_of: Callable[[Sequence[Any]], Sequence[Any]]
    rows_a_page: int = ROWS_A_PAGE
    # What ticking a row sends, and how the row is called there; None where nothing can be done with it.
    tick_of: Callable[[Any], Tick | None] | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `url` turns the order."""

    label: str
    number: bool
    url: str
    order: str
    hint: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the list; `gap` stands for those left out."""

    label: str
    url: str = ""
    is_here: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Active:
    """A filter in force, and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that can be shown or not."""

    key: str
    label: str
    is_shown: bool


def built_table(spec: TableSpec, rows: "QuerySet[Any] | WorkedOut", form: Form, state: TableState) -> dict[str, Any]:
    """Everything the table component shows, for one page of the rows."""
    ordered: Any = rows.order_by(*state.ordering)
    page = Paginator(ordered, spec.rows_a_page).get_page(state.page)
    rows_shown = spec.rows_of(list(page.object_list))
    cells = [cells_of(row, state.columns) for row in rows_shown]
    ticks = [spec.tick_of(row) for row in rows_shown] if spec.tick_of else []
    return {
        "caption": spec.caption,
        "total": f"{page.paginator.count:,}",
        "span": f"{page.start_index():,}–{page.end_index():,}",
        "heads": [_head(column, state) for column in state.columns],
        "rows": cells,
        "body": marked_rows(cells, ticks if any(ticks) else (), is_ticked=state.picks_all),
        "has_ticks": any(ticks),
        "pick_all_url": f"{_page_address(state, page.number)}&{PICK}=all",
        "query_string": state.address().removeprefix("?"),
        "filters": marked_filters(form),
        "pages": _pages(page, state),
        "active": _active(form, state),
        "clear_url": state.address(**dict.fromkeys(form.fields)),
        "choices": [Choice(each.key, each.label, each in state.columns) for each in spec.columns],
        "kept_by_filters": state.kept_apart_from(*form.fields),
        "kept_by_columns": state.kept_apart_from(COLUMNS),
        "query": state.address(),
        "empty": spec.empty,
    }


def cells_of(row: Any, columns: Sequence[Column[Any]]) -> list[Cell]:
    """One row in the chosen columns."""
    return [column.shows(row) for column in columns]


def _head(column: Column[Any], state: TableState) -> Head:
    if not column.sorts_by:
        return Head(column.label, column.is_number, "", "", "")
    is_sorted = column.key == state.sort.key
    is_down = is_sorted and state.is_descending
    order = ("descending" if is_down else "ascending") if is_sorted else ""
    key = column.key if is_down or not is_sorted else f"-{column.key}"
    hint = "降順で並べ替え" if is_sorted and not is_down else "昇順で並べ替え"
    return Head(column.label, column.is_number, state.address(**{SORT: key}), order, hint)


def _pages(page: "Page[Any]", state: TableState) -> list[PageLink]:
    count = page.paginator.num_pages
    if count == 1:
        return []
    near = range(page.number - _AROUND, page.number + _AROUND + 1)
    numbers = [number for number in range(1, count + 1) if number in near or number in (1, count)]
    links: list[PageLink] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number > before + 1:
            links.append(PageLink("…", gap=True))
        links.append(PageLink(f"{number:,}", _page_address(state, number), is_here=number == page.number))
    return links


def _page_address(state: TableState, number: int) -> str:
    address = state.address()
    return f"{address}{'' if address == '?' else '&'}page={number}"


def _active(form: Form, state: TableState) -> list[Active]:
    if not form.is_bound:
        return []
    return [
        Active(f"{form[name].label}:{_word_of(form[name], value)}", state.without(name, value))
        for name in form.fields
        for value in _values_of(form[name], state)
        if value.strip()
    ]


def _values_of(field: BoundField, state: TableState) -> list[str]:
    """The values that count: of a filter that takes one, the last that the address names."""
    named = state.query.getlist(field.name)
    return named if isinstance(field.field, MultipleChoiceField) else named[-1:]


def _word_of(field: BoundField, value: str) -> str:
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, value))
