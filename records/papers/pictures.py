"""Pages of a paper as pictures, for looking at them on a page of ours."""

import io

import pypdfium2


def picture_of_page(pdf: bytes, number: int, *, width: int) -> bytes | None:
    """Page `number`, counted from one, as a PNG of so many pixels across; None where the paper has no such page."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        bitmap = page.render(scale=width / page.get_width(), grayscale=True)
        file = io.BytesIO()
        bitmap.to_pil().save(file, format="PNG", optimize=False)
        return file.getvalue()


def pages_in(pdf: bytes) -> int:
    """How many pages a paper has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
