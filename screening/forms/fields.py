"""The fields of the screening's forms: a reason, a line, a day in either calendar, a small count."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES

from applications.rules.section_shapes.asking import LONGEST_REASON
from kernel.entry import EntryError, clean_name, clean_prose
from kernel.wareki import format_wareki, parse_date
from kernel.width import read_whole_number

# Longer than any reason: pasted by mistake.
_LONGEST_PASTE = 20_000


class PlainForm(forms.Form):
    """A form whose refusals are ours alone, not the browser's."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class ReasonField(forms.Field):
    """A reason in a few lines, kept as typed."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"required": "理由を入力してください。"}, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text; refuse what cannot be kept."""
        return "" if _is_empty(value) else _short(_read(_pasted(value), clean_prose), LONGEST_REASON)


class LineField(forms.Field):
    """One line, kept as typed: names are never normalised."""

    widget = forms.TextInput

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(error_messages={"required": "入力してください。"}, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text; refuse what cannot be kept."""
        return "" if _is_empty(value) else _short(_read(_pasted(value), clean_name), self.longest)


class DayField(forms.Field):
    """A day in one control, in either calendar."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"required": "日を入力してください(例: 令和7年4月1日)。"}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a kept day as people write it."""
        return format_wareki(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """Return the day, or None for an empty control."""
        return None if _is_empty(value) else _read(_pasted(value), parse_date)


class CountField(forms.Field):
    """A whole number within bounds, typed in either width."""

    def __init__(self, *, unit: str, least: int, most: int, **kwargs: Any) -> None:
        self.unit, self.least, self.most = unit, least, most
        widget = forms.TextInput({"class": "control control--number", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, error_messages={"required": "数を入力してください。"}, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the number, or None for an empty control."""
        if _is_empty(value):
            return None
        number: int = _read(_pasted(value), lambda text: read_whole_number(text, unit=self.unit))
        if not self.least <= number <= self.most:
            raise ValidationError(f"{self.least}から{self.most}までの数を入力してください。")
        return number


def _is_empty(value: object) -> bool:
    return value in EMPTY_VALUES or (isinstance(value, str) and not value.strip())


def _pasted(value: object) -> str:
    text = str(value)
    if len(text) > _LONGEST_PASTE:
        raise ValidationError(f"入力が長すぎるため受け取れませんでした({len(text):,}字)。短くしてください。")
    return text


def _read(text: str, reader: Callable[[str], Any]) -> Any:
    try:
        return reader(text)
    except EntryError as refused:
        raise ValidationError(refused.sentence) from refused


def _short(text: str, longest: int) -> str:
    if len(text) > longest:
        raise ValidationError(f"{longest}字以内で入力してください(いま{len(text):,}字です)。")
    return text
