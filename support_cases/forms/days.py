"""A day in one control, in either calendar."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kernel.entry import EntryError
from kernel.wareki import format_wareki, parse_date

_LONGEST = 40


class DayTextField(forms.Field):
    """A day typed as 令和8年3月31日, R8.3.31 or 2026-03-31."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"required": "日付を入力してください。"}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a kept day as people write it."""
        return format_wareki(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """Return the day, or None for an empty control."""
        if not isinstance(value, str):
            return value if isinstance(value, date) else None
        if not value.strip():
            return None
        try:
            return parse_date(value[:_LONGEST])
        except EntryError as refused:
            raise ValidationError(refused.sentence, code=str(refused.why)) from refused
