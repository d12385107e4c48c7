"""What a reviewer is shown before a file opens: the names that a conflict could hang on, and nothing else."""

from dataclasses import dataclass

from screening.models import Assignment
from screening.rules.conflicts import Finding, Shape
from screening.selectors.conflicts import conflicts_of, parties_of_cases


@dataclass(frozen=True, slots=True)
class NamedParties:
    """Names that stand in one place of the file."""

    source: str
    names: tuple[str, ...]


def named_parties(assignment: Assignment) -> tuple[NamedParties, ...]:
    """Names by where they stand. Texts are not shown: they are part of the plan, which is still shut."""
    by_source: dict[str, dict[str, None]] = {}
    for party in parties_of_cases([assignment.case]).get(assignment.case_id, ()):
        if party.shape is not Shape.TEXT:
            by_source.setdefault(party.source, {})[party.name] = None
    return tuple(NamedParties(source, tuple(names)) for source, names in by_source.items())


def findings_of(assignment: Assignment) -> tuple[Finding, ...]:
    """What our own data says between this reviewer and this file, and nobody let pass."""
    found = conflicts_of([assignment.case], [assignment.reviewer])
    return found.get((assignment.case_id, assignment.reviewer_id), ())
