"""How the judging commands speak: one JSON document on standard output, problems on standard error, exit status 2."""

import json
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, OutputWrapper

from applications.rules.reading import UnusableInputError
from applications.rules.terms.loading import TermsError

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


def refuse(stderr: OutputWrapper, lines: tuple[str, ...]) -> NoReturn:
    """One line per problem, none of them broken, and the exit status for unusable input."""
    for line in lines:
        stderr.write(" ".join(line.split()))
    sys.exit(UNUSABLE_INPUT)
