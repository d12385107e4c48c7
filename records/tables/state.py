"""What an address asks of a table: which columns, in which order, which page. All else in it are filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import QueryDict

from records.tables.columns import Column

SORT, PAGE, COLUMNS, PICK = "sort", "page", "columns", "pick"
# Neither of the two is kept: a page of one filter is none of another, and what was ticked was ticked on this page.
_OF_THIS_PAGE = (PAGE, PICK)
_OWN = frozenset({SORT, COLUMNS, *_OF_THIS_PAGE})
_DOWN = "-"


@dataclass(frozen=True)
class TableState:
    """The state of a table, read from the query of its address and written back to it."""

    query: QueryDict
    columns: tuple[Column[Any], ...]
    sort: Column[Any]
    is_descending: bool
    page: str

    @property
    def picks_all(self) -> bool:
        """Whether every row of this page that can be ticked is ticked."""
        return self.query.get(PICK) == "all"

    @property
    def ordering(self) -> tuple[str, ...]:
        """The order for the rows' query: never left to chance, since pages would then overlap."""
        sign = _DOWN if self.is_descending else ""
        return (*(f"{sign}{name}" for name in self.sort.sorts_by), f"{sign}pk")

    def address(self, **changes: str | Sequence[str] | None) -> str:
        """The query that differs from this one by `changes`; None takes a name out. The page starts again at one."""
        query = self.query.copy()
        for name in _OF_THIS_PAGE:
            query.pop(name, None)
        for name, value in changes.items():
            query.setlist(name, _listed(value))
        for name in [name for name in query if not any(query.getlist(name))]:
            del query[name]
        return f"?{query.urlencode()}"

    def without(self, name: str, value: str) -> str:
        """The query without one value of a filter."""
        return self.address(**{name: [each for each in self.query.getlist(name) if each != value]})

    def kept_apart_from(self, *names: str) -> list[tuple[str, str]]:
        """What a form that asks only for `names` must carry along."""
        skipped = {*names, *_OF_THIS_PAGE}
        return [(name, value) for name in self.query if name not in skipped for value in self.query.getlist(name)]


def read_state(query: QueryDict, columns: Sequence[Column[Any]], *, sort: str) -> TableState:
    """The state that an address asks for; what it asks for and is not there is passed over."""
    by_key = {column.key: column for column in columns}
    asked = set(query.getlist(COLUMNS)) & set(by_key)
    shown = [column for column in columns if (column.key in asked if asked else column.is_shown)]
    wished = query.get(SORT, sort)
    sorted_by = by_key.get(wished.removeprefix(_DOWN))
    if sorted_by is None or not sorted_by.sorts_by:
        wished, sorted_by = sort, by_key[sort.removeprefix(_DOWN)]
    return TableState(query, tuple(shown), sorted_by, wished.startswith(_DOWN), query.get(PAGE, "1"))


def refusals_of(form: Form, query: QueryDict, columns: Sequence[Column[Any]]) -> list[str]:
    """What an address asks for and cannot be had, in sentences: its filters, and names that are none of the table's."""
    said = [
        f"{form[name].label}:{error}" for name, errors in form.errors.items() for error in errors if name in form.fields
    ]
    said += [str(error) for error in form.non_field_errors()]
    known, keys = {*form.fields, *_OWN}, {column.key for column in columns}
    said += [f"「{name}」という条件はありません。" for name in query if name not in known]
    said += [f"「{key}」という列はありません。" for key in query.getlist(COLUMNS) if key not in keys]
    sort = query.get(SORT, "").removeprefix(_DOWN)
    if sort and not any(column.key == sort and column.sorts_by for column in columns):
        said.append(f"「{sort}」では並べ替えられません。")
    return said


def _listed(value: str | Sequence[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
