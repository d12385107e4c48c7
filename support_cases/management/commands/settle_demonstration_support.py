"""`manage.py settle_demonstration_support`: a company that is accompanied, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from support_cases.services.demonstration import settle_support


class Command(BaseCommand):
    """Lets the demonstration's institutions accompany its company."""

    help = "Make an accompanied company in the demonstration (only where DEMONSTRATION is set)."

    def handle(self, **_: Any) -> None:
        """Make it, unless it is there."""
        if not settings.DEMONSTRATION:
            raise CommandError("DEMONSTRATION is not set: this case is made up.")
        made = settle_support(at=timezone.now())
        self.stdout.write("見本の支援ケースをつくりました" if made else "見本の支援ケースはすでにあります")
