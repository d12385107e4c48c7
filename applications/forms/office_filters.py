"""The filters of the office's list of files. What they are set to is the address of the list and of its export."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from applications.forms.entries import is_empty, read_entry, refuse_paste
from applications.forms.fields import WholeNumberField
from applications.models import Application
from applications.models.application import CHANNEL_LABELS
from applications.rules.shapes import LARGEST_YEN
from applications.rules.workflow import STATUS_LABELS, TURN_LABELS, Status, Turn
from applications.selectors import current_revisions, terms_in_force
from applications.selectors.office import is_turn_of, newest_amount, newest_judgement
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


class AmountTextField(WholeNumberField):
    """Whole yen in one control, typed in either width, with commas or without."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(unit="円", largest=LARGEST_YEN, **kwargs)


class AmountFilter(django_filters.Filter):
    """A bound of amounts."""

    field_class = AmountTextField


class RangesForm(forms.Form):
    """The filters as they were typed: what begins after its end is a slip, and no list of nothing."""

    def clean(self) -> dict[str, Any]:
        """Refuse a range that is turned round, at its end."""
        given = self.cleaned_data
        for name, word in (("received", "日"), ("amount", "額")):
            least, most = given.get(f"{name}_from"), given.get(f"{name}_to")
            if least is not None and most is not None and least > most:
                self.add_error(f"{name}_to", f"始まりの{word}より前になっています。どちらかを直してください。")
        return given


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
    amount_from = AmountFilter(label="申請できる額(円以上)", method="of_amount", lookup_expr="gte")
    amount_to = AmountFilter(label="申請できる額(円以下)", method="of_amount", lookup_expr="lte")
    status = django_filters.MultipleChoiceFilter(
        label="状態",
        choices=[(status.value, STATUS_WORDS[status]) for status in Status],
        widget=forms.CheckboxSelectMultiple,
        # A file has one status: no row comes twice, and nothing is compared with everything to find that out.
        distinct=False,
    )

    class Meta:
        model = Application
        form = RangesForm
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

    def of_amount(self, rows: QuerySet[Application], name: str, amount: int) -> QuerySet[Application]:
        """Files whose amount at the newest judgement is known and lies within the bound."""
        return rows.alias(amount=newest_amount()).filter(**{f"amount__{self.filters[name].lookup_expr}": amount})
