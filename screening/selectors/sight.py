"""The queries that say what the policies say of one: the office and the auditor everything, a reviewer the own."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.rules.roles import Role
from applications.rules.workflow import Status
from applications.selectors.calls import terms_in_force
from records.models import Attachment
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.policies import may_look_into_screening
from screening.rules.workflow import SERVING, AssignmentStatus
from screening.selectors.reading import documents_of_rubric

_READABLE = (Status.ACCEPTED, Status.GRANTED, Status.REFUSED)


def rounds_visible_to(actor: Actor) -> QuerySet[ScreeningRound]:
    """Rounds: the office's and the auditor's pages."""
    rows = ScreeningRound.objects.select_related("call")
    return rows if may_look_into_screening(actor).is_allowed else rows.none()


def cases_visible_to(actor: Actor) -> QuerySet[ScreeningCase]:
    """Cases: the office's and the auditor's pages; a reviewer comes through the own assignment."""
    rows = ScreeningCase.objects.select_related("application__organisation", "application__revision", "round")
    return rows if may_look_into_screening(actor).is_allowed else rows.none()


def assignments_visible_to(actor: Actor) -> QuerySet[Assignment]:
    """Assignments, with case and file joined: all for the office, the own ones for a reviewer while they stand."""
    rows = Assignment.objects.select_related(
        "case__round", "case__application__organisation", "case__application__revision", "reviewer"
    )
    if may_look_into_screening(actor).is_allowed:
        return rows
    if not actor.has(Role.REVIEWER):
        return rows.none()
    own = Q(reviewer_id=actor.user_id, status__in=SERVING, case__application__status__in=_READABLE)
    return rows.filter(own)


def sees_document(actor: Actor, attachment: Attachment) -> bool:
    """Whether a reviewer reads this document: the own file is open, and the rubric names it as it was sent in.

    Tax certificates, registers and whatever else no criterion looks at stay with the office.
    """
    if not actor.has(Role.REVIEWER) or attachment.sealed_at is None:
        return False
    opened = (AssignmentStatus.OPEN, AssignmentStatus.SUBMITTED)
    own = Assignment.objects.filter(
        reviewer_id=actor.user_id,
        status__in=opened,
        case__application_id=attachment.subject_id,
        case__application__status__in=_READABLE,
    )
    found = own.select_related("case__application__revision").first()
    if found is None:
        return False
    return attachment.purpose in documents_of_rubric(terms_in_force(found.case.application.revision))
