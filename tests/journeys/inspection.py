"""What must hold of every page a visitor sees, whatever the device."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

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
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # What is in order is not described: that takes longer than finding out.
    "resultTypes": ["violations"],
}
_AXE = "asked => axe.run(asked)"


def give_axe(context: BrowserContext) -> None:
    """Let every page of this visitor come with axe in it: handed to a finished page it costs three times as much."""
    context.add_init_script(AXE_SCRIPT)


def inspect(page: Page, *, scripts: bool = True) -> None:
    """Assert that everybody can use this page. axe itself is a script: without scripts the rest is looked at."""
    page.wait_for_load_state()
    assert page.evaluate(_UNLABELLED) == [], page.url
    shape = page.evaluate(_SHAPE)
    assert shape == {"language": "ja", "headings": 1, "wide": False}, (page.url, shape)
    if (page.viewport_size or {"width": 0})["width"] < 768:
        assert page.evaluate(_SMALL) == [], page.url
    violations = _violations(page) if scripts else []
    assert violations == [], f"{page.url}: {violations}"


def _violations(page: Page) -> list[tuple[str, list[Any]]]:
    found = page.evaluate(_AXE, _WHAT_AXE_ASKS)["violations"]
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]
