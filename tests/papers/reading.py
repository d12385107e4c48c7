"""Reading a PDF as a person would: letters with their places, and pictures of pages."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image

POINTS_PER_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    """One letter and where it stands, in millimetres from the top left corner of its page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def page_texts(pdf: bytes) -> list[str]:
    """Return each page's text, folded so that a search finds what a reader sees, without white space."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


def letters(pdf: bytes) -> Iterator[Letter]:
    """Yield every visible letter with its place."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            height = page.get_height()
            text_page = page.get_textpage()
            for index in range(text_page.count_chars()):
                text = text_page.get_text_range(index, 1)
                left, bottom, right, top = text_page.get_charbox(index, loose=False)
                if text.strip() and right > left:
                    yield Letter(
                        number,
                        text,
                        left / POINTS_PER_MILLIMETRE,
                        (height - top) / POINTS_PER_MILLIMETRE,
                        right / POINTS_PER_MILLIMETRE,
                        (height - bottom) / POINTS_PER_MILLIMETRE,
                    )


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return each page's width and height in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [tuple(side / POINTS_PER_MILLIMETRE for side in page.get_size()) for page in document]


def pictures(pdf: bytes, *, dots_per_inch: int = 72) -> list[Image.Image]:
    """Return each page as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dots_per_inch / 72).to_pil().convert("L") for page in document]
