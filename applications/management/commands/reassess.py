"""`manage.py reassess`: every frozen judgement must come out again from its facts and its revision."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from applications.services.reassessment import differences


class Command(BaseCommand):
    """Judge every sent file again and say which frozen judgements differ; none should."""

    help = "判定の記録を、保存した事実と公募の版からもう一度判定し、違いがあれば示します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One call, or all of them."""
        parser.add_argument("call", nargs="?", default="", help="公募の識別子(省くとすべて)")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print one line per difference; exit status 1 when there is any."""
        count, found = differences(call_id=options["call"])
        for line in found:
            self.stdout.write(line)
        self.stderr.write(f"{count}件を判定し直しました。違いは{len(found)}件です。")
        if found:
            raise CommandError("判定の記録を再現できません。", returncode=1)
