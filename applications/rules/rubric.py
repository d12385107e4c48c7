"""Which parts of an application each item of the rubric is judged by: a call says it in its terms (別添2).

A part is named `<section>.<key>` as the section's shape calls it, `costs.lines` for the cost lines, which are rows
of their own, and `attachments.<key>` for a document of the call.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from applications.rules.sections import SECTIONS, SectionKey
from applications.rules.terms import CallTerms
from applications.rules.terms.spending import Bonus, Criterion

LINES = "lines"


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """A part of an application: its section, and a key of the section's shape, `lines`, or a document's key."""

    section: SectionKey
    key: str


def judged_parts(item: Criterion | Bonus) -> tuple[JudgedPart, ...]:
    """The parts that an item of the rubric is judged by, in the order of the terms."""
    return tuple(_part(name) for name in item.judged_from)


def criteria_by_part(terms: CallTerms) -> Mapping[JudgedPart, tuple[Criterion, ...]]:
    """Every part that a criterion looks at, with these criteria in the order of the rubric."""
    found: dict[JudgedPart, list[Criterion]] = {}
    for criterion in terms.screening.criteria:
        for part in judged_parts(criterion):
            found.setdefault(part, []).append(criterion)
    return {part: tuple(criteria) for part, criteria in found.items()}


def names_of_parts(documents: Iterable[str]) -> frozenset[str]:
    """Every name that `judged_from` may hold in a call that asks for these documents."""
    answered = {f"{section.key}.{key}" for section in SECTIONS for key in section.asked}
    handed_in = {f"{SectionKey.ATTACHMENTS}.{key}" for key in documents}
    return frozenset(answered | handed_in | {f"{SectionKey.COSTS}.{LINES}"})


def _part(name: str) -> JudgedPart:
    section, _, key = name.partition(".")
    return JudgedPart(SectionKey(section), key)
