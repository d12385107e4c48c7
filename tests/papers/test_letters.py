"""Letters of names as ink: neither folded into another letter, nor a box, nor missing."""

from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.papers.conftest import sample_of

SCALE = 6
# Old and personal forms beside the common letters they must not turn into.
NAMES = "髙高﨑崎𠮷吉㈱\ufa19神\ufa10塚\ufa1a祥"


def _inks(pdf: bytes, text: str) -> Iterator[Image.Image]:
    """Yield the picture of each letter of a text that stands on the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=SCALE).to_pil().convert("L")
        text_page = page.get_textpage()
        start, _ = text_page.search(text[0]).get_next()
        units = range(start, start + len(text.encode("utf-16-le")) // 2)
        # A letter beyond U+FFFF counts twice, at one place.
        for left, bottom, right, top in dict.fromkeys(text_page.get_charbox(unit, loose=False) for unit in units):
            box = (left, page.get_height() - top, right, page.get_height() - bottom)
            yield picture.crop(tuple(round(side * SCALE) for side in box)).resize((48, 48))


def _blackness(picture: Image.Image) -> float:
    histogram = picture.histogram()
    return sum(count * (255 - value) for value, count in enumerate(histogram)) / 255 / sum(histogram)


@pytest.fixture
def inks(changed: Callable[..., bytes]) -> list[Image.Image]:
    applicant = sample_of("application")["applicant"] | {"representative_name": f"〓{NAMES}□"}
    return list(_inks(changed("application", applicant=applicant), f"〓{NAMES}□"))


def test_each_letter_has_ink_of_its_own(inks: list[Image.Image]) -> None:
    assert len(inks) == len(NAMES) + 2
    assert all(0.04 < _blackness(ink) < 0.5 for ink in inks[1:-1])
    for number, ink in enumerate(inks):
        for other in inks[number + 1 :]:
            assert _blackness(ImageChops.invert(ImageChops.difference(ink, other))) > 0.005


def test_a_letter_outside_our_first_font_is_not_a_box(inks: list[Image.Image]) -> None:
    middle = (10, 10, 38, 38)
    assert _blackness(inks[-1].crop(middle)) == 0
    assert _blackness(inks[1 + NAMES.index("𠮷")].crop(middle)) > 0.1
