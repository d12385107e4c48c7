"""Which records a person may see, and what the trail tells of a subject."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Model, Q, QuerySet

from accounts.actor import Actor
from records.models import Attachment, AuditEvent, IssuedPaper, Message
from records.models.attachment import IS_CURRENT
from records.models.message import ENDED_BADLY
from records.policies.attachments_sight import is_seen_by
from records.policies.papers_sight import is_paper_seen_by
from records.rules.acts import LOOKS, HistoryEntry, name_of_act

SESSION_KEY = "papers"
ORIGIN_KEY = "papers_asked_on"


def papers_visible_in(session: Mapping[str, Any]) -> QuerySet[IssuedPaper]:
    """Return the papers that this visitor asked for; to anybody else they do not exist."""
    return IssuedPaper.objects.filter(pk__in=list(_identifiers(session.get(SESSION_KEY, ()))))


def paper_visible_to(actor: Actor, session: SessionBase, paper_id: uuid.UUID) -> IssuedPaper | None:
    """Return a paper to the visitor who asked for it, and to who sees the file it was issued for."""
    asked_for = papers_visible_in(session).filter(pk=paper_id).first()
    if asked_for is not None:
        return asked_for
    issued = IssuedPaper.objects.filter(pk=paper_id).first()
    return issued if issued is not None and is_paper_seen_by(actor, issued) else None


def page_asked_on(session: SessionBase) -> tuple[str, str] | None:
    """Return name and address of the page where this visitor last asked for a paper."""
    match session.get(ORIGIN_KEY):
        case [str(label), str(url)]:
            return label, url
        case _:
            return None


def _identifiers(listed: Iterable[object]) -> Iterator[uuid.UUID]:
    for each in listed:
        try:
            yield uuid.UUID(str(each))
        except ValueError:
            continue


def attachment_visible_to(actor: Actor, attachment_id: uuid.UUID) -> Attachment | None:
    """Return a file if the app that owns its subject lets this person see it; else it does not exist."""
    attachment = Attachment.objects.filter(pk=attachment_id, withdrawn_at__isnull=True).first()
    return attachment if attachment is not None and is_seen_by(actor, attachment) else None


def attachments_of(subject: Model) -> QuerySet[Attachment]:
    """Return the files that stand. Who may see the subject may see them: ask that first."""
    return every_attachment_of(subject).filter(IS_CURRENT)


def every_attachment_of(subject: Model) -> QuerySet[Attachment]:
    """Return the files that stand, were replaced or were taken back, oldest first."""
    return Attachment.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))


def messages_about(subject: Model) -> QuerySet[Message]:
    """Return the mails about a subject, oldest first."""
    return Message.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))


def messages_for_a_person() -> QuerySet[Message]:
    """Return the mails that ended badly, the latest first: somebody must decide whether to send them again.

    One that was sent again waits no longer: if need be, the new one does. Nor does one that a person has closed.
    """
    waiting = Message.objects.filter(state__in=ENDED_BADLY, sent_again__isnull=True, closed_at__isnull=True)
    return waiting.order_by("-created_at", "-id")


def history_of(*subjects: Model, with_looks: bool = False) -> list[HistoryEntry]:
    """Return what was done to these subjects, latest first; with `with_looks` also who only looked."""
    if not subjects:
        return []
    about = Q()
    for subject in subjects:
        about |= Q(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    names = {str(subject.pk): str(subject) for subject in subjects}
    events = AuditEvent.objects.filter(about).order_by("-at", "-id")
    if not with_looks:
        events = events.exclude(verb__in=LOOKS)
    return [
        HistoryEntry(
            at=event.at,
            who=event.actor_label,
            what=name_of_act(event.verb),
            because=event.because,
            about=names[event.subject_id],
        )
        for event in events
    ]
