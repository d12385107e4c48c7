"""`draw_diagrams`: draws the diagrams of docs/ anew; `--check` only says whether they are fresh."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.diagrams import redrawn


class Command(BaseCommand):
    """Every document of docs/ that holds diagram markers."""

    help = "Draw the diagrams of docs/ from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the check."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a diagram is stale")

    def handle(self, *, check: bool, **_: Any) -> None:
        """Draw, or compare."""
        for path in sorted((settings.BASE_DIR / "docs").glob("*.md")):
            drawn = path.read_text(encoding="utf-8")
            fresh = redrawn(drawn, settings.BASE_DIR)
            if fresh != drawn and check:
                raise CommandError(f"{path.name} is stale: run `manage.py draw_diagrams`")
            if fresh != drawn:
                path.write_text(fresh, encoding="utf-8")
                self.stdout.write(path.name)
