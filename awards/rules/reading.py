"""Reads the facts of a finished project from outside."""

from typing import Any

from applications.rules.reading import UnusableInputError, category_problems, typed
from applications.rules.terms import CallTerms
from awards.rules.facts import SettlementFacts


def settlement_facts_of(data: dict[str, Any], terms: CallTerms) -> SettlementFacts:
    """The facts of a finished project under these terms, or `UnusableInputError` with a line per problem."""
    facts = typed(SettlementFacts, data)
    problems = category_problems(facts.costs or (), terms)
    if problems:
        raise UnusableInputError(*problems)
    return facts
