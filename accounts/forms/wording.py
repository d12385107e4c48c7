"""Our words on the library's forms: no placeholder instead of a label, and no refusal that does not name its field."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms

from kernel.entry import EntryError, clean_name


def words(**by_name: str) -> Mapping[str, str]:
    """Words by the name of the field."""
    return MappingProxyType(by_name)


def names_as_written(text: str) -> None:
    """Refuse what would break a line or turn it round: names stand in letters, beside links that people trust."""
    try:
        clean_name(text)
    except EntryError as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    if "://" in text or "www." in text.lower():
        raise forms.ValidationError("ここにURLは入力できません。")


class Worded(forms.Form):
    """A form whose fields are named here."""

    LABELS: Mapping[str, str] = words()
    SUPPORT: Mapping[str, str] = words()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABELS.get(name, field.label)
            field.help_text = self.SUPPORT.get(name, "")
            field.error_messages["required"] = "入力してください。"
