"""`manage.py settle_demonstration`: the people of the demonstration, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.rules.demonstration import DEMONSTRATION_CODE, DEMONSTRATION_PASSWORD
from accounts.services.demonstration import CAST, mailbox_of, settle_demonstration


class Command(BaseCommand):
    """Lets the demonstration's people in, and prints how to sign in as each of them."""

    help = "Let the people of the demonstration in (only where DEMONSTRATION is set) and print their sign-ins."

    def handle(self, **_: Any) -> None:
        """Settle them, unless they are there."""
        if not settings.DEMONSTRATION:
            raise CommandError("DEMONSTRATION is not set: these sign-ins are public.")
        if not User.objects.filter(email=mailbox_of(CAST[0])).exists():
            settle_demonstration(at=timezone.now())
        self.stdout.write(f"見本のログイン(パスワード {DEMONSTRATION_PASSWORD}、確認コード {DEMONSTRATION_CODE})")
        for person in CAST:
            self.stdout.write(f"  {mailbox_of(person)}\t{person.name} {person.part}")
