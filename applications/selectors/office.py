"""What the office's lists need beside the rows themselves, in one query for any number of rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from accounts.actor import Actor
from applications.models import Application, Assessment, CallRevision
from applications.policies import OWN_CHANNEL
from applications.rules.workflow import TURN_OF, Status, Turn
from applications.selectors.applications import applications_visible_to
from applications.selectors.calls import terms_in_force
from kernel.verdict import Outcome
from records.models import Message
from records.selectors import messages_for_a_person


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement of a file at its newest submission, as the list tells it; no amount while none is known."""

    eligible: str
    granted_at_most: int | None


def office_files(actor: Actor) -> QuerySet[Application]:
    """The files that the office sees."""
    return applications_visible_to(actor)


def listed_files(actor: Actor) -> QuerySet[Application]:
    """The same files with the applicant alone joined: a list names the call by `title_of_call`."""
    return applications_visible_to(actor).defer(None).select_related(None).select_related("organisation")


@cache
def title_of_call(call_id: str, revision_id: int) -> str:
    """What the call is called in this revision, read once per process: a revision never changes."""
    return terms_in_force(CallRevision.objects.get(pk=revision_id, call_id=call_id)).title


def judged_of(application_ids: Iterable[UUID]) -> dict[UUID, Judged]:
    """The newest judgement of each of these files."""
    rows = (
        Assessment.objects.filter(submission__application_id__in=list(application_ids))
        .order_by("submission__number")
        .values_list("submission__application_id", "eligible", "amount")
    )
    return {application_id: Judged(eligible, _known(amount)) for application_id, eligible, amount in rows}


def _known(amount: Mapping[str, Any]) -> int | None:
    known: int = amount["granted_at_most"]
    return None if amount["outcome"] == Outcome.UNKNOWN else known


def newest_judgement() -> Subquery:
    """The outcome of the newest judgement, to filter a query of applications by."""
    rows = Assessment.objects.filter(submission__application=OuterRef("pk")).order_by("-submission__number")
    return Subquery(rows.values("eligible")[:1])


def newest_amount() -> Subquery:
    """The amount of the newest judgement, None while it is not known, to filter a query of applications by."""
    rows = Assessment.objects.filter(submission__application=OuterRef("pk")).order_by("-submission__number")
    known = Case(
        When(amount__outcome=Outcome.UNKNOWN.value, then=None),
        default=Cast(KeyTextTransform("granted_at_most", "amount"), BigIntegerField()),
    )
    return Subquery(rows.values(known=known)[:1], output_field=BigIntegerField())


def is_turn_of(turn: Turn) -> Q:
    """Whose move it is, as a condition; what the office types in for an applicant is the office's own move."""
    statuses = [status for status, owner in TURN_OF.items() if owner is turn]
    typed_in = Q(status=Status.DRAFT) & ~Q(channel=OWN_CHANNEL)
    return Q(status__in=statuses) | typed_in if turn is Turn.SECRETARIAT else Q(status__in=statuses) & ~typed_in


def turn_of(application: Application) -> Turn:
    """Whose move it is on this file."""
    is_typed_in = application.status == Status.DRAFT and application.channel != OWN_CHANNEL
    return Turn.SECRETARIAT if is_typed_in else TURN_OF[Status(application.status)]


def to_be_checked(actor: Actor, *, after: date | None, until: date | None) -> QuerySet[Application]:
    """Files that wait for the formal check or to be typed in, by their day of arrival, the oldest first."""
    rows = office_files(actor).filter(status__in=(Status.SUBMITTED, Status.DRAFT))
    if after is not None:
        rows = rows.filter(received_on__gt=after)
    if until is not None:
        rows = rows.filter(received_on__lte=until)
    return rows.order_by("received_on", "submitted_at", "id")


def mails_that_did_not_arrive(actor: Actor) -> list[tuple[Message, Application]]:
    """Mails about files in sight that failed, or of which nobody knows, with the file; the oldest first."""
    waiting = messages_for_a_person().filter(subject_kind=Application._meta.label_lower, is_secret=False)
    mails = list(waiting.defer("body").order_by("created_at", "id"))
    files = {str(file.pk): file for file in _named(actor, [mail.subject_id for mail in mails])}
    return [(mail, files[mail.subject_id]) for mail in mails if mail.subject_id in files]


def mail_in_sight(actor: Actor, message_id: UUID) -> tuple[Message, Application] | None:
    """A mail about a file that this person sees, with the file; None for every other, and for one that holds a key."""
    about = Message.objects.filter(subject_kind=Application._meta.label_lower, is_secret=False)
    mail = about.filter(pk=message_id).first()
    file = office_files(actor).filter(pk=mail.subject_id).first() if mail else None
    return (mail, file) if mail is not None and file is not None else None


def _named(actor: Actor, ids: Sequence[str]) -> QuerySet[Application]:
    return office_files(actor).filter(pk__in=ids).order_by("pk")
