"""From a view-model to the bytes of a PDF: the same view-model always to the same bytes."""

import gc
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Document

from records.papers.accessibility import mend_header_cells
from records.papers.fonts import PAPER_FAMILIES, FontsOnly, font_configuration
from records.papers.identity import document_id, stylesheets
from records.papers.registry import PaperKind
from records.papers.view_model import Paper

PDF_VARIANT = "pdf/ua-1"


class UnprintableLettersError(ValueError):
    """A paper holds letters that no font of ours can draw; a box in a name is worse than no paper."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        points = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)
        super().__init__(f"no font of ours can draw {points}")


@dataclass(frozen=True)
class RenderedPaper:
    """The finished bytes and the identifier that is printed on them."""

    data: bytes
    document_id: str


@lru_cache(maxsize=1)
def parsed_styles() -> tuple[CSS, ...]:
    """Parse the style sheets once a process; layout then never reads them again."""
    return tuple(
        CSS(
            string=sheet.read_text(encoding="utf-8"),
            font_config=font_configuration(),
            url_fetcher=FontsOnly(),
        )
        for sheet in stylesheets()
    )


def html_of(kind: PaperKind, paper: Paper) -> str:
    """Return the paper's HTML: the template shows the view-model and decides nothing."""
    identifier = document_id(kind.kind, paper.canonical(), kind.template)
    return render_to_string(kind.template, {"paper": paper, "document_id": identifier})


def pdf_of(html: str) -> bytes:
    """Set a paper's HTML as PDF/UA-1, refusing letters that would print as boxes."""
    document = HTML(string=html, url_fetcher=FontsOnly()).render(
        font_config=font_configuration(), stylesheets=list(parsed_styles()), pdf_variant=PDF_VARIANT
    )
    data: bytes = document.write_pdf(pdf_variant=PDF_VARIANT)
    if letters := _strange_letters(document):
        raise UnprintableLettersError(letters)
    return mend_header_cells(data)


def _strange_letters(document: Document) -> str:
    """Return the letters that no font drew, or that only a font of this one machine drew."""
    strange: set[str] = set()
    for font in document.fonts.values():
        strange.update(map(chr, font.missing))
        if font.family not in PAPER_FAMILIES:
            strange.update(*font.to_unicode.values())
    return "".join(sorted(strange))


def render(kind: PaperKind, paper: Paper) -> RenderedPaper:
    """Return the finished paper."""
    identifier = document_id(kind.kind, paper.canonical(), kind.template)
    return RenderedPaper(data=pdf_of(html_of(kind, paper)), document_id=identifier)


def warm_up(kind: PaperKind) -> None:
    """Load fonts and styles by setting one sample, then keep what is loaded out of the garbage collector's rounds."""
    render(kind, kind.view_model.model_validate_json(kind.sample()))
    gc.collect()
    gc.freeze()
