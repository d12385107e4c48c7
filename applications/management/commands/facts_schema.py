"""`facts_schema CALL`: the JSON Schema of the facts that `judge` reads under a call's terms."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from applications.management.answers import JudgingCommand
from applications.rules.reading import facts_schema
from applications.rules.terms.loading import load_terms
from applications.services.calls import find_terms_file


class Command(JudgingCommand):
    """The shape of FACTS.json for one call."""

    help = "Print the JSON Schema of the facts under a call's terms."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the call."""
        parser.add_argument("call", metavar="CALL")

    def handle(self, *, call: str, **_: Any) -> None:
        """Print the schema."""
        self.answer(lambda: facts_schema(load_terms(find_terms_file(call, settings.CALLS_FOLDERS))))
