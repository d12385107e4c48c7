"""`rank`: the order of the files and what the budget gives them, in exact whole numbers.

Means of panels of different size are compared as fractions over one common denominator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import lcm

from applications.rules.terms import CallTerms
from kernel.money import round_down
from screening.rules.cutoff import passes_cutoff
from screening.rules.scores import Candidate


class Allocated(StrEnum):
    """What the budget does with a file."""

    FUNDED = "funded"
    PARTLY_FUNDED = "partly_funded"
    RESERVE = "reserve"
    BELOW_CUTOFF = "below_cutoff"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A file's place. `base_points` of `base_maximum` are pooled over its sheets; `rank` is None below the cutoff."""

    candidate: Candidate
    base_maximum: int
    passes_cutoff: bool
    rank: int | None
    outcome: Allocated
    amount: int

    @property
    def total(self) -> str:
        """Mean base points plus bonus as a decimal string with six places, half rounded up."""
        sheets = len(self.candidate.sheets)
        points = self.candidate.base_points + sheets * self.candidate.bonus_points
        whole, millionths = divmod((2 * points * 10**6 + sheets) // (2 * sheets), 10**6)
        return f"{whole}.{millionths:06d}"


@dataclass(frozen=True, slots=True)
class Ranking:
    """All files in order, those below the cutoff last, and the budget in yen."""

    files: tuple[Ranked, ...]
    given: int
    used: int

    @property
    def left(self) -> int:
        """Yen of the budget that nobody was given."""
        return self.given - self.used


@dataclass(frozen=True, slots=True)
class Places:
    """The files in order: those that pass the cutoff, whose place counts from one, and those below it."""

    passing: tuple[Candidate, ...]
    below: tuple[Candidate, ...]


class Edge(StrEnum):
    """What the file gets at which the budget ends: what is left of it, or a place at the head of the reserve."""

    PART = "part"
    RESERVE = "reserve"


def rank(candidates: Sequence[Candidate], terms: CallTerms, budget: int) -> Ranking:
    """Ranks every candidate, each of which has at least one sheet; the order of the input never matters."""
    places = placed(candidates, terms)
    shares = allocate([candidate.requested_amount for candidate in places.passing], terms, budget)
    files = [
        ranked(candidate, terms, place, *share)
        for place, (candidate, share) in enumerate(zip(places.passing, shares, strict=True), start=1)
    ]
    files += [ranked(candidate, terms, None, Allocated.BELOW_CUTOFF, 0) for candidate in places.below]
    return Ranking(tuple(files), budget, sum(file.amount for file in files))


def placed(candidates: Sequence[Candidate], terms: CallTerms) -> Places:
    """The order alone, before any budget."""
    ordered = sorted(candidates, key=Order(candidates, terms).key)
    passing = tuple(candidate for candidate in ordered if passes_cutoff(candidate, terms))
    passed = {candidate.application for candidate in passing}
    return Places(passing, tuple(candidate for candidate in ordered if candidate.application not in passed))


def ranked(candidate: Candidate, terms: CallTerms, place: int | None, outcome: Allocated, amount: int) -> Ranked:
    """A file with its place and what the budget gives it."""
    maximum = terms.screening.maximum * len(candidate.sheets)
    return Ranked(candidate, maximum, place is not None, place, outcome, amount)


Key = tuple[int | datetime | str, ...]


class Order:
    """Total first, then the call's tie-breaks, at the very end the name, so that the order is total."""

    def __init__(self, candidates: Sequence[Candidate], terms: CallTerms) -> None:
        self._scale = lcm(*(len(candidate.sheets) for candidate in candidates)) if candidates else 1
        self._ties = terms.screening.tie_break
        self._position = {criterion.key: index for index, criterion in enumerate(terms.screening.criteria)}

    def key(self, candidate: Candidate) -> Key:
        """Ascending key: points are negated."""
        per_sheet = self._scale // len(candidate.sheets)
        base = candidate.base_points
        total = base * per_sheet + candidate.bonus_points * self._scale
        ties = [self._tie(name, candidate, base, per_sheet) for name in self._ties]
        return (-total, *ties, candidate.application)

    def _tie(self, name: str, candidate: Candidate, base: int, per_sheet: int) -> int | datetime:
        if name == "received":
            return candidate.received_at
        if name == "base":
            return -base * per_sheet
        position = self._position[name]
        return -per_sheet * sum(sheet.points[position] for sheet in candidate.sheets)


def allocate(
    requested: Sequence[int], terms: CallTerms, budget: int, edge: Edge = Edge.PART
) -> list[tuple[Allocated, int]]:
    """Serves requests in order. The one at the edge gets what is left if that reaches the floor, cut to the unit.

    Nobody below the edge is served, so that a small request never overtakes a better file (R-121).
    """
    left, is_open = budget, True
    shares: list[tuple[Allocated, int]] = []
    for amount in requested:
        outcome, given = _share(amount, left, terms, edge) if is_open else (Allocated.RESERVE, 0)
        is_open = is_open and outcome is Allocated.FUNDED
        left -= given
        shares.append((outcome, given))
    return shares


def _share(amount: int, left: int, terms: CallTerms, edge: Edge) -> tuple[Allocated, int]:
    if amount <= left:
        return Allocated.FUNDED, amount
    part = round_down(left, terms.amounts.round_down_to)
    is_enough = edge is Edge.PART and part >= terms.amounts.floor
    return (Allocated.PARTLY_FUNDED, part) if is_enough else (Allocated.RESERVE, 0)
