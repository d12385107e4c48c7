"""How the judging commands speak: one JSON document on standard output, problems on standard error, exit status 2."""

import json
import sys
from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, OutputWrapper

from applications.rules.reading import UnusableInputError, read_json
from applications.rules.terms import CallTerms
from applications.rules.terms.loading import TermsError, load_terms
from applications.services.calls import find_terms_file

UNUSABLE_INPUT = 2


class JudgingCommand(BaseCommand):
    """A command of the contract. It needs no database and no system library, so it runs anywhere."""

    requires_system_checks: list[str] = []

    def answer(self, judge: Callable[[], dict[str, Any]]) -> None:
        """Prints what `judge` gives, or every problem on a line of its own and ends with status 2."""
        try:
            document = judge()
        except (UnusableInputError, TermsError) as unusable:
            refuse(self.stderr, unusable.lines)
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))


class FactsCommand(JudgingCommand):
    """A command that is given a call and a file of facts."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the contract's arguments."""
        parser.add_argument("call", metavar="CALL")
        parser.add_argument("facts", metavar="FACTS.json", type=Path)

    def handle(self, *, call: str, facts: Path, **_: Any) -> None:
        """Answer for the file under the terms of the call."""
        self.answer(lambda: self._of_file(call, facts))

    def _of_file(self, call: str, facts: Path) -> dict[str, Any]:
        terms = load_terms(find_terms_file(call, settings.CALLS_FOLDERS))
        return self.document(read_json(facts), terms)

    @abstractmethod
    def document(self, facts: Any, terms: CallTerms) -> dict[str, Any]:
        """What the command prints of these facts."""


def refuse(stderr: OutputWrapper, lines: tuple[str, ...]) -> NoReturn:
    """One line per problem, none of them broken, and the exit status for unusable input."""
    for line in lines:
        stderr.write(" ".join(line.split()))
    sys.exit(UNUSABLE_INPUT)
