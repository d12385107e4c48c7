"""`manage.py open_secretariat`: the first administrator of a real house, whom nobody inside could have invited."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.rules.particulars import Particulars
from accounts.services.organisations import open_secretariat
from accounts.services.people import sign_up, verify_email
from accounts.services.refusals import Refused


class Command(BaseCommand):
    """Opens the secretariat with its first administrator, who then chooses a password by mail."""

    help = "Open the secretariat with its first administrator. The password is then set from /password/reset/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the office and the person."""
        parser.add_argument("office", help="name of the secretariat")
        parser.add_argument("person", help="name of the administrator")
        parser.add_argument("email", help="mailbox of the administrator")

    @transaction.atomic
    def handle(self, *, office: str, person: str, email: str, **_: Any) -> None:
        """Open it, once."""
        at = timezone.now()
        administrator = sign_up(email=email, name=person, password=None, at=at)
        verify_email(user=administrator, email=email, at=at)
        try:
            open_secretariat(administrator=administrator, particulars=Particulars(name=office), at=at)
        except Refused as refusal:
            raise CommandError(refusal.why.value) from refusal
        self.stdout.write(f"{office}: {email} sets a password at /password/reset/ and then a second factor.")
