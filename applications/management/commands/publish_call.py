"""`publish_call CALL --because …`: makes the newest revision of a call the one that visitors see."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.models import CallRevision
from applications.services.calls import publish_call


class Command(BaseCommand):
    """An audited act, by the person at the terminal."""

    help = "Publish the newest loaded revision of a call."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the call and the reason."""
        parser.add_argument("call", metavar="CALL")
        parser.add_argument("--because", required=True, help="why it is published now")

    def handle(self, *, call: str, because: str, **_: Any) -> None:
        """Publish, and say which revision is in force."""
        revision = CallRevision.objects.filter(call=call).order_by("-number").first()
        if revision is None:
            raise CommandError(f"{call}: まだ読み込まれていません。先に load_call {call} を実行してください")
        published = publish_call(
            revision_id=revision.pk, actor_label=f"端末の {getpass.getuser()}", at=timezone.now(), because=because
        )
        self.stdout.write(f"{published} を公開しています")
