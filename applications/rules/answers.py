"""From what was typed to what is kept, and from what is kept to the facts that the rules judge."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from applications.rules.facts import Facts
from applications.rules.reading import UnusableInputError, facts_of
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SECTIONS, SectionKey
from applications.rules.shapes import Shape
from applications.rules.terms import CallTerms
from kernel.problems import sentence_of

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """What could be kept of what was typed, as JSON values, and a sentence for each key that could not."""

    answers: dict[str, Any]
    problems: dict[str, str]


@dataclass(frozen=True, slots=True)
class Filing:
    """How and when a file arrives, as far as that is known."""

    channel: str
    submitted_at: datetime | None = None
    received_on: date | None = None


def read_answers(shape: type[Shape], typed: Answers) -> Typed:
    """Keep every key that can be kept: one wrong field never loses the others."""
    problems: dict[str, str] = {}
    usable = dict(typed)
    while True:
        try:
            kept = shape.model_validate(usable)
        except ValidationError as error:
            found = dict(_problems(error, usable))
            problems.update(found)
            usable = {key: value for key, value in usable.items() if key not in found}
        else:
            return Typed(kept.model_dump(mode="json", exclude_unset=True), problems)


def _problems(error: ValidationError, usable: Answers) -> Iterator[tuple[str, str]]:
    for record in error.errors():
        location = record["loc"]
        # What contradicts itself as a whole is told at the last key typed, and that key is left out.
        key = str(location[0]) if location else next(reversed(list(usable)))
        rows = [part for part in location[1:] if isinstance(part, int)]
        row = f"{rows[0] + 1}行目: " if rows else ""
        yield key, f"{row}{sentence_of(record)}"


def facts_of_answers(
    answers: Mapping[str, Answers], lines: Sequence[CostLineAnswers], filing: Filing
) -> dict[str, Any]:
    """The contract's facts document as JSON values, quantities as text. What is not answered is absent."""
    document: dict[str, Any] = {"channel": filing.channel}
    if filing.submitted_at is not None:
        document["submitted_at"] = filing.submitted_at.isoformat()
    if filing.received_on is not None:
        document["received_on"] = filing.received_on.isoformat()
    for name, value in _stated(answers):
        _put(document, name, value)
    if extra := answers.get(SectionKey.REQUIREMENTS_BONUS, {}).get("extra"):
        document["extra"] = dict(extra)
    if lines:
        document["costs"] = [line.fact() for line in lines]
    return document


def _stated(answers: Mapping[str, Answers]) -> Iterator[tuple[str, Any]]:
    for section in SECTIONS:
        given = answers.get(section.key, {})
        for key, asked in section.asked.items():
            value = _ROWS.get(asked.fact, _as_it_is)(given.get(key))
            if asked.fact and value is not None:
                yield asked.fact, value
    if answers.get(SectionKey.REQUIREMENTS_BONUS, {}).get("has_consulted") is False:
        yield "project.consulted_at", None


def _put(document: dict[str, Any], name: str, value: Any) -> None:
    *path, last = name.split(".")
    place = document
    for part in path:
        place = place.setdefault(part, {})
    place[last] = value


def _as_it_is(value: Any) -> Any:
    return None if value in ("", None) else value


def _rows(*needed: str, passed: tuple[str, ...]) -> Callable[[Any], Any]:
    """A list counts only when every row is complete: a row begun could still overturn the judgement."""

    def read(rows: Any) -> Any:
        if not rows or any(row.get(key) is None for row in rows for key in needed):
            return None
        return [{key: row[key] for key in passed if row.get(key) is not None} for row in rows]

    return read


_ROWS: Mapping[str, Callable[[Any], Any]] = {
    "applicant.shareholders": _rows("kind", "shares", passed=("name", "kind", "shares")),
    "applicant.officers": _rows("concurrent", passed=("name", "concurrent", "post")),
    "project.kpi": _rows("before", "after", passed=("task", "before", "after")),
}


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Typed facts, and a sentence for each fact that had to be left out because the whole did not fit together."""

    facts: Facts
    problems: Mapping[str, str]


def known_facts(document: Mapping[str, Any], terms: CallTerms) -> KnownFacts:
    """The typed facts of a kept document under these terms."""
    exact = _exact(document, terms)
    try:
        return KnownFacts(facts_of(exact, terms), {})
    except UnusableInputError:
        return _as_far_as_it_fits(exact, terms)


def _as_far_as_it_fits(exact: Mapping[str, Any], terms: CallTerms) -> KnownFacts:
    facts = Facts()
    kept: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, value in _flat(exact):
        trial: dict[str, Any] = {}
        for known, former in (*kept.items(), (name, value)):
            _put(trial, known, former)
        try:
            facts = facts_of(trial, terms)
            kept[name] = value
        except UnusableInputError as error:
            problems[name] = error.lines[0].partition(": ")[2]
    return KnownFacts(facts, problems)


def _flat(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in document.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}", item) for key, item in value.items())
        else:
            yield name, value


def _exact(document: Mapping[str, Any], terms: CallTerms) -> dict[str, Any]:
    """The document with exact quantities, without categories and questions that the call no longer has."""
    exact = dict(document)
    offered = {category.number for category in terms.offered_categories}
    if "costs" in exact:
        exact["costs"] = [
            _exact_row({key: value for key, value in line.items() if key != "category" or value in offered})
            for line in exact["costs"]
        ]
    if "kpi" in exact.get("project", {}):
        project = exact["project"]
        exact["project"] = {**project, "kpi": [_exact_row(row) for row in project["kpi"]]}
    if "extra" in exact:
        known = {question.key for question in terms.questions}
        exact["extra"] = {key: value for key, value in exact["extra"].items() if key in known}
    return exact


def _exact_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: Decimal(value) if key in _QUANTITIES else value for key, value in row.items()}


_QUANTITIES = ("before", "after", "quantity")
