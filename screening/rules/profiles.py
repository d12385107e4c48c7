"""What is entered about a reviewer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TieEntry:
    """One organisation as it is entered. `until` is the last day, known of past employers."""

    kind: str
    name: str
    corporate_number: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """A whole profile as it is entered; `note` is the office's own and is kept from the office alone."""

    ties: tuple[TieEntry, ...] = ()
    fields: tuple[str, ...] = ()
    is_available: bool = True
    load_limit: int = 20
    note: str = ""
