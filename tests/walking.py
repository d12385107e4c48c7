"""What a walk through the house needs: every address with its arguments, and every answer as text."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver

from tests.papers.reading import page_texts

_NOT_PAGES = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


def named_addresses(patterns: Any, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address that has a name, by its full name, with the arguments it asks for."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from named_addresses(each.url_patterns, (*spaces, *filter(None, (each.namespace,))))
        elif isinstance(each, URLPattern) and each.name:
            yield ":".join((*spaces, each.name)), arguments_of(each)


def arguments_of(pattern: URLPattern) -> tuple[str, ...]:
    """What an address asks for."""
    return tuple(sorted(pattern.pattern.regex.groupindex))


def text_of(answer: HttpResponse) -> str:
    """What a reader gets: the text of a page, a paper, a book of tables, or whatever else was handed out."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    kind = answer.headers.get("Content-Type", "")
    if "pdf" in kind:
        return "".join(page_texts(data))
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(BytesIO(data))
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    text = data.decode("utf-8", errors="replace")
    return _TAGS.sub(" ", _NOT_PAGES.sub(" ", text)) if "html" in kind else text
