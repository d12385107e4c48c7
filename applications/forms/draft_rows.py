"""Lists of a section: rows are added and taken away by ordinary buttons, and a row left empty is no row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict

from applications.forms.draft_shapes import NOTHING_CHOSEN, field_of
from applications.forms.draft_words import ROWS, RowWords
from applications.forms.entries import is_empty
from applications.forms.fields import PickField, YesNoField
from applications.rules.shapes import Shape
from applications.rules.terms import CallTerms

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is to be mended, with the control where it is."""

    label: str
    sentence: str
    anchor: str


def control_of(bound: forms.BoundField) -> str:
    """The id of a field's control, of its first part where it has several."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else str(bound.id_for_label)


class DraftRow(forms.Form):
    """One row. Nothing in it is required: a row begun is kept as it is."""

    use_required_attribute = False

    def __init__(
        self, data: Any, *, shape: type[Shape], words: RowWords, terms: CallTerms, number: int, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.label_suffix = ""
        self.number, self.words = number, words
        for key in words.labels:
            made = field_of(key, shape.model_fields[key], terms, label=words.labels[key])
            # A row has its own words: a key may be called otherwise elsewhere.
            made.label, made.help_text = words.labels[key], words.supports.get(key, "")
            if isinstance(made, PickField) and not isinstance(made, YesNoField):
                _fold(made)
            self.fields[key] = made

    @property
    def shown_fields(self) -> list[tuple[forms.BoundField, str]]:
        """The fields with the room they take."""
        return [(self[key], "field--wide" if key in self.words.wide else "") for key in self.fields]

    @property
    def was_left_empty(self) -> bool:
        """Whether every control was left alone."""
        return all(all(map(is_empty, _parts(self[key].data))) for key in self.fields)

    def answers(self) -> dict[str, Any]:
        """What can be kept of the row."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}


def _fold(picked: PickField) -> None:
    """Rows are many: their choices fold into a list."""
    pairs: list[tuple[Any, Any]] = list(cast(Any, picked.choices))
    picked.widget = cast(Any, forms.Select())
    picked.choices = [NOTHING_CHOSEN, *(each for each in pairs if each != NOTHING_CHOSEN)]


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class DraftRows:
    """The rows under one key, bound to what was posted or showing what is kept."""

    template = "applications/draft/rows.html"

    def __init__(
        self,
        key: str,
        shape: type[Shape],
        terms: CallTerms,
        *,
        kept: Sequence[Mapping[str, Any]],
        data: QueryDict | None,
        most: int,
        is_needed: bool,
    ) -> None:
        self.key, self.words, self.is_needed, self.most = key, ROWS[key], is_needed, min(most, MOST_ROWS)
        self.problem = ""
        count = _count(data, key, self.most) if data is not None else max(1, len(kept))
        self.rows = [
            DraftRow(
                data,
                shape=shape,
                words=self.words,
                terms=terms,
                number=index + 1,
                prefix=f"{key}-{index}",
                initial=dict(kept[index]) if index < len(kept) else {},
            )
            for index in range(count)
        ]

    @property
    def anchor(self) -> str:
        """Where the list begins on the page."""
        return f"list_{self.key}"

    @property
    def next_row(self) -> int:
        """The number that one more row would bear."""
        return len(self.rows) + 1

    @property
    def may_grow(self) -> bool:
        """Whether one more row may be added."""
        return len(self.rows) < self.most

    def answers(self) -> list[dict[str, Any]]:
        """The rows that hold anything."""
        found = [row.answers() for row in self.rows if not row.was_left_empty]
        return [row for row in found if row]

    def refusals(self) -> Iterator[Refusal]:
        """What is to be mended in the rows."""
        if self.problem:
            yield Refusal(self.words.name, self.problem, self.anchor)
        for row in self.rows:
            for key in row.errors:
                where = f"{self.words.name}{row.number}の{self.words.labels[key]}"
                yield from (Refusal(where, str(error), control_of(row[key])) for error in row.errors[key])


def _count(data: Mapping[str, Any], key: str, most: int) -> int:
    sent = str(data.get(f"{key}-TOTAL", ""))
    return max(1, min(int(sent), most)) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 1


def reshaped(data: QueryDict) -> QueryDict | None:
    """What was posted with one row more or one less, as the pressed button asked; None where none was pressed."""
    key, number = data.get("add", ""), ""
    if not key:
        key, _, number = data.get("remove", "").partition(":")
    if key not in ROWS:
        return None
    changed = data.copy()
    count = _count(data, key, MOST_ROWS + 1)
    if not number:
        changed[f"{key}-TOTAL"] = str(count + 1)
        return changed
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= count):
        return None
    _take_out(changed, key, int(number) - 1)
    changed[f"{key}-TOTAL"] = str(count - 1)
    return changed


def _take_out(data: QueryDict, key: str, index: int) -> None:
    place = re.compile(rf"{re.escape(key)}-(\d{{1,3}})-(.+)")
    found = [(name, match) for name in list(data) if (match := place.fullmatch(name))]
    former = {name: data.getlist(name) for name, _ in found}
    for name, _ in found:
        del data[name]
    for name, match in found:
        at = int(match[1])
        if at != index:
            data.setlist(f"{key}-{at - (at > index)}-{match[2]}", former[name])
