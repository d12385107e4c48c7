"""`manage.py close_sign_in EMAIL --by ADMINISTRATOR --because REASON`: a sign-in that fell into wrong hands."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import actor_of
from accounts.models import User
from accounts.models.user import folded_email
from accounts.services.people import set_sign_in_open
from accounts.services.refusals import Refused


class Command(BaseCommand):
    """Closes a person's sign-in at once, in every session; `--open` opens it again."""

    help = "Close a person's sign-in at once, in every session; with --open, open it again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the person, the administrator who decides, and why."""
        parser.add_argument("email", help="mailbox of the person")
        parser.add_argument("--by", required=True, help="mailbox of the administrator who decides")
        parser.add_argument("--because", required=True, help="the reason, for the trail")
        parser.add_argument("--open", action="store_true", dest="is_open", help="open it again")

    def handle(self, *, email: str, by: str, because: str, is_open: bool, **_: Any) -> None:
        """Close it, or open it."""
        try:
            user, chief = (User.objects.get(email=folded_email(each)) for each in (email, by))
            set_sign_in_open(actor=actor_of(chief), user=user, is_open=is_open, because=because, at=timezone.now())
        except User.DoesNotExist as unknown:
            raise CommandError("Nobody has this address.") from unknown
        except Refused as refusal:
            raise CommandError(refusal.why.value) from refusal
        self.stdout.write(f"{user.email}: {'open' if is_open else 'closed'}")
