"""The mail that goes with each move: the same words in the preview and in the outbox."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Membership, User
from accounts.rules.roles import SECRETARIAT_ROLES
from accounts.services.refusals import Refused, insist
from applications.models import Application, ApplicationSection
from applications.policies import may_send_again
from applications.rules.letters import TO_APPLICANT, TO_OFFICE
from applications.rules.refusals import Why
from applications.rules.sections import SectionKey
from applications.rules.terms import CallTerms
from applications.rules.workflow import Move
from applications.selectors.calls import terms_in_force
from kernel.calendar import TOKYO
from kernel.wareki import format_wareki
from records.models import Message
from records.selectors import messages_about
from records.services.mail_words import MailWords, is_mailable, preview_message
from records.services.messages import close_message, queue_message, send_again


def preview_letter(application: Application, move: Move, *, because: str = "", at: datetime) -> MailWords | None:
    """The mail that this move would send, word for word; None where the file names no address."""
    to = recipient_of(application)
    if not to:
        return None
    return preview_message(kind=TO_APPLICANT[move], to=to, context=_words(application, because=because, at=at))


def post_letter(
    application: Application, move: Move, *, actor: Actor, at: datetime, because: str = ""
) -> Message | None:
    """Queue the mail of this move in the caller's transaction."""
    to = recipient_of(application)
    if not to:
        return None
    context = _words(application, because=because, at=at)
    return queue_message(kind=TO_APPLICANT[move], to=to, context=context, about=application, at=at, actor=actor)


@transaction.atomic
def send_letter_again(*, application_id: UUID, message_id: UUID, actor: Actor, at: datetime, because: str) -> Message:
    """Send the words of a mail about a file once more, because somebody has found out that it did not arrive."""
    application = Application.objects.get(pk=application_id)
    insist(may_send_again(actor, application))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    mail = messages_about(application).filter(pk=message_id).first()
    again = send_again(message=mail, actor=actor, at=at, because=because.strip()) if mail else None
    if again is None:
        raise Refused(Why.MAIL_IS_SETTLED)
    return again


@transaction.atomic
def close_letter(*, application_id: UUID, message_id: UUID, actor: Actor, at: datetime, because: str) -> None:
    """Note that a mail about a file needs no other: it had arrived, or the applicant was told in another way."""
    application = Application.objects.get(pk=application_id)
    insist(may_send_again(actor, application))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    mail = messages_about(application).filter(pk=message_id).first()
    if mail is None or not close_message(message=mail, actor=actor, at=at, because=because.strip()):
        raise Refused(Why.MAIL_IS_SETTLED)


def preview_office_letter(
    application: Application, move: Move, *, because: str, actor: Actor, at: datetime
) -> tuple[str, str]:
    """Subject and body of what the office is told of this move; whom it reaches there is the office's own affair."""
    to, context = application.created_by.email, _office_words(application, because=because, actor=actor, at=at)
    words = preview_message(kind=TO_OFFICE[move], to=to, context=context)
    return words.subject, words.body


def post_office_letters(
    application: Application, move: Move, *, actor: Actor, at: datetime, because: str
) -> tuple[Message, ...]:
    """Queue a mail to everybody at the office's desk, in the caller's transaction."""
    context = _office_words(application, because=because, actor=actor, at=at)
    return tuple(
        queue_message(kind=TO_OFFICE[move], to=to, context=context, about=application, at=at, actor=actor)
        for to in _desk_of_office()
    )


def _desk_of_office() -> list[str]:
    at_desk = Membership.objects.filter(role__in=SECRETARIAT_ROLES, ended_at__isnull=True, user__is_active=True)
    return sorted(set(at_desk.order_by("user__email").values_list("user__email", flat=True)))


def _office_words(application: Application, *, because: str, actor: Actor, at: datetime) -> dict[str, str]:
    return {**_words(application, because=because, at=at), "by": actor.label}


def recipient_of(application: Application) -> str:
    """Where mail about a file goes: to the contact it names, else to whoever began it for the own company.

    An address that no mail can be written to keeps no file back: it counts as none.
    """
    section = application.sections.filter(key=SectionKey.APPLICANT).first()
    named = section.answers.get("contact_email", "") if section else ""
    own = application.created_by.email if application.channel == "web" else ""
    return next((to for to in (named, own) if is_mailable(to)), "")


def recipients_of(applications: Iterable[Application]) -> dict[UUID, str]:
    """The same for many files, in two queries; blank where a file names no address."""
    files = {each.pk: each for each in applications}
    sections = ApplicationSection.objects.filter(application__in=files, key=SectionKey.APPLICANT)
    named = {row.application_id: row.answers.get("contact_email", "") for row in sections}
    begun = {pk: file.created_by_id for pk, file in files.items() if file.channel == "web"}
    own = dict(User.objects.filter(pk__in=begun.values()).values_list("pk", "email"))
    reached = {pk: (named.get(pk, ""), own.get(begun[pk], "") if pk in begun else "") for pk in files}
    return {pk: next((to for to in both if is_mailable(to)), "") for pk, both in reached.items()}


def _words(application: Application, *, because: str, at: datetime) -> dict[str, str]:
    terms = terms_in_force(application.revision)
    section = application.sections.filter(key=SectionKey.APPLICANT).first()
    answers = section.answers if section else {}
    return {
        "company": answers.get("name") or application.organisation.name,
        "person": answers.get("contact_name", ""),
        "call": terms.title,
        "subsidy": terms.subsidy_name,
        "receipt_number": application.receipt_number,
        "title": application.title,
        "moment": _moment(application.arrived_at or application.submitted_at or at),
        "today": _moment(at),
        "because": because.strip(),
        "desk": _desk(terms),
    }


def _moment(at: datetime) -> str:
    moment = at.astimezone(TOKYO)
    return f"{format_wareki(moment.date(), weekday=True)} {moment:%H:%M}"


def _desk(terms: CallTerms) -> str:
    desk = terms.grantor
    return "\n".join((desk.office, f"電話 {desk.telephone}({desk.hours})"))
