"""Sealed sheets: nobody who still forms an opinion sees somebody else's (R-122).

An early glance would anchor the others. So a reviewer sees the own sheet alone until every sheet of the file is in
and the secretariat has opened the consolidation; one who joins later sees the others only after handing in as well.
"""

from collections.abc import Mapping
from typing import TypeVar

from screening.rules.workflow import AssignmentStatus, CaseStatus

Key = TypeVar("Key")

# From here on the panel speaks with one another.
SHARED = frozenset({CaseStatus.CONSOLIDATION, CaseStatus.SETTLED})
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sees_sheets_of_others(case: CaseStatus, own: AssignmentStatus) -> bool:
    """Whether a reviewer of the file may look at the other sheets by now."""
    return case in SHARED and own is AssignmentStatus.SUBMITTED


def sheets_in_sight(case: CaseStatus, own: Key, statuses: Mapping[Key, AssignmentStatus]) -> frozenset[Key]:
    """The assignments whose sheets the reviewer of `own` may read: the own, and the others that count, once shared."""
    others = (key for key, status in statuses.items() if status is AssignmentStatus.SUBMITTED)
    return frozenset(others) | {own} if sees_sheets_of_others(case, statuses[own]) else frozenset({own})


def alias_of(position: int) -> str:
    """What reviewers are called among themselves: 審査員A, 審査員B; names stay with the office."""
    rounds, letter = divmod(position, len(_LETTERS))
    return f"審査員{_LETTERS[letter]}{rounds + 1 if rounds else ''}"
