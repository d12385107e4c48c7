"""What the office does next in a round, from its figures alone."""

from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """The next thing to do, the most pressing first."""

    TAKE_IN = "take_in"
    CLASHES = "clashes"
    NO_FILES = "no_files"
    ASSIGN = "assign"
    WAIT = "wait"
    CONSOLIDATE = "consolidate"
    SETTLE = "settle"
    RANK = "rank"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Standing:
    """Figures of a round: files that compete, and of them those that lack reviewers, sheets, or an end."""

    is_frozen: bool
    new_files: int
    clashes: int
    files: int
    lacking: int
    unfinished: int
    complete: int
    consolidating: int
    settled: int


def next_aim(standing: Standing) -> Aim:
    """What comes next. A frozen round is past all scoring."""
    if standing.is_frozen:
        return Aim.DECIDE
    waiting = (
        (standing.new_files, Aim.TAKE_IN),
        (standing.clashes, Aim.CLASHES),
        (standing.files == 0, Aim.NO_FILES),
        (standing.lacking, Aim.ASSIGN),
        (standing.complete, Aim.CONSOLIDATE),
        (standing.unfinished, Aim.WAIT),
        (standing.consolidating, Aim.SETTLE),
    )
    return next((aim for is_so, aim in waiting if is_so), Aim.RANK)
