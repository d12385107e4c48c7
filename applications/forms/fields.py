"""The fields of our forms: figures in either width, days in either calendar, choices with a hint, plain text."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError

from applications.forms.entries import EntryField, is_empty, read_entry, read_line, refuse_paste
from kernel.wareki import parse_date
from kernel.width import fold_code, read_whole_number

_REQUIRED_TEXT = "入力してください。"
_REQUIRED_CHOICE = "どれか一つを選んでください。"
_WRONG_CHOICE = "表示されている中から選んでください。"
_YES, _NO = "yes", "no"
_WESTERN_DIGITS = 4
_NUMBER_ATTRS = {"class": "control control--number", "autocomplete": "off"}


class ChoiceText(str):
    """The text of a choice with a hint below it; `proposed` marks the one that fits what was answered before."""

    __slots__ = ("hint", "proposed")

    hint: str
    proposed: bool

    def __new__(cls, text: str, hint: str = "", *, proposed: bool = False) -> Self:
        """Make the text, with what stands beside it."""
        made = super().__new__(cls, text)
        made.hint, made.proposed = hint, proposed
        return made


class LineField(EntryField):
    """One line of free text, kept exactly as typed: names are never normalised."""

    widget = forms.TextInput
    default_error_messages = {"required": _REQUIRED_TEXT}

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text; refuse what cannot be kept or printed."""
        refuse_paste(value)
        return "" if is_empty(value) else read_line(str(value), longest=self.longest)


class WholeNumberField(EntryField):
    """A whole number with its unit behind it, typed in 全角 or 半角, with commas or without."""

    default_error_messages = {"required": _REQUIRED_TEXT}

    def __init__(
        self, *, unit: str = "", least: int = 0, largest: int, may_be_negative: bool = False, **kwargs: Any
    ) -> None:
        self.unit, self.least, self.largest, self.may_be_negative = unit, least, largest, may_be_negative
        # A phone shows its number keys, save where a minus sign may be needed.
        mode = {} if may_be_negative else {"inputmode": "numeric"}
        super().__init__(widget=forms.TextInput({**_NUMBER_ATTRS, **mode}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a kept number in groups of three digits."""
        return f"{value:,}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Return the number, or None for an empty control."""
        refuse_paste(value)
        if is_empty(value):
            return None
        return self._within_bounds(
            read_entry(
                str(value), lambda text: read_whole_number(text, unit=self.unit, may_be_negative=self.may_be_negative)
            )
        )

    def _within_bounds(self, number: int) -> int:
        if abs(number) > self.largest:
            raise ValidationError(f"{self.largest:,}{self.unit}以下で入力してください。", code="too_large")
        if number < self.least and not self.may_be_negative:
            raise ValidationError(f"{self.least:,}{self.unit}以上で入力してください。", code="too_small")
        return number


class QuantityField(EntryField):
    """A quantity with at most two decimals, kept as text so that it stays exact (7.5)."""

    default_error_messages = {"required": _REQUIRED_TEXT}
    _DECIMALS = 2
    _LARGEST = Decimal(9_999_999)

    def __init__(self, *, must_be_positive: bool = False, **kwargs: Any) -> None:
        self.must_be_positive = must_be_positive
        super().__init__(widget=forms.TextInput({**_NUMBER_ATTRS, "inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> str | None:
        """Return the shortest spelling of the quantity, or None for an empty control."""
        refuse_paste(value)
        if is_empty(value):
            return None
        number = self._number(fold_code(str(value)).replace(",", ""))
        if number == 0 and self.must_be_positive:
            raise ValidationError("0より大きい数字を入力してください。", code="not_positive")
        return f"{number.normalize():f}"

    def _number(self, text: str) -> Decimal:
        whole, _, decimals = text.partition(".")
        if not (whole.isascii() and whole.isdigit()) or (decimals and not (decimals.isascii() and decimals.isdigit())):
            raise ValidationError("数字で入力してください(例: 7.5)。", code="not_a_number")
        if len(decimals) > self._DECIMALS:
            raise ValidationError("小数は2桁までで入力してください。", code="too_many_decimals")
        if len(whole) > len(str(self._LARGEST)):
            raise ValidationError("数字の桁数が多すぎます。入力した数字を確かめてください。", code="too_large")
        return Decimal(text.rstrip("."))


class PickField(EntryField, forms.ChoiceField):
    """One of several choices, shown as a list of buttons to press."""

    widget = forms.RadioSelect
    default_error_messages = {"required": _REQUIRED_CHOICE, "invalid_choice": _WRONG_CHOICE}

    def to_python(self, value: Any) -> str:
        """Return the chosen key."""
        refuse_paste(value)
        return str(super().to_python(value))


class YesNoField(PickField):
    """はい or いいえ, read as True or False; None when nothing was chosen."""

    def __init__(self, *, yes: str = "はい", no: str = "いいえ", **kwargs: Any) -> None:
        super().__init__(choices=[(_YES, yes), (_NO, no)], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a kept answer as the choice it was."""
        return {True: _YES, False: _NO}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        """Return the answer."""
        return {_YES: True, _NO: False}.get(super().clean(value))


class DateParts(forms.MultiWidget):
    """A day in three inputs: year, month, day. The year may be 2025 or 令和7."""

    template_name = "dads/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = (("年", "year", ""), ("月", "day", "numeric"), ("日", "day", "numeric"))
        widgets = [forms.TextInput({"label": label, "kind": kind, "inputmode": mode}) for label, kind, mode in parts]
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Split a kept day."""
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        return [value.year, value.month, value.day] if isinstance(value, date) else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say whether the day was refused, so that each part can say it too."""
        context = super().get_context(name, value, attrs)
        context["is_wrong"] = "aria-invalid" in context["widget"]["attrs"]
        return context


class DayField(forms.Field):
    """A day, read from its three parts in either calendar and kept in ISO form."""

    widget = DateParts
    default_error_messages = {"required": _REQUIRED_TEXT}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the inputs show after a refusal: what was typed, unless far too much was pasted."""
        return data if len("".join(map(str, data or []))) < 100 else initial

    def clean(self, value: Any) -> str | None:
        """Return the day as 2025-06-09, or None where nothing was typed and nothing is required."""
        parts = [fold_code(str(part or "")[:100]) for part in value or ["", "", ""]]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(parts):
            raise ValidationError("年・月・日のすべてを入力してください。", code="incomplete")
        day: date = read_entry(f"{_year(parts[0])}年{parts[1]}月{parts[2]}日", parse_date)
        return day.isoformat()


def _year(text: str) -> str:
    """Return the year as typed; two bare digits could be either calendar, so they are not guessed."""
    if text.isdigit() and len(text) < _WESTERN_DIGITS:
        raise ValidationError("年は「2025」か「令和7」のように入力してください。", code="which_calendar")
    return text.removesuffix("年")
