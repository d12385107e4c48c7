"""`rank CALL --sheets … --applications … [--bonus …] --budget YEN`: the ranking and what the budget gives."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from applications.management.answers import JudgingCommand
from applications.rules.reading import UnusableInputError
from applications.rules.shapes import LARGEST_YEN
from applications.rules.terms.loading import load_terms
from applications.services.calls import find_terms_file
from screening.rules.printing import ranking_document
from screening.rules.ranking import rank
from screening.rules.score_files import read_candidates


class Command(JudgingCommand):
    """Contract §3."""

    help = "Rank applications from score sheets under a call's terms and print one JSON document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the contract's arguments; the budget is read as text, so that a bad one gets our own line."""
        parser.add_argument("call", metavar="CALL")
        parser.add_argument("--sheets", required=True, type=Path, metavar="SHEETS.csv")
        parser.add_argument("--applications", required=True, type=Path, metavar="APPS.csv")
        parser.add_argument("--bonus", type=Path, metavar="BONUS.csv")
        parser.add_argument("--budget", required=True, metavar="YEN")

    def handle(self, *, call: str, **options: Any) -> None:
        """Rank the files."""
        self.answer(lambda: _document(call, options))


def _document(call: str, options: dict[str, Any]) -> dict[str, Any]:
    terms = load_terms(find_terms_file(call, settings.CALLS_FOLDERS))
    budget = _budget(options["budget"])
    candidates = read_candidates(options["sheets"], options["applications"], options["bonus"], terms)
    return ranking_document(rank(candidates, terms, budget))


def _budget(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_YEN)):
        return int(text)
    raise UnusableInputError(f"--budget: 0 以上 {LARGEST_YEN} 以下の円の整数で書きます: {text[:40]}")
