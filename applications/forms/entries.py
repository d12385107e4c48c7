"""Typed text, refused only where nothing can hold it: too much of it, unseen characters, pictures no font can print."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES

from kernel.entry import EntryError, clean_name, clean_prose

# What is longer than any answer could be is not typed but pasted by mistake. It is not sent back to the browser.
LONGEST_ECHO = 20_000

# Characters whose ordinary form is a picture, after the Unicode list of Emoji_Presentation, and what joins them.
_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\U000e0020-\U000e007f\ufe0f\u20e3"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u2614\u2615\u267f\u2693\u26a1\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea"
    "\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf"
    "\u2b50\u2b55]"
)
_UNREADABLE = "\ufffd"

PICTURES_REFUSED = "絵文字は書類に印刷できないため使えません。文字に置き換えてください。"
UNREADABLE_REFUSED = "読み取れない文字が含まれています。入力し直してください。"
PASTE_REFUSED = (
    "入力が長すぎるため受け取れませんでした({length}字)。前の答えに戻しました。短くして入力し直してください。"
)


class EntryField(forms.Field):
    """A field that, when something far too long was pasted, shows the former answer again instead of the paste."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the control shows after a refusal."""
        shown = super().bound_data(data, initial)
        return initial if isinstance(shown, str) and len(shown) > LONGEST_ECHO else shown


def refuse_paste(text: object) -> None:
    """Refuse what is longer than any answer could be, before anything reads it."""
    if isinstance(text, str) and len(text) > LONGEST_ECHO:
        raise ValidationError(PASTE_REFUSED.format(length=f"{len(text):,}"), code="paste")


def read_entry(text: str, reader: Callable[[str], Any]) -> Any:
    """Let a parser of the kernel read the text; its sentence becomes the message at the field."""
    try:
        return reader(text)
    except EntryError as refused:
        raise ValidationError(refused.sentence, code=str(refused.why)) from refused


def read_line(text: str, *, longest: int) -> str:
    """One line of free text, as its writer writes it."""
    return _printable(read_entry(text, clean_name), longest)


def read_prose(text: str, *, longest: int) -> str:
    """Several lines of free text, as their writer writes them."""
    return _printable(read_entry(text, clean_prose), longest)


def _printable(text: str, longest: int) -> str:
    if _UNREADABLE in text:
        raise ValidationError(UNREADABLE_REFUSED, code="unreadable")
    if _PICTURES.search(text):
        raise ValidationError(PICTURES_REFUSED, code="picture")
    if len(text) > longest:
        raise ValidationError(f"{longest}字以内で入力してください(いま{len(text):,}字です)。", code="too_long")
    return text


def is_empty(value: object) -> bool:
    """Say whether a control was left alone; blanks of either width count as nothing."""
    return value in EMPTY_VALUES or (isinstance(value, str) and not value.strip())
