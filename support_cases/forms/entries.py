"""Fields that advisors fill in: plain text as typed, days and moments by the device's own controls."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kernel.entry import EntryError, clean_name, clean_prose

LONGEST_PROSE = 4_000
_MISSING = "入力してください。"


class LineField(forms.CharField):
    """One line, exactly as its writer writes it."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _MISSING})
        super().__init__(strip=False, **kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        """Return the line; refuse what cannot be kept."""
        return _read(clean_name, super().to_python(value), self.longest)


class ProseField(forms.CharField):
    """Several lines, exactly as their writer writes them."""

    def __init__(self, *, longest: int = LONGEST_PROSE, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _MISSING})
        super().__init__(strip=False, widget=forms.Textarea({"rows": rows}), **kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return _read(clean_prose, super().to_python(value), self.longest)


class DayField(forms.DateField):
    """A day, by the calendar of the device."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"required": _MISSING, "invalid": "日付は「2024-10-31」の形で入力してください。"}
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, error_messages=wrong, **kwargs)


class MomentField(forms.DateTimeField):
    """A day and a time, by the controls of the device."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"required": _MISSING, "invalid": "日時は「2024-10-31 14:05」の形で入力してください。"}
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, error_messages=wrong, **kwargs)


class ClockField(forms.TimeField):
    """A time of the day."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"required": _MISSING, "invalid": "時刻は「14:05」の形で入力してください。"}
        widget = forms.TimeInput({"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, error_messages=wrong, **kwargs)


class PickField(forms.ChoiceField):
    """One of several choices, shown as buttons to press."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"required": "どれか一つを選んでください。", "invalid_choice": "表示されている中から選んでください。"}
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(error_messages=wrong, **kwargs)


class SupportForm(forms.Form):
    """Every form of the accompaniment: the browser asks nothing by itself, so that refusals are our own words."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def _read(clean: Any, text: str | None, longest: int) -> str:
    try:
        cleaned: str = clean(text or "")
    except EntryError as refusal:
        raise ValidationError(refusal.sentence, code=str(refusal.why)) from refusal
    if len(cleaned) > longest:
        raise ValidationError(f"{longest:,}字以内で入力してください(いま{len(cleaned):,}字です)。", code="too_long")
    return cleaned
