"""`settle CALL FACTS.json`: what a finished project's facts give under a call's terms."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from applications.management.answers import JudgingCommand
from applications.rules.reading import read_json
from applications.rules.terms.loading import load_terms
from applications.services.calls import find_terms_file
from awards.rules.printing import settlement_document
from awards.rules.reading import settlement_facts_of
from awards.rules.settlement import settle


class Command(JudgingCommand):
    """Contract §2."""

    help = "Settle the facts of a finished project under a call's terms and print one JSON document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the contract's arguments."""
        parser.add_argument("call", metavar="CALL")
        parser.add_argument("facts", metavar="FACTS.json", type=Path)

    def handle(self, *, call: str, facts: Path, **_: Any) -> None:
        """Settle the file."""
        self.answer(lambda: _document(call, facts))


def _document(call: str, facts: Path) -> dict[str, Any]:
    terms = load_terms(find_terms_file(call, settings.CALLS_FOLDERS))
    return settlement_document(settle(settlement_facts_of(read_json(facts), terms), terms))
