"""Fields of the draft that the pre-check has no need of: prose, moments, months, several choices, checked codes."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from applications.forms.entries import EntryField, is_empty, read_prose, refuse_paste
from applications.forms.fields import DateParts, DayField, LineField, PickField, QuantityField
from kernel.calendar import TOKYO
from kernel.width import fold_code

Reader = Callable[[str], str]
_WRONG_CHOICE = "表示されている中から選んでください。"
_LONGEST_PART = 100
_FINE = 4


class CheckedLineField(LineField):
    """One line that a parser reads as well: a number with a check digit, a postal code, an address of mail."""

    def __init__(self, *, readers: Sequence[Reader], **kwargs: Any) -> None:
        self.readers = readers
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text as the parsers spell it."""
        text = super().to_python(value)
        return _read(text, self.readers) if text else ""


class CodeField(EntryField):
    """A code of digits in either width."""

    def __init__(self, *, digits: int, **kwargs: Any) -> None:
        self.digits = digits
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the digits; refuse any other number of them."""
        refuse_paste(value)
        text = "" if is_empty(value) else fold_code(str(value))
        if text and not (text.isascii() and text.isdigit() and len(text) == self.digits):
            raise ValidationError(f"{self.digits}桁の数字で入力してください。", code="digits")
        return text


class ProseField(EntryField):
    """Several lines of free text with the number of characters that are left."""

    widget = forms.Textarea
    counted = True

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.max_length = longest
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002 - Django's own hook
        """Leave the height to the style sheet."""
        return {"rows": 4}

    def to_python(self, value: Any) -> str:
        """Return the text; refuse what cannot be kept or printed."""
        refuse_paste(value)
        return "" if is_empty(value) else read_prose(str(value), longest=self.max_length)


class FineQuantityField(QuantityField):
    """A quantity with up to four decimals, as the budget keeps them."""

    _DECIMALS = _FINE


class NumberedPickField(PickField):
    """One of several choices whose keys are whole numbers."""

    def prepare_value(self, value: Any) -> Any:
        """Show a kept number as the key it was chosen by."""
        return str(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Return the number, or None where nothing was chosen."""
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class SeveralField(forms.MultipleChoiceField):
    """Any number of choices."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid_choice": _WRONG_CHOICE, "invalid_list": _WRONG_CHOICE}


class SentencesField(SeveralField):
    """Sentences to be signed. A choice is named after the sentence itself, so that a changed one is never signed."""

    def __init__(self, *, sentences: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        self.sentences = sentences
        super().__init__(choices=[(name, shown) for name, (_, shown) in sentences.items()], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show kept sentences as the choices they were."""
        if not isinstance(value, list | tuple):
            return value
        names = {sentence: name for name, (sentence, _) in self.sentences.items()}
        return [names.get(each, each) for each in value]

    def clean(self, value: Any) -> list[str]:
        """Return the sentences themselves, in the order of the call."""
        chosen = set(super().clean(value))
        return [sentence for name, (sentence, _) in self.sentences.items() if name in chosen]


class MonthParts(DateParts):
    """A month in two inputs."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = self.widgets[:2]
        self.widgets_names = ["_0", "_1"]

    def decompress(self, value: Any) -> list[Any]:
        """Split a kept month (2025-08)."""
        year, _, month = str(value or "").partition("-")
        return [year, str(int(month)) if month.isdigit() else month]


class MonthField(DayField):
    """A month in either calendar, kept as 2025-08."""

    widget = MonthParts

    def clean(self, value: Any) -> str:
        """Return the month, or nothing."""
        parts = [*(value or ["", ""])][:2]
        if not any(str(part or "").strip() for part in parts):
            return ""
        if not all(str(part or "").strip() for part in parts):
            raise ValidationError("年と月の両方を入力してください。", code="incomplete")
        day = super().clean([*parts, "1"])
        return (day or "")[:7]


class MomentParts(DateParts):
    """A day with the time of day in five inputs."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        parts = (("時", "day", "numeric"), ("分", "day", "numeric"))
        widgets = [forms.TextInput({"label": label, "kind": kind, "inputmode": mode}) for label, kind, mode in parts]
        self.widgets = [*self.widgets, *widgets]
        self.widgets_names = [f"_{number}" for number in range(len(self.widgets))]

    def decompress(self, value: Any) -> list[Any]:
        """Split a kept moment into its parts in Tokyo."""
        if isinstance(value, str) and "T" in value:
            day, _, clock = value.partition("T")
            return [*super().decompress(day), clock[:2], clock[3:5]]
        return ["", "", "", "", ""]


class MomentField(DayField):
    """A day and a time of day in Tokyo; without a time the day's first moment."""

    widget = MomentParts

    def clean(self, value: Any) -> str | None:
        """Return the moment with its offset."""
        parts = [fold_code(str(part or "")[:_LONGEST_PART]) for part in value or []]
        parts += [""] * (5 - len(parts))
        day = super().clean(parts[:3])
        hour, minute = (_clock_part(text, most) for text, most in zip(parts[3:], (23, 59), strict=True))
        if day is None:
            if any(parts[3:]):
                raise ValidationError("年・月・日のすべてを入力してください。", code="incomplete")
            return None
        offset = TOKYO.utcoffset(None)
        hours = int(offset.total_seconds() // 3_600) if offset else 9
        return f"{day}T{hour:02d}:{minute:02d}:00+{hours:02d}:00"


def _clock_part(text: str, most: int) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= most):
        raise ValidationError("時刻は0時0分から23時59分までの数字で入力してください。", code="clock")
    return int(text)


def _read(text: str, readers: Sequence[Reader]) -> str:
    for reader in readers:
        try:
            text = reader(text)
        except ValueError as refused:
            raise ValidationError(str(refused), code="unreadable") from refused
    return text
