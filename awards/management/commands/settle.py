"""`settle CALL FACTS.json`: what a finished project's facts give under a call's terms."""

from typing import Any

from applications.management.answers import FactsCommand
from applications.rules.terms import CallTerms
from awards.rules.printing import settlement_document
from awards.rules.reading import settlement_facts_of
from awards.rules.settlement import settle


class Command(FactsCommand):
    """Contract §2."""

    help = "Settle the facts of a finished project under a call's terms and print one JSON document."

    def document(self, facts: Any, terms: CallTerms) -> dict[str, Any]:
        """The settlement."""
        return settlement_document(settle(settlement_facts_of(facts, terms), terms))
