"""Which documents go with an application: from the call's list, its conditions, and the cost lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from applications.rules.eligibility import FactSheet
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from applications.rules.terms.sections import RequiredAttachment
from applications.rules.words import say
from kernel.condition import truth_of


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the list. `part` is the key of the cost line it belongs to; `is_required` None is not known yet."""

    key: str
    label: str
    condition: str
    clause: str
    is_required: bool | None
    part: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that is handed to nobody: a virus was found in it, or its scan is still to come."""

    key: str
    part: str
    name: str
    is_infected: bool


def documents_for(facts: Facts, terms: CallTerms, parts: Sequence[str]) -> tuple[Document, ...]:
    """Every document of the call's list that may concern this application, per cost line where the list says so."""
    sheet = FactSheet(facts, terms)
    found: list[Document] = []
    for entry in terms.attachments:
        is_required = _required(entry, sheet)
        if is_required is False and entry.required == "when":
            continue
        places = enumerate(parts, start=1) if entry.per_cost_line else [(0, "")]
        found += [_document(entry, terms, is_required, part, line) for line, part in places]
    return tuple(found)


def _required(entry: RequiredAttachment, sheet: FactSheet) -> bool | None:
    if entry.when is not None:
        return truth_of(entry.when, sheet)
    return entry.required == "always"


def _document(entry: RequiredAttachment, terms: CallTerms, is_required: bool | None, part: str, line: int) -> Document:
    return Document(
        key=entry.key,
        label=say(entry.label, terms),
        condition=say(entry.condition_label, terms),
        clause=entry.clause,
        is_required=is_required,
        part=part,
        line=line,
    )
