"""`manage.py open_house`: everything between a fresh checkout and the first visitor, in one process."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from applications.models import CallRevision
from applications.services.calls import unusable_revisions


class Command(BaseCommand):
    """Checks, migrates, opens the calls, and settles the demonstration; safe to repeat at each start."""

    help = "Check this machine, migrate, load the calls, publish the first one and open its demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the call that is shown, and whose terms the demonstration borrows."""
        parser.add_argument("--show", default="fy2025_introduction", metavar="CALL")

    def handle(self, *, show: str, **_: Any) -> None:
        """Open the house. An erratum is loaded but not published: that stays an act of its own."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_call", "--all", because="募集条件のファイルが変わったため")
        if not CallRevision.objects.filter(call=show, published_at__isnull=False).exists():
            call_command("publish_call", show, because="最初の起動")
        call_command("open_demo_call", show)
        call_command("load_support_templates", stdout=self.stdout)
        if unusable := unusable_revisions():
            remedy = "条件のファイルを直して load_call と publish_call を実行してください"
            if settings.DEMONSTRATION:
                remedy = f"実演用のデータは、フォルダー {settings.VAR_DIR} を消してから起動し直すと、作り直せます"
            raise CommandError("\n".join([*unusable, f"公開中の条件をこの版の仕組みでは読めません。{remedy}"]))
        if settings.DEMONSTRATION:
            call_command("settle_demonstration", stdout=self.stdout)
            call_command("settle_demonstration_files", show, stdout=self.stdout)
            call_command("settle_demonstration_screening", show, stdout=self.stdout)
            call_command("settle_demonstration_support", stdout=self.stdout)
