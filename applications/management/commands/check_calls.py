"""`check_calls`: reads every call's terms and says what would be refused."""

from typing import Any

from django.conf import settings

from applications.management.answers import JudgingCommand, refuse
from applications.rules.terms.loading import TermsError, load_terms
from applications.services.calls import call_ids_in, find_terms_file


class Command(JudgingCommand):
    """All folders of calls, without touching the database."""

    help = "Check the terms of every call."

    def handle(self, **_: Any) -> None:
        """Check each call; tell all problems of all of them."""
        problems: list[str] = []
        for call_id in call_ids_in(settings.CALLS_FOLDERS):
            try:
                terms = load_terms(find_terms_file(call_id, settings.CALLS_FOLDERS))
                self.stdout.write(f"{call_id}: {terms.title} ({terms.revision_sha256[:12]})")
            except TermsError as error:
                problems += error.lines
        if problems:
            refuse(self.stderr, tuple(problems))
