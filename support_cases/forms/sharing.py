"""What a company types when it lets an institution see something, and how it narrows the log of looks."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Organisation
from records.models import AuditEvent
from support_cases.forms.days import DayTextField
from support_cases.rules.sharing import CATEGORY_LABELS, Category

_A_YEAR = timedelta(days=364)
_CHOICES = tuple((each.value, CATEGORY_LABELS[each]) for each in Category)


class ConsentForm(forms.Form):
    """To which institution, what, from when and until when."""

    use_required_attribute = False

    institution = forms.ModelChoiceField(
        label="支援機関",
        queryset=Organisation.objects.none(),
        empty_label="選んでください",
        error_messages={
            "required": "支援機関を選んでください。",
            "invalid_choice": "表示されている中から選んでください。",
        },
    )
    categories = forms.MultipleChoiceField(
        label="見せるもの",
        choices=_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "見せるものを1つ以上選んでください。"},
    )
    starts_on = DayTextField(label="いつから")
    until = DayTextField(
        label="いつまで", help_text="この日の終わりまで見えます。期限が来ると、自動で見えなくなります。"
    )

    def __init__(
        self, data: Any = None, *, institutions: QuerySet[Organisation], today: date, chosen: Any = None
    ) -> None:
        first = {"starts_on": today, "until": today + _A_YEAR, **(chosen or {})}
        super().__init__(data, initial=first, label_suffix="")
        field = self.fields["institution"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = institutions

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, at the field."""
        said = super().clean() or {}
        starts_on, until = said.get("starts_on"), said.get("until")
        if starts_on and until and until < starts_on:
            self.add_error("until", "始まりの日と同じか、後の日にしてください。")
        return said

    def chosen_categories(self) -> tuple[Category, ...]:
        """The ticked categories."""
        return tuple(Category(each) for each in self.cleaned_data["categories"])


class LookFilters(forms.Form):
    """Which looks the company wants to see."""

    who = forms.CharField(label="見た人・機関", max_length=100, required=False)
    seen_from = DayTextField(label="見た日(から)", required=False)
    seen_to = DayTextField(label="見た日(まで)", required=False)

    def found(self, rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """The looks that are asked for, by Tokyo's days; none while one answer cannot be read."""
        if not self.is_valid():
            return rows.none()
        said = self.cleaned_data
        if said["who"]:
            rows = rows.filter(actor_label__icontains=said["who"])
        if said["seen_from"]:
            rows = rows.filter(at__date__gte=said["seen_from"])
        return rows.filter(at__date__lte=said["seen_to"]) if said["seen_to"] else rows
