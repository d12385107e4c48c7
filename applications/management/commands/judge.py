"""`judge CALL FACTS.json`: what the call's rules say of an application before the decision."""

from typing import Any

from applications.management.answers import FactsCommand
from applications.rules.judgement import judge
from applications.rules.printing import judgement_document
from applications.rules.reading import facts_of
from applications.rules.terms import CallTerms


class Command(FactsCommand):
    """Contract §1."""

    help = "Judge the facts of an application under a call's terms and print one JSON document."

    def document(self, facts: Any, terms: CallTerms) -> dict[str, Any]:
        """The judgement."""
        return judgement_document(judge(facts_of(facts, terms), terms))
