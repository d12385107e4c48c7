"""What the tests of a draft's pages share: the pages of a file, and a page's own form as a browser would send it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

from applications.models import Application
from applications.rules.sections import SectionKey


def pages_of(draft: Application) -> list[str]:
    """The address of every page of a draft that answers to GET for its editors."""
    base = f"/applications/{draft.pk}/"
    sections = [f"{base}sections/{key.value}/" for key in SectionKey]
    lines = [f"{base}costs/{key}/" for key in draft.cost_lines.order_by("position").values_list("pk", flat=True)]
    return [base, *sections, *lines, f"{base}confirm/"]


class FormReader(HTMLParser):
    """The values that the page's autosaving form would send if its button were pressed at once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._is_inside = False
        self._area = self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form" and "data-autosave" in found:
            self._is_inside = True
        if not self._is_inside:
            return
        if tag == "input" and found.get("type") not in {"submit", "file"}:
            self._input(found)
        elif tag == "textarea":
            self._area = found["name"]
            self.values[self._area] = [""]
        elif tag == "select":
            self._select = found["name"]
        elif tag == "option" and "selected" in found:
            self.values[self._select] = [found.get("value", "")]

    def _input(self, found: dict[str, str]) -> None:
        if found.get("type") in {"radio", "checkbox"} and "checked" not in found:
            return
        self.values.setdefault(found["name"], []).append(found.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data.removeprefix("\n") if not self.values[self._area][0] else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form":
            self._is_inside = False


def form_on(client: Client, url: str) -> dict[str, Any]:
    """The form of a page as it stands."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return {
        name: values
        for name, values in FormReader(answer.content.decode()).values.items()
        if name != "csrfmiddlewaretoken"
    }
