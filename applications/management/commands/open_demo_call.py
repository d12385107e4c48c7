"""`open_demo_call CALL`: a call with the same terms whose days stand around today, clearly marked."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from applications.management.answers import refuse
from applications.rules.terms.loading import TermsError
from applications.services.calls import open_demonstration


class Command(BaseCommand):
    """For trying the house out; the real call stays as it is."""

    help = "Open a demonstration of a call with days around today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the call whose terms are borrowed."""
        parser.add_argument("call", metavar="CALL")

    def handle(self, *, call: str, **_: Any) -> None:
        """Open it, or leave an open one alone."""
        try:
            revision = open_demonstration(
                call_id=call,
                folders=settings.CALLS_FOLDERS,
                actor_label=f"端末の {getpass.getuser()}",
                at=timezone.now(),
            )
        except TermsError as error:
            refuse(self.stderr, error.lines)
        self.stdout.write(f"{revision} を公開しています")
