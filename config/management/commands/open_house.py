"""`manage.py open_house`: everything between a fresh checkout and the first visitor, in one process."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Checks, migrates, and opens the calls; safe to repeat at each start."""

    help = "Check this machine, migrate, load and publish the calls, and open the demonstration call."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the call whose terms the demonstration borrows."""
        parser.add_argument("--demonstrate", default="fy2025_introduction", metavar="CALL")

    def handle(self, *, demonstrate: str, **_: Any) -> None:
        """Open the house."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_call", "--all")
        call_command("publish_call", demonstrate, because="make run")
        call_command("open_demo_call", demonstrate)
