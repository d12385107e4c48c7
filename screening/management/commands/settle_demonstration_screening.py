"""`manage.py settle_demonstration_screening`: the demonstration's round of screening, once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.services.calls import DEMONSTRATION_SUFFIX
from screening.services.demonstration import settle_screening


class Command(BaseCommand):
    """Lets the demonstration's secretariat assign, and its reviewers score."""

    help = "Open the screening of the demonstration of a call (only where DEMONSTRATION is set)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the call whose demonstration is open."""
        parser.add_argument("call", metavar="CALL")

    def handle(self, *, call: str, **_: Any) -> None:
        """Open it, unless it is there."""
        if not settings.DEMONSTRATION:
            raise CommandError("DEMONSTRATION is not set: these sheets are made up.")
        made = settle_screening(call_id=f"{call}{DEMONSTRATION_SUFFIX}", at=timezone.now())
        self.stdout.write(f"見本の審査を{made}件の申請で始めました" if made else "見本の審査はすでにあります")
