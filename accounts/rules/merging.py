"""Two entries of the register become one company: on what ground, what moves, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MergingKind(StrEnum):
    """Why two entries are one company from now on. What the kind does not fit is refused."""

    DUPLICATE = "duplicate"
    INCORPORATION = "incorporation"
    AMALGAMATION = "amalgamation"


MERGING_LABELS: Final[Mapping[MergingKind, str]] = {
    MergingKind.DUPLICATE: "同じ会社(同じ個人事業主)が、二重に登録されている",
    MergingKind.INCORPORATION: "個人事業主が会社になった(法人成り)",
    MergingKind.AMALGAMATION: "会社が合併した",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of what a merging means: so many of these, and what becomes of them."""

    label: str
    count: int
    note: str
    unit: str = "件"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What stands in the way, what to do first, and the clause; a ground in `lifted_by` passes it."""

    sentence: str
    advice: str
    clause: str = ""
    lifted_by: frozenset[MergingKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one app says before a merging; `tidings` are sentences for the company's people."""

    lines: tuple[Line, ...] = ()
    hindrances: tuple[Hindrance, ...] = ()
    tidings: tuple[str, ...] = ()


def kinds_for(kept_number: str, absorbed_number: str) -> tuple[MergingKind, ...]:
    """The grounds that two 法人番号 leave open: a number names one company for good, and is never lost by a merging."""
    if kept_number and absorbed_number:
        return (MergingKind.AMALGAMATION,)
    if absorbed_number:
        return ()
    return (MergingKind.DUPLICATE, MergingKind.INCORPORATION) if kept_number else (MergingKind.DUPLICATE,)
