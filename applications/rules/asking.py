"""Which facts a call needs to hear of an applicant, and under which rules: so that nothing is asked without a clause."""

from collections.abc import Mapping
from dataclasses import dataclass

from applications.rules.eligibility import FactSheet, stated_names
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from applications.rules.terms.sections import EligibilityRule
from applications.rules.words import say
from kernel.condition import facts_of, truth_of

_INDUSTRY_CLASS, _SMALL_CLASS = "applicant.industry_class", "applicant.small_business_class"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule for whose sake something is asked: its id, its clause and what it demands."""

    rule: str
    clause: str
    label: str


def reasons_to_ask(facts: Facts, terms: CallTerms) -> Mapping[str, tuple[Reason, ...]]:
    """For each stated fact, the rules that may yet apply to these facts and look at it, in the order of the terms.

    A fact that no such rule looks at is absent: asking for it would be asking without reason. A rule that speaks only
    of a breach waits for the application. One that does not apply still asks what decides that it does not: else
    answering a question would take it away.
    """
    sheet = FactSheet(facts, terms)
    asked: dict[str, tuple[Reason, ...]] = {}
    for rule in terms.eligibility:
        reason = Reason(rule.id, rule.clause, say(rule.label, terms))
        for name in stated_names(_looked_at(rule, sheet)):
            asked[name] = (*asked.get(name, ()), reason)
    return _without_idle_classes(asked, facts, terms)


def reasons_of_rules(rules: tuple[str, ...], terms: CallTerms) -> tuple[Reason, ...]:
    """The same for rules that code judges with the terms' figures, as far as the call has them."""
    named = [(rule, terms.rules[rule]) for rule in rules if rule in terms.rules]
    return tuple(Reason(rule, entry.clause, say(entry.label, terms)) for rule, entry in named)


def _looked_at(rule: EligibilityRule, sheet: FactSheet) -> tuple[str, ...]:
    if rule.shown == "when_not_met":
        return ()
    if rule.applies is not None and truth_of(rule.applies, sheet) is False:
        return facts_of(rule.applies)
    return rule.facts


def _without_idle_classes(
    asked: dict[str, tuple[Reason, ...]], facts: Facts, terms: CallTerms
) -> Mapping[str, tuple[Reason, ...]]:
    """Leaves out the classes of trade that change nothing: for kinds of applicants with a limit of their own,
    whatever they do, and for kinds that are never small-scale.
    """
    entity = terms.entity(facts.applicant.entity_type)
    if entity is None:
        return asked
    idle = {_INDUSTRY_CLASS: entity.own_employees is not None, _SMALL_CLASS: not entity.small_scale}
    return {name: reasons for name, reasons in asked.items() if not idle.get(name, False)}
