"""The library of published stories, asked for by floors that never meet the one that keeps it.

Whoever keeps stories offers them from `AppConfig.ready`; whoever reads them asks here and gets plain values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Story:
    """One published, anonymous story."""

    id: str
    title: str
    industry: str
    size: str
    challenge: str
    approach: str
    effect: str
    lesson: str
    tags: tuple[str, ...]
    institution: str
    published_on: date | None


Provider = Callable[[str], Sequence[Story]]


class LibraryOfferedTwiceError(RuntimeError):
    """Two floors keep the library."""


_providers: list[Provider] = []


def offer_library(provider: Provider) -> None:
    """Keep the library's provider; it takes a query, empty for everything, and answers the best first."""
    if _providers and _providers[0] is not provider:
        raise LibraryOfferedTwiceError(repr(provider))
    _providers[:] = [provider]


def published_stories(query: str) -> Sequence[Story]:
    """Stories that everybody may read and that hold every word of the query; none where nobody keeps any."""
    return _providers[0](query) if _providers else ()
