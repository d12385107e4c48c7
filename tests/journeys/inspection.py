"""What must hold of every page a visitor sees, whatever the device."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_UNLABELLED = """() => [...document.querySelectorAll("input, select, textarea")]
  .filter((control) => !["hidden", "submit"].includes(control.type))
  .filter((control) => ![...(control.labels ?? [])].some((label) => label.textContent.trim()))
  .map((control) => control.outerHTML)"""

_SMALL = """() => [...document.querySelectorAll("a.button, button, summary, .choice, .control, .questions a")]
  .filter((target) => !target.closest(".visually-hidden") && target.checkVisibility())
  .map((target) => [target.outerHTML.slice(0, 120), target.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.5)"""

_SHAPE = """() => ({
  language: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
})"""

_WHAT_AXE_ASKS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def inspect(page: Page, *, scripts: bool = True) -> None:
    """Assert that everybody can use this page. axe itself is a script: without scripts the rest is looked at."""
    assert page.evaluate(_UNLABELLED) == [], page.url
    shape = page.evaluate(_SHAPE)
    assert shape == {"language": "ja", "headings": 1, "wide": False}, (page.url, shape)
    if (page.viewport_size or {"width": 0})["width"] < 768:
        assert page.evaluate(_SMALL) == [], page.url
    violations = _violations(page) if scripts else []
    assert violations == [], f"{page.url}: {violations}"


def _violations(page: Page) -> list[tuple[str, list[Any]]]:
    found = Axe().run(page, options=_WHAT_AXE_ASKS).response["violations"]
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]
