"""The fourteen figures of a settled year, typed as people write them; an empty field means not known."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kernel.entry import EntryError
from kernel.width import read_whole_number
from support_cases.forms.entries import DayField, SupportForm
from support_cases.models.diagnosis import FIGURE_LABELS

# A result and an equity may be below zero; a count of people or a sum of debts may not.
_MAY_BE_NEGATIVE = frozenset({"operating_profit", "net_assets"})


class FigureField(forms.CharField):
    """A whole number in 全角 or 半角, with commas or without; a loss with a minus sign or △."""

    def __init__(self, *, unit: str, may_be_negative: bool, **kwargs: Any) -> None:
        attrs = {"class": "control control--number", "autocomplete": "off"}
        if not may_be_negative:
            attrs["inputmode"] = "numeric"
        super().__init__(required=False, widget=forms.TextInput(attrs), **kwargs)
        self.unit, self.may_be_negative = unit, may_be_negative

    def prepare_value(self, value: Any) -> Any:
        """Show a kept number in groups of three digits."""
        return f"{value:,}" if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return the number, or None for an empty field."""
        if not (text := str(value or "").strip()):
            return None
        try:
            return read_whole_number(text, unit=self.unit, may_be_negative=self.may_be_negative)
        except EntryError as refusal:
            raise ValidationError(refusal.sentence, code=str(refusal.why)) from refusal


class YearForm(SupportForm):
    """One settled year."""

    settled_on = DayField(label="決算日")
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            self.fields["settled_on"].widget = forms.HiddenInput()
        for name, label in FIGURE_LABELS.items():
            self.fields[name] = FigureField(
                label=label, unit="人" if name == "employees" else "円", may_be_negative=name in _MAY_BE_NEGATIVE
            )

    def figures(self) -> dict[str, int | None]:
        """What was entered."""
        return {name: self.cleaned_data[name] for name in FIGURE_LABELS}
