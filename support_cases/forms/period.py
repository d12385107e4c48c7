"""The days that a statistic is asked for; asked for nothing, it is the fiscal year of today."""

from datetime import date
from typing import Any

from django import forms

from support_cases.forms.days import DayTextField
from support_cases.rules.counting import Period, fiscal_year_of


class PeriodForm(forms.Form):
    """From which day to which; the address keeps them."""

    first = DayTextField(label="いつから", required=False)
    last = DayTextField(label="いつまで", required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        year = fiscal_year_of(today)
        asked = {name: data.get(name) or kept for name, kept in (("first", year.first), ("last", year.last))}
        super().__init__(asked, label_suffix="")
        self._year = year

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, at the field."""
        said = super().clean() or {}
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", "始まりの日と同じか、後の日にしてください。")
        return said

    @property
    def period(self) -> Period:
        """The days asked for; the fiscal year while they cannot be read."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"]) if self.is_valid() else self._year
