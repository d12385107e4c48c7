"""Papers as pictures: text cut off or overprinted is still extracted, so only the picture proves a page.

`pytest tests/papers --golden` writes the pictures anew; whoever does looks at the difference.
"""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.papers.conftest import sample_pdf
from tests.papers.reading import pictures

GOLDENS = Path(__file__).parent / "goldens"
# Another build of FreeType may shade an edge otherwise; a moved line changes far more.
CLEARLY_OTHER = 96
TOLERATED_SHARE = 0.001


def _difference(page: Image.Image, golden: Image.Image) -> float:
    """Return the share of points that differ clearly; pages of other sizes differ altogether."""
    if page.size != golden.size:
        return 1.0
    histogram = ImageChops.difference(page, golden).histogram()
    return sum(histogram[CLEARLY_OTHER:]) / sum(histogram)


def _write_goldens(name: str, pages: list[Image.Image]) -> None:
    GOLDENS.mkdir(exist_ok=True)
    for old in GOLDENS.glob(f"{name}-*.png"):
        old.unlink()
    for number, page in enumerate(pages, 1):
        page.quantize(16).save(GOLDENS / f"{name}-{number:02}.png", optimize=True)


def test_pages_look_as_they_were_approved(kind_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    pages = pictures(sample_pdf(kind_name))
    if request.config.getoption("--golden"):
        _write_goldens(kind_name, pages)
    goldens = [Image.open(path).convert("L") for path in sorted(GOLDENS.glob(f"{kind_name}-*.png"))]
    assert len(pages) == len(goldens)
    changed = [
        number
        for number, (page, golden) in enumerate(zip(pages, goldens, strict=True), 1)
        if _difference(page, golden) > TOLERATED_SHARE
    ]
    for number in changed:
        ImageChops.difference(pages[number - 1], goldens[number - 1]).save(tmp_path / f"{kind_name}-{number:02}.png")
    assert changed == [], f"differences are drawn in {tmp_path}"


def test_a_moved_line_would_be_noticed() -> None:
    page = pictures(sample_pdf("precheck_result"))[0]
    assert _difference(page, ImageChops.offset(page, 0, 2)) > TOLERATED_SHARE


def test_style_sheets_of_papers_hide_nothing() -> None:
    sheets = sorted((Path(__file__).parents[2] / "static" / "papers").glob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        for hiding in ("overflow:", "overflow-x", "overflow-y", "display: none", "visibility:", "clip", "max-height"):
            assert hiding not in text, f"{sheet.name} hides by {hiding}"
