"""Words and places that the pages of a round's results share."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from applications.rules.terms import CallTerms
from kernel.parts import Chip, Crumb
from screening.models import ScreeningRound
from screening.rules.ranking import Allocated, Edge
from screening.rules.wording import OUTCOME_LABELS

OUTCOME_CHIPS: Mapping[Allocated, Chip] = {
    Allocated.FUNDED: Chip(OUTCOME_LABELS[Allocated.FUNDED], "good", "good"),
    Allocated.PARTLY_FUNDED: Chip(OUTCOME_LABELS[Allocated.PARTLY_FUNDED], "care", "care"),
    Allocated.RESERVE: Chip(OUTCOME_LABELS[Allocated.RESERVE], "quiet", "open"),
    Allocated.BELOW_CUTOFF: Chip(OUTCOME_LABELS[Allocated.BELOW_CUTOFF], "bad", "bad"),
}
EDGE_WORDS: Mapping[Edge, str] = {Edge.PART: "残りの額を交付", Edge.RESERVE: "補欠にする"}
_TABS = (
    ("results", "順位"),
    ("calibration", "審査員の比較"),
    ("allocation", "予算配分"),
    ("comparison", "案の比較"),
    ("minutes", "議事録"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the pages of the results."""

    label: str
    url: str
    is_here: bool


def tabs(screening: ScreeningRound, here: str) -> tuple[Tab, ...]:
    """The pages of a round's results."""
    return tuple(
        Tab(label, reverse(f"screening:{name}", args=[screening.call_id]), name == here) for name, label in _TABS
    )


def crumbs(screening: ScreeningRound, terms: CallTerms, *further: Crumb) -> tuple[Crumb, ...]:
    """The way to a page of a round's results."""
    desk = Crumb(terms.title, reverse("screening:desk", args=[screening.call_id]))
    return (Crumb("審査", reverse("screening:rounds")), desk, *further)


def results_url(screening: ScreeningRound) -> str:
    """The ranking of a round."""
    return reverse("screening:results", args=[screening.call_id])


def case_url(case_id: UUID | str) -> str:
    """The office's page of a case."""
    return reverse("screening:case", args=[case_id])
