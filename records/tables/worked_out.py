"""Rows that were worked out and not queried, for the same table: they sort, count and page as a query's rows do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

_DOWN = "-"


@dataclass(frozen=True)
class WorkedOut:
    """Rows in memory. `order_by` names attributes; one that is None stands last, whichever way the rest is turned."""

    rows: Sequence[Any]

    def order_by(self, *names: str) -> "WorkedOut":
        """The rows by these attributes, the first named weighing most."""
        rows = list(self.rows)
        for name in reversed(names):
            read = attrgetter(name.removeprefix(_DOWN))
            known = [row for row in rows if read(row) is not None]
            known.sort(key=read, reverse=name.startswith(_DOWN))
            rows = [*known, *(row for row in rows if read(row) is None)]
        return WorkedOut(rows)

    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    def iterator(self, chunk_size: int = 0) -> Iterator[Any]:  # noqa: ARG002 - as a query's is called
        """One after the other."""
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: Any) -> Any:
        return self.rows[place]
