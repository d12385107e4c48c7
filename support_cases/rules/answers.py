"""What a diagnosis says: how much is answered, averages over what is answered, and what changed within one version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from support_cases.rules.diagnosis_templates import DiagnosisTemplateData, Question

Answer = Mapping[str, Any]
Answers = Mapping[str, Answer]
SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items were asked and answered, and what the answers add up to. What is not answered counts nowhere."""

    asked: int
    answered: int
    total: int
    aimed: int
    aimed_total: int

    @property
    def missing(self) -> int:
        """How many items wait for an answer."""
        return self.asked - self.answered

    @property
    def mean(self) -> Fraction | None:
        """The average of the answered items; None where nothing is answered."""
        return Fraction(self.total, self.answered) if self.answered else None

    @property
    def aimed_mean(self) -> Fraction | None:
        """The average of what is aimed at."""
        return Fraction(self.aimed_total, self.aimed) if self.aimed else None


def value_of(template: DiagnosisTemplateData, answer: Answer) -> int | None:
    """What an answer counts: its level, 1 for yes and 0 for no, or how many pieces of evidence are at hand."""
    match template.answers:
        case "levels":
            return answer.get("current")
        case "yes_no":
            return None if answer.get("yes") is None else int(answer["yes"])
        case _:
            return len(answer.get("has", ())) if "has" in answer else None


def highest_of(template: DiagnosisTemplateData, question: Question) -> int:
    """The most that an answer can count."""
    match template.answers:
        case "levels":
            return template.levels[-1].value
        case "yes_no":
            return 1
        case _:
            return len(question.needs)


def tally(template: DiagnosisTemplateData, answers: Answers, questions: Iterable[Question]) -> Tally:
    """The sums over these items."""
    asked = tuple(questions)
    values = [value_of(template, answers.get(question.code, {})) for question in asked]
    known = [value for value in values if value is not None]
    targets = [answers.get(question.code, {}).get("target") for question in asked]
    aimed = [target for target in targets if target is not None]
    return Tally(len(asked), len(known), sum(known), len(aimed), sum(aimed))


def tally_all(template: DiagnosisTemplateData, answers: Answers) -> Tally:
    """The sums over the whole diagnosis."""
    return tally(template, answers, template.questions)


class Way(StrEnum):
    """What became of an item between two diagnoses."""

    ROSE = "rose"
    FELL = "fell"
    STAYED = "stayed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """One item then and now. UNKNOWN where one of the two was not answered."""

    question: Question
    before: int | None
    after: int | None

    @property
    def way(self) -> Way:
        """Up, down, the same, or not to be said."""
        if self.before is None or self.after is None:
            return Way.UNKNOWN
        if self.before == self.after:
            return Way.STAYED
        return Way.ROSE if self.after > self.before else Way.FELL


def compared(template: DiagnosisTemplateData, before: Answers, after: Answers) -> tuple[Change, ...]:
    """Item by item within one version. Two versions mean different things by the same number and never come here."""
    return tuple(
        Change(
            question,
            value_of(template, before.get(question.code, {})),
            value_of(template, after.get(question.code, {})),
        )
        for question in template.questions
    )


@dataclass(frozen=True, slots=True)
class Merged:
    """What two editors leave together, and the places where both wrote something different."""

    said: Mapping[str, Any]
    clashes: tuple[str, ...]


def merged(*, seen: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Both editors' changes against what this editor had seen. An item that both changed differently is a clash."""
    said: dict[str, Any] = {}
    clashes = []
    for code in sorted({*mine, *theirs}):
        own, other, old = mine.get(code), theirs.get(code), seen.get(code)
        if own not in (other, old) and other != old:
            clashes.append(code)
        kept = other if own == old else own
        if kept is not None:
            said[code] = kept
    return Merged(said, tuple(clashes))
