"""Rows and filters as markup. A list of twenty-five rows is a few hundred fields: each is one piece of text here."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import repeat

from django.forms import Form, MultipleChoiceField
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from records.tables.columns import Cell, Tick

_CHIP = (
    '<td><span class="chip tone-{}"><svg class="icon" aria-hidden="true" focusable="false">'
    '<use href="{}#{}"></use></svg>{}</span></td>'
)
_TEXT = '<input type="text" class="control" name="{}" id="{}" value="{}"{}>'
# The form that takes the ticks stands above the table: rows are no part of it by their place.
TICKS = "ticks"
_TICK = (
    f'<td class="list-table__tick"><label><input type="checkbox" form="{TICKS}" name="{TICKS}" value="{{}}"{{}}>'
    '<span class="visually-hidden">{}</span></label></td>'
)
_WRONG = ' aria-invalid="true" aria-describedby="{}"'


def marked_rows(
    rows: Iterable[Sequence[Cell]], ticks: Sequence[Tick | None] = (), *, is_ticked: bool = False
) -> SafeString:
    """The body of the table. Everything that is not ours is escaped where it enters."""
    icons = static("icons.svg")
    # Joined as plain text and called safe once, at the end: so said of each field, the list takes half as long again.
    lines = ("".join(_marked(cell, icons) for cell in row) for row in rows)
    boxes = (_box(tick, is_ticked=is_ticked) for tick in ticks) if ticks else repeat("")
    return SafeString("\n".join(f"<tr>{box}{line}</tr>" for box, line in zip(boxes, lines, strict=False)))


def _box(tick: Tick | None, *, is_ticked: bool) -> str:
    if tick is None:
        return "<td></td>"
    return _TICK.format(escape(tick.value), " checked" if is_ticked else "", escape(tick.label))


def _marked(cell: Cell, icons: str) -> str:
    text = escape(cell.text)
    if cell.head:
        return f'<th scope="row"><a class="no-visited" href="{escape(cell.url)}">{text}</a></th>'
    if cell.chip is not None:
        return _CHIP.format(escape(cell.chip.tone), icons, escape(cell.chip.icon), escape(cell.chip.label))
    if cell.number:
        return f'<td class="number">{text}</td>'
    if cell.whole:
        return f'<td class="nowrap">{text}</td>'
    return f'<td class="list-table__wide">{text}</td>' if cell.wide else f"<td>{text}</td>"


def marked_filters(form: Form) -> SafeString:
    """The controls of the filters, each with its label and, where it was refused, its reason."""
    return format_html_join("\n", "{}", ((_filter(form[name]),) for name in form.fields))


def _filter(field: BoundField) -> SafeString:
    wrong = SafeString("field field--wrong") if field.errors else SafeString("field")
    if isinstance(field.field, MultipleChoiceField):
        body = '<fieldset class="{}"><legend>{}</legend>{}<div class="choices">{}</div></fieldset>'
        return format_html(body, wrong, field.label, _errors(field), _ticks(field))
    control = _select(field) if hasattr(field.field, "choices") else _text(field)
    body = '<div class="{}"><label class="field__label" for="{}">{}</label>{}{}</div>'
    return format_html(body, wrong, field.auto_id, field.label, _errors(field), control)


def _errors(field: BoundField) -> SafeString:
    if not field.errors:
        return SafeString("")
    return format_html('<p class="field__error" id="{}_error">{}</p>', field.auto_id, " ".join(map(str, field.errors)))


def _wrong(field: BoundField) -> SafeString:
    return format_html(_WRONG, f"{field.auto_id}_error") if field.errors else SafeString("")


def _text(field: BoundField) -> SafeString:
    return format_html(_TEXT, field.html_name, field.auto_id, field.value() or "", _wrong(field))


def _select(field: BoundField) -> SafeString:
    options = _options(field, {str(field.value() or "")}, "selected")
    body = '<select class="control" name="{}" id="{}"{}>{}</select>'
    return format_html(body, field.html_name, field.auto_id, _wrong(field), options)


def _options(field: BoundField, chosen: set[str], mark: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(f" {mark}" if str(value) in chosen else ""), word) for value, word in _choices(field)),
    )


def _ticks(field: BoundField) -> SafeString:
    chosen = {str(value) for value in field.value() or ()}
    return format_html_join(
        "",
        '<label class="choice" for="{0}_{1}"><input type="checkbox" name="{2}" id="{0}_{1}" value="{3}"{4}>'
        "<span>{5}</span></label>",
        (
            (field.auto_id, place, field.html_name, value, SafeString(" checked" if value in chosen else ""), word)
            for place, (value, word) in enumerate(_choices(field))
        ),
    )


def _choices(field: BoundField) -> Iterable[tuple[str, str]]:
    return ((str(value), str(word)) for value, word in getattr(field.field, "choices", ()))
