"""Whether a set paper holds its own text: words beyond the edge are extracted like any other, so places are measured."""

import pypdfium2

# Printers leave this much of the sheet's edge blank; a letter beyond it is lost on paper.
EDGE_IN_POINTS = 14.0


def pages_that_overflow(pdf: bytes) -> list[int]:
    """The pages, counted from one, on which a letter stands beyond what a printer prints."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [number for number, page in enumerate(document, start=1) if _overflows(page)]


def _overflows(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    text = page.get_textpage()
    boxes = (text.get_charbox(index, loose=False) for index in range(text.count_chars()))
    return any(not _is_printed(box, width, height) for box in boxes)


def _is_printed(box: tuple[float, float, float, float], width: float, height: float) -> bool:
    left, bottom, right, top = box
    if left == right or top == bottom:
        return True
    inside_across = left >= EDGE_IN_POINTS and right <= width - EDGE_IN_POINTS
    return inside_across and bottom >= EDGE_IN_POINTS and top <= height - EDGE_IN_POINTS
