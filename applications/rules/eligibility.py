"""Judges the eligibility rules of a call over the facts of one application."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from applications.rules.choices import choice_label
from applications.rules.declared import LIST_LABELS, STATED
from applications.rules.derived import DERIVED
from applications.rules.facts import Facts
from applications.rules.sentences import places_of, word_of
from applications.rules.terms import CallTerms
from applications.rules.terms.sections import EligibilityRule
from applications.rules.words import say
from kernel.condition import FactDeclaration, FactValue, Truth, truth_of
from kernel.verdict import Outcome, Verdict

_DECLARED: Mapping[str, FactDeclaration] = {
    **{declaration.name: declaration for declaration in STATED},
    **{name: fact.declaration for name, fact in DERIVED.items()},
}


def declared_facts(questions: tuple[FactDeclaration, ...] = ()) -> dict[str, FactDeclaration]:
    """Every fact that conditions and sentences may name: stated, derived, and the call's own questions."""
    own = {declaration.name: declaration for declaration in questions}
    return {**_DECLARED, **own}


class FactSheet:
    """The facts of one application by name; derived facts are computed once."""

    def __init__(self, facts: Facts, terms: CallTerms) -> None:
        self._facts = facts
        self._terms = terms
        self.declared = declared_facts(terms.question_facts)
        self._known: dict[str, FactValue | None] = {}

    def __call__(self, name: str) -> FactValue | None:
        """The fact of that name; None while it is not known."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> FactValue | None:
        if (derived := DERIVED.get(name)) is not None:
            return derived.compute(self._facts, self._terms)
        if name.startswith("extra."):
            return self._facts.extra.get(name.removeprefix("extra."))
        value: object = self._facts
        for part in name.split("."):
            value = getattr(value, part)
        return value  # type: ignore[return-value]

    def stated_facts(self, names: tuple[str, ...]) -> dict[str, object]:
        """The stated facts behind `names` as JSON values, lists included; what is missing is None."""
        return {name: self._plain(name) for name in stated_names(names)}

    def _plain(self, name: str) -> object:
        return plain(self._look_up(name))

    def missing(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Stated facts behind `names` that are not known yet."""
        return tuple(name for name, value in self.stated_facts(names).items() if value in (None, []))


@lru_cache(maxsize=1024)
def stated_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The facts an applicant states, for names that may be derived."""
    spread = [DERIVED[name].needs if name in DERIVED else (name,) for name in names]
    return tuple(dict.fromkeys(name for group in spread for name in group))


def plain(value: object) -> object:
    """A fact as a JSON value: days and times in ISO form."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [plain(item) for item in value]
        case _ if hasattr(value, "model_dump"):
            return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
        case _:
            return value


def judge_eligibility(facts: Facts, terms: CallTerms) -> tuple[Verdict, ...]:
    """One verdict per rule of the call that applies to these facts, in the order of the terms."""
    sheet = FactSheet(facts, terms)
    verdicts = (_judge_rule(rule, sheet, terms) for rule in terms.eligibility)
    return tuple(verdict for verdict in verdicts if verdict is not None)


def _judge_rule(rule: EligibilityRule, sheet: FactSheet, terms: CallTerms) -> Verdict | None:
    applies = True if rule.applies is None else truth_of(rule.applies, sheet)
    if applies is False:
        if rule.not_applicable is None:
            return None
        return _verdict(rule, Outcome.MET, rule.not_applicable, sheet, terms)
    outcome = _outcome(rule, sheet) if applies else Outcome.UNKNOWN
    if _hidden(rule, outcome, applies):
        return None
    return _verdict(rule, outcome, _sentence(rule, outcome), sheet, terms)


def _hidden(rule: EligibilityRule, outcome: Outcome, applies: Truth) -> bool:
    """A rule shown only in one case never leaves a draft unknown: it has nothing to say yet."""
    if rule.shown == "when_applicable":
        return applies is None
    if rule.shown == "when_met":
        return outcome is not Outcome.MET
    return rule.shown == "when_not_met" and outcome in (Outcome.MET, Outcome.UNKNOWN)


def _outcome(rule: EligibilityRule, sheet: FactSheet) -> Outcome:
    for condition, outcome in ((rule.review_if, Outcome.REVIEW), (rule.warning_if, Outcome.WARNING)):
        truth = False if condition is None else truth_of(condition, sheet)
        if truth is not False:
            return outcome if truth else Outcome.UNKNOWN
    return {True: Outcome.MET, False: Outcome.UNMET, None: Outcome.UNKNOWN}[truth_of(rule.holds, sheet)]


def _sentence(rule: EligibilityRule, outcome: Outcome) -> str | None:
    return {
        Outcome.MET: rule.met,
        Outcome.UNMET: rule.unmet,
        Outcome.REVIEW: rule.review,
        Outcome.WARNING: rule.warning,
        Outcome.UNKNOWN: None,
    }[outcome]


def _verdict(
    rule: EligibilityRule, outcome: Outcome, sentence: str | None, sheet: FactSheet, terms: CallTerms
) -> Verdict:
    names = rule.facts
    because = _missing_sentence(sheet, names) if sentence is None else _filled(sentence, sheet, terms)
    return Verdict(rule.id, outcome, rule.clause, because, sheet.stated_facts(names))


def _filled(sentence: str, sheet: FactSheet, terms: CallTerms) -> str:
    named = [name for name in places_of(sentence) if name in sheet.declared]
    return say(sentence, terms, {name: _word(sheet.declared[name], sheet(name), terms) for name in named})


def _word(declaration: FactDeclaration, value: FactValue | None, terms: CallTerms) -> str:
    """How a fact is written; a choice by what it is called, never by its key."""
    if not isinstance(value, str):
        return word_of(value, declaration.unit)
    own = {f"extra.{question.key}": question.choices for question in terms.questions}
    return own.get(declaration.name, {}).get(value) or choice_label(declaration.name, value)


def _missing_sentence(sheet: FactSheet, names: tuple[str, ...]) -> str:
    labels = [LIST_LABELS.get(name) or sheet.declared[name].label for name in sheet.missing(names)]
    return f"{'・'.join(labels)}が未回答のため、まだ判定できません。" if labels else "まだ判定できません。"
