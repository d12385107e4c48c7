"""Who sees the files of an application: whoever sees the application."""

from accounts.actor import Actor
from applications.selectors.applications import applications_visible_to
from records.models import Attachment, IssuedPaper


def sees_file(actor: Actor, attachment: Attachment) -> bool:
    """Whether the application that the file belongs to is in this person's sight."""
    return applications_visible_to(actor).filter(pk=attachment.subject_id).exists()


def sees_paper(actor: Actor, paper: IssuedPaper) -> bool:
    """Whether the paper was issued for an application in this person's sight."""
    return applications_visible_to(actor).filter(papers__paper_id=paper.pk).exists()
