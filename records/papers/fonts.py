"""The fonts of papers, and the only files that a paper may fetch."""

from functools import lru_cache
from pathlib import Path

from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from records.papers.font_files import FONT_FOLDER

FONT_SCHEME = "paper-font:"
# A letter drawn by any other font of the machine would look different on the next one.
PAPER_FAMILIES = frozenset({"BIZ UDMincho", "BIZ UDGothic", "Paper Serif Fallback", "Paper Sans Fallback"})


class RefusedAddressError(ValueError):
    """A paper asked for something that is not one of its fonts."""


class FontsOnly(URLFetcher):  # type: ignore[misc]
    """Fetches the vendored fonts by name and refuses every other address.

    A view-model is written by strangers: neither a file of this machine nor a page of its network may enter a paper.
    """

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return the named font's bytes; refuse anything else."""
        font = _vendored_fonts().get(url.removeprefix(FONT_SCHEME)) if url.startswith(FONT_SCHEME) else None
        if font is None:
            raise RefusedAddressError("papers fetch nothing but their own fonts")
        return URLFetcherResponse(url, body=font.read_bytes(), headers={"Content-Type": "font/ttf"})


@lru_cache(maxsize=1)
def _vendored_fonts() -> dict[str, Path]:
    return {path.name: path for path in FONT_FOLDER.glob("*/*.ttf")}


@lru_cache(maxsize=1)
def font_configuration() -> FontConfiguration:
    """Return this process's one font configuration: one per document would keep every font in memory once more."""
    return FontConfiguration()
