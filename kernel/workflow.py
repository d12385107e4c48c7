"""A state machine is a table: which move leads from which statuses to which one, and whose turn each status is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class WorkflowError(ValueError):
    """The table contradicts itself; raised when the module that holds it is imported."""


@dataclass(frozen=True, slots=True)
class Transition:
    """`move` leads from any of `sources` to `target`."""

    move: StrEnum
    sources: tuple[StrEnum, ...]
    target: StrEnum


class Workflow:
    """Checked at import: one target for a (status, move), one owner for each status, every status reachable."""

    def __init__(self, initial: StrEnum, transitions: Iterable[Transition], turn_of: Mapping[Any, StrEnum]) -> None:
        self.initial = initial
        self.transitions = tuple(transitions)
        self.turn_of: dict[StrEnum, StrEnum] = dict(turn_of)
        self._target: dict[tuple[StrEnum, StrEnum], StrEnum] = {}
        for transition in self.transitions:
            self._enter(transition)
        self._refuse_unowned()
        self._refuse_unreachable()

    def _enter(self, transition: Transition) -> None:
        for source in transition.sources:
            if (source, transition.move) in self._target:
                raise WorkflowError(f"{source} の {transition.move} に行き先が二つあります")
            self._target[source, transition.move] = transition.target

    def _refuse_unowned(self) -> None:
        unowned = [status for status in self.statuses if status not in self.turn_of]
        if unowned:
            raise WorkflowError(f"担当の決まっていない状態があります: {', '.join(unowned)}")

    def _refuse_unreachable(self) -> None:
        reached = {self.initial}
        while more := {to for (source, _), to in self._target.items() if source in reached} - reached:
            reached |= more
        stranded = [status for status in (*self.statuses, *self.turn_of) if status not in reached]
        if stranded:
            raise WorkflowError(f"たどり着けない状態があります: {', '.join(dict.fromkeys(stranded))}")

    @property
    def statuses(self) -> tuple[StrEnum, ...]:
        """Every status of the table, in order of first mention."""
        named = [self.initial]
        for transition in self.transitions:
            named += [*transition.sources, transition.target]
        return tuple(dict.fromkeys(named))

    def target_of(self, status: StrEnum, move: StrEnum) -> StrEnum | None:
        """Where `move` leads from `status`, or None when the move is not open there."""
        return self._target.get((status, move))

    def moves_from(self, status: StrEnum) -> tuple[StrEnum, ...]:
        """The moves open at `status`, in the order of the table."""
        return tuple(t.move for t in self.transitions if status in t.sources)

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram, for docs/."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for transition in self.transitions:
            lines += [f"    {source} --> {transition.target}: {transition.move}" for source in transition.sources]
        lines += [f"    note right of {status}: {self.turn_of[status]}" for status in self.statuses]
        return "\n".join(lines)
