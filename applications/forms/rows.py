"""Lists that grow: rows are added and taken away by ordinary buttons, so that no script is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from applications.forms.entries import LONGEST_ECHO, is_empty
from applications.forms.questions import Answers, Asking, QuestionForm

MOST_ROWS = 30
TypedRow = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowField:
    """A field of a row and how much room it takes."""

    bound: forms.BoundField
    wrapper_class: str = ""


def _is_blank(value: Any) -> bool:
    """Say whether a control, or each of its parts, was left alone."""
    return all(map(is_empty, value)) if isinstance(value, list) else is_empty(value)


class RowForm(forms.Form):
    """One row. Fields named in `wide` take the full width; those in `folded` wait behind a disclosure."""

    wide: ClassVar[frozenset[str]] = frozenset()
    folded: ClassVar[tuple[str, ...]] = ()
    use_required_attribute = False

    def __init__(self, *args: Any, asking: Asking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.asking = asking
        self.fields.update(self.make_fields())

    def make_fields(self) -> dict[str, forms.Field]:
        """Return the fields that depend on the call."""
        return {}

    def has_changed(self) -> bool:
        """Say whether anything was typed: a row left empty is no row, and one kept as it was still is one."""
        return any(not _is_blank(self[name].data) for name in self.fields)

    def row(self) -> TypedRow:
        """Return the row in the shape of the contract; what was left empty is not known yet."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def shown_fields(self) -> list[RowField]:
        """Return the fields in sight."""
        return [self._row_field(name) for name in self.fields if name not in self.folded]

    @property
    def folded_fields(self) -> list[RowField]:
        """Return the fields behind the disclosure."""
        return [self._row_field(name) for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Say whether something behind the disclosure was answered or refused."""
        return any(self[name].errors or not _is_blank(self[name].value()) for name in self.folded)

    def _row_field(self, name: str) -> RowField:
        return RowField(self[name], "field--wide" if name in self.wide else "")


if TYPE_CHECKING:
    _RowSet = BaseFormSet[RowForm]
else:
    _RowSet = BaseFormSet


class Rows(_RowSet):
    """The rows of a page. Empty ones are ignored, so that one may always stand ready."""

    default_error_messages = {
        "missing_management_form": "送られた内容の一部が欠けています。もう一度送ってください。",
        "too_many_forms": f"行は{MOST_ROWS}行までです。",
    }

    def initial_form_count(self) -> int:
        """Treat every sent row alike, whether it was shown before or has just been added."""
        return 0 if self.is_bound else super().initial_form_count()

    def rows(self) -> list[TypedRow]:
        """Return the filled rows."""
        return [form.row() for form in self.forms if form.has_changed()]


class RowsForm(QuestionForm):
    """A page with rows, and perhaps a few fields above them."""

    template = "applications/precheck/rows.html"
    fact: ClassVar[str]
    row_form: ClassVar[type[RowForm]]
    row_name: ClassVar[str]
    folded_name: ClassVar[str] = ""
    spare_rows: ClassVar[int] = 1

    def __init__(self, data: QueryDict | None, asking: Asking, *, typed: Sequence[TypedRow] | None = None) -> None:
        super().__init__(data, asking)
        kept = self.known_rows() if typed is None else list(typed)
        spare = max(1 if not kept else 0, self.spare_rows - len(kept)) if typed is None else 0
        factory = formset_factory(
            self.row_form, formset=Rows, extra=spare, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
        )
        # What was kept may stand in for a refused paste only while every row is still in its place.
        is_in_place = data is None or data.get("row-TOTAL_FORMS") == str(len(kept))
        rows = factory(data, initial=kept if is_in_place else None, prefix="row", form_kwargs={"asking": asking})
        self.rows = cast("Rows", rows)

    def known_rows(self) -> list[TypedRow]:
        """Return the rows kept earlier, as the fields show them."""
        return [dict(row) for row in self.known(self.fact) or []]

    def is_valid(self) -> bool:
        """Judge the fields above and every row, so that all refusals show at once."""
        is_head_valid, are_rows_valid = super().is_valid(), self.rows.is_valid()
        return is_head_valid and are_rows_valid

    def show_typed(self, data: QueryDict) -> None:
        """Show the fields above the rows as they were typed, unjudged."""
        for name, field in self.fields.items():
            field.initial = field.widget.value_from_datadict(data, {}, name)

    def answers(self) -> Answers:
        """Return the rows under the fact's name; no rows at all are no answer."""
        return {self.fact: self.rows.rows() or None}

    @property
    def next_row(self) -> int:
        """Return the number that one more row would bear."""
        return self.rows.total_form_count() + 1

    @property
    def may_grow(self) -> bool:
        """Say whether one more row may be added."""
        return self.rows.total_form_count() < MOST_ROWS


def typed_rows(data: Mapping[str, Any], row_form: type[RowForm], asking: Asking) -> list[TypedRow]:
    """Return the rows as typed, unjudged: what a page shows again when a row is added or taken away."""
    sent = str(data.get("row-TOTAL_FORMS", ""))
    count = min(int(sent), MOST_ROWS) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
    rows = [row_form(prefix=f"row-{index}", asking=asking) for index in range(count)]
    return [{name: _typed(data, row, name, field) for name, field in row.fields.items()} for row in rows]


def _typed(data: Mapping[str, Any], row: RowForm, name: str, field: forms.Field) -> Any:
    value = field.widget.value_from_datadict(data, {}, row.add_prefix(name))
    return "" if isinstance(value, str) and len(value) > LONGEST_ECHO else value
