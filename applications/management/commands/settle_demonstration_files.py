"""`manage.py settle_demonstration_files`: the demonstration's files at every stage, once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.services.calls import DEMONSTRATION_SUFFIX
from applications.services.demonstration_files import settle_files


class Command(BaseCommand):
    """Lets the demonstration's people apply, and its secretariat work."""

    help = "Make files at every stage in the demonstration of a call (only where DEMONSTRATION is set)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the call whose demonstration is open."""
        parser.add_argument("call", metavar="CALL")

    def handle(self, *, call: str, **_: Any) -> None:
        """Make them, unless they are there."""
        if not settings.DEMONSTRATION:
            raise CommandError("DEMONSTRATION is not set: these files are made up.")
        made = settle_files(call_id=f"{call}{DEMONSTRATION_SUFFIX}", at=timezone.now())
        self.stdout.write(f"見本の申請を{made}件つくりました" if made else "見本の申請はすでにあります")
