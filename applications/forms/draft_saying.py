"""Kept answers in the words of their own fields: for the page that confirms, and for two editors who differ."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import forms

from applications.forms.draft import DraftForm
from applications.forms.draft_fields import MonthField, SentencesField
from applications.forms.draft_rows import control_of
from applications.forms.fields import DayField
from applications.rules.needs import is_blank
from applications.rules.sentences import word_of
from kernel.money import format_number

BLANK = "(入力なし)"


def anchor_of(form: DraftForm, key: str) -> str:
    """Where on its page a key is answered."""
    if key in form.lists:
        return form.lists[key].anchor
    place = key.replace("extra.", "extra-")
    places = (place,) if place in form.fields else form.places.get(key, ())
    return control_of(form[places[0]]) if places else ""


def label_of(form: DraftForm, key: str) -> str:
    """What a key is called on its page."""
    if key in form.lists:
        return form.lists[key].words.name
    return str(form[form.places[key][0]].label)


def said(form: DraftForm, key: str, value: Any) -> tuple[str, ...]:
    """A value under a key, line by line."""
    if is_blank(value):
        return (BLANK,)
    if key in form.lists:
        return tuple(_row(form, key, number, row) for number, row in enumerate(value, start=1))
    if key == "taxable_income":
        return tuple(f"{format_number(each)}円" for each in value)
    if key == "extra":
        return tuple(_own(form, name, each) for name, each in value.items())
    return tuple(_words(form.fields[form.places[key][0]], value))


def _own(form: DraftForm, name: str, value: Any) -> str:
    place = f"extra-{name}"
    if place not in form.fields:
        return str(value)
    return f"{form[place].label}:{'、'.join(_words(form.fields[place], value))}"


def _row(form: DraftForm, key: str, number: int, row: Mapping[str, Any]) -> str:
    rows = form.lists[key]
    fields = rows.rows[0].fields
    told = [
        f"{rows.words.labels[name]} {'、'.join(_words(fields[name], row[name]))}"
        for name in rows.words.labels
        if not is_blank(row.get(name))
    ]
    return f"{number}. {' / '.join(told)}"


def _words(field: forms.Field, value: Any) -> Iterator[str]:
    if isinstance(field, SentencesField):
        texts = dict(field.sentences.values())
        yield from (texts.get(each, each) for each in value)
    elif isinstance(field, forms.MultipleChoiceField):
        yield from (_choice(field, each) for each in value)
    elif isinstance(field, forms.ChoiceField):
        yield _choice(field, field.prepare_value(value))
    elif isinstance(field, MonthField):
        year, _, month = str(value).partition("-")
        yield f"{year}年{int(month)}月"
    elif isinstance(field, DayField):
        yield word_of(datetime.fromisoformat(value) if "T" in str(value) else date.fromisoformat(str(value)))
    elif isinstance(value, int):
        yield f"{format_number(value)}{getattr(field, 'unit', '')}"
    else:
        yield from str(value).splitlines()


def _choice(field: Any, value: Any) -> str:
    for key, text in field.choices:
        if isinstance(text, list | tuple):
            for inner, label in text:
                if str(inner) == str(value):
                    return str(label)
        elif str(key) == str(value):
            return str(text)
    return str(value)
