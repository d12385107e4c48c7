"""The filters of the office's list of files. What they are set to is the address of the list and of its export."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from applications.forms.entries import is_empty, read_entry, refuse_paste
from applications.models import Application
from applications.models.application import CHANNEL_LABELS
from applications.rules.workflow import STATUS_LABELS, TURN_LABELS, Status, Turn
from applications.selectors import current_revisions, terms_in_force
from applications.selectors.office import is_turn_of, newest_judgement
from kernel.verdict import Outcome
from kernel.wareki import parse_date
from kernel.width import fold_code

EVERY = "すべて"
JUDGED_LABELS = {
    Outcome.MET: "満たしています",
    Outcome.REVIEW: "要確認があります",
    Outcome.UNKNOWN: "回答が足りません",
    Outcome.UNMET: "満たしていません",
}
# Of drafts the office sees those that it types in itself.
STATUS_WORDS = {**STATUS_LABELS, Status.DRAFT: "代行入力中"}
_SEARCHED = ("receipt_number", "title", "organisation__name", "organisation__name_kana")


class DayTextField(forms.Field):
    """A day in one control, in either calendar, so that an address stays readable."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """Return the day, or None."""
        refuse_paste(value)
        return None if is_empty(value) else read_entry(str(value), parse_date)


class DayFilter(django_filters.Filter):
    """A bound of days."""

    field_class = DayTextField


class FileFilters(django_filters.FilterSet):
    """What the list of files can be narrowed by."""

    q = django_filters.CharFilter(label="探す言葉", method="search", max_length=100)
    call = django_filters.ChoiceFilter(label="公募", field_name="call_id", empty_label=EVERY)
    turn = django_filters.ChoiceFilter(
        label="だれの番か",
        choices=[(turn.value, TURN_LABELS[turn]) for turn in Turn],
        method="of_turn",
        empty_label=EVERY,
    )
    judged = django_filters.ChoiceFilter(
        label="判定",
        choices=[(outcome.value, label) for outcome, label in JUDGED_LABELS.items()],
        method="of_judgement",
        empty_label=EVERY,
    )
    channel = django_filters.ChoiceFilter(label="提出方法", choices=CHANNEL_LABELS, empty_label=EVERY)
    received_from = DayFilter(label="収受日(から)", field_name="received_on", lookup_expr="gte")
    received_to = DayFilter(label="収受日(まで)", field_name="received_on", lookup_expr="lte")
    status = django_filters.MultipleChoiceFilter(
        label="状態",
        choices=[(status.value, STATUS_WORDS[status]) for status in Status],
        widget=forms.CheckboxSelectMultiple,
        # A file has one status: no row comes twice, and nothing is compared with everything to find that out.
        distinct=False,
    )

    class Meta:
        model = Application
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: QuerySet[Application]) -> None:
        super().__init__(data, queryset)
        self.filters["call"].extra["choices"] = [
            (each.call_id, terms_in_force(each).title) for each in current_revisions().defer("raw_terms")
        ]

    @property
    def found(self) -> QuerySet[Application]:
        """The files that the filters name; none while one of them cannot be read, on the page as in the export."""
        rows: QuerySet[Application] = self.qs if self.is_valid() else self.queryset.none()
        return rows

    def search(self, rows: QuerySet[Application], _name: str, words: str) -> QuerySet[Application]:
        """Every word stands somewhere in the number, the title or the company."""
        for word in words.split():
            found = Q(organisation__corporate_number=fold_code(word))
            for name in _SEARCHED:
                found |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(found)
        return rows

    def of_turn(self, rows: QuerySet[Application], _name: str, turn: str) -> QuerySet[Application]:
        """Files on which it is this side's move."""
        return rows.filter(is_turn_of(Turn(turn)))

    def of_judgement(self, rows: QuerySet[Application], _name: str, outcome: str) -> QuerySet[Application]:
        """Files whose newest judgement came out so."""
        return rows.alias(judged=newest_judgement()).filter(judged=outcome)
