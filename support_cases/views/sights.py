"""Who sees a paper or a photo of the accompaniment today: the day of the look is the reader's, so it is asked here."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import Actor
from kernel.calendar import tokyo_day
from records.models import Attachment, IssuedPaper
from support_cases.selectors import cases_visible_to, records_visible_to


def sees_case_paper(actor: Actor, paper: IssuedPaper) -> bool:
    """Whether the case of the paper is in this person's sight today; after a withdrawal it is not."""
    case_id = paper.context.get("case_id") if paper.kind == "dx_plan" else None
    if not case_id:
        return False
    try:
        return cases_visible_to(actor, tokyo_day(timezone.now())).filter(pk=case_id).exists()
    except ValidationError:
        return False


def sees_record_file(actor: Actor, attachment: Attachment) -> bool:
    """A photo is seen by whoever sees its record today."""
    return records_visible_to(actor, tokyo_day(timezone.now())).filter(pk=attachment.subject_id).exists()
