"""What a ranking is made from: the sheets of a file's reviewers, its bonus points, what it asks for, when it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reviewer's whole points, one per criterion in the order of the rubric."""

    reviewer: str
    points: tuple[int, ...]

    @property
    def total(self) -> int:
        """Points of the whole sheet."""
        return sum(self.points)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that competes. `sheets` holds only reviewers who scored; one who abstained is absent, never zero."""

    application: str
    requested_amount: int
    received_at: datetime
    sheets: tuple[Sheet, ...]
    bonuses: Mapping[str, int]

    @property
    def bonus_points(self) -> int:
        """Points of all bonus items, given once per file."""
        return sum(self.bonuses.values())

    @property
    def base_points(self) -> int:
        """Points of all sheets together."""
        return sum(sheet.total for sheet in self.sheets)
