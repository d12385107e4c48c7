"""`manage.py load_support_templates`: take in the ways through the phases and the diagnoses that come with the house."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from support_cases.rules.templates_on_disk import TemplateError
from support_cases.services.templates import load_templates


class Command(BaseCommand):
    """Safe to repeat; a version with other content than before is refused."""

    help = "Load the templates of phases and diagnoses that are not loaded yet."

    def handle(self, **_: Any) -> None:
        """Load them, and say which were new."""
        try:
            loaded = load_templates(timezone.now())
        except TemplateError as error:
            raise CommandError(str(error)) from error
        for name in loaded:
            self.stdout.write(f"{name} を読み込みました")
