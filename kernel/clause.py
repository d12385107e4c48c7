"""Clauses of a call's guide: a number and a summary in our own words, so that every verdict can cite one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """`number` as the guide writes it (§6(2), 表A, P-⑦); `summary` says what it asks, never a quotation."""

    number: str
    summary: str


class ClauseBook(Mapping[str, Clause]):
    """All clauses of one call by number."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._by_number = {clause.number: clause for clause in clauses}

    def __getitem__(self, number: str) -> Clause:
        return self._by_number[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_number)

    def __len__(self) -> int:
        return len(self._by_number)

    def missing(self, cited: Iterable[str]) -> tuple[str, ...]:
        """Numbers that are cited but stand in no clause of the book, in order of first citation."""
        return tuple(dict.fromkeys(number for number in cited if number not in self._by_number))

    def uncited(self, cited: Iterable[str]) -> tuple[str, ...]:
        """Clauses that nothing cites: a summary nobody applies is a rule nobody wrote."""
        used = set(cited)
        return tuple(number for number in self._by_number if number not in used)
