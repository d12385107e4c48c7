"""The mails of a file that its applicant reads here once more, whatever became of them on their way."""

from django.db.models import QuerySet

from applications.models import Application
from applications.rules.letters import KINDS_TO_APPLICANT
from records.models import Message
from records.selectors import messages_about


def letters_of(application: Application) -> QuerySet[Message]:
    """What was written to the applicant, the latest first; of words that were sent again the last mail alone.

    Who may see the file may see them: ask that first. What the office was told about it is not among them.
    """
    own = messages_about(application).filter(kind__in=KINDS_TO_APPLICANT, is_secret=False)
    return own.filter(sent_again__isnull=True).order_by("-created_at", "-id")
