"""`judge CALL FACTS.json`: what the call's rules say of an application before the decision."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from applications.management.answers import JudgingCommand
from applications.rules.judgement import judge
from applications.rules.printing import judgement_document
from applications.rules.reading import facts_of, read_json
from applications.rules.terms.loading import load_terms
from applications.services.calls import find_terms_file


class Command(JudgingCommand):
    """Contract §1."""

    help = "Judge the facts of an application under a call's terms and print one JSON document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the contract's arguments."""
        parser.add_argument("call", metavar="CALL")
        parser.add_argument("facts", metavar="FACTS.json", type=Path)

    def handle(self, *, call: str, facts: Path, **_: Any) -> None:
        """Judge the file."""
        self.answer(lambda: _document(call, facts))


def _document(call: str, facts: Path) -> dict[str, Any]:
    terms = load_terms(find_terms_file(call, settings.CALLS_FOLDERS))
    return judgement_document(judge(facts_of(read_json(facts), terms), terms))
