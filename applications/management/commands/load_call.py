"""`load_call CALL…` or `load_call --all`: keeps the terms of calls as revisions. Publishing is an act of its own."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from applications.management.answers import refuse
from applications.rules.terms.loading import TermsError
from applications.services.calls import call_ids_in, load_call


class Command(BaseCommand):
    """From folders to rows."""

    help = "Load calls from their folders as immutable revisions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name calls, or all, and the reason of an erratum."""
        parser.add_argument("calls", metavar="CALL", nargs="*")
        parser.add_argument("--all", action="store_true", help="every call that has a folder")
        parser.add_argument("--because", default="", help="the reason of an erratum")

    def handle(self, *, calls: list[str], because: str, **options: Any) -> None:
        """Load each call, and say what there is now."""
        for call_id in call_ids_in(settings.CALLS_FOLDERS) if options["all"] else calls:
            try:
                revision = load_call(
                    call_id=call_id, folders=settings.CALLS_FOLDERS, at=timezone.now(), because=because
                )
            except TermsError as error:
                refuse(self.stderr, error.lines)
            self.stdout.write(f"{revision} {revision.sha256[:12]}")
