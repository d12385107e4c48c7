"""Mails that failed or may not have arrived: what is known of each, and the person who sends one again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import Actor, ActorRequest
from applications.forms.office_moves import CLOSE, LostMailForm
from applications.models import Application
from applications.policies import may_send_again
from applications.rules.refusals import Why
from applications.selectors.office import mail_in_sight, mails_that_did_not_arrive
from applications.services.letters import close_letter, send_letter_again
from applications.views.office.gate import in_office
from applications.views.office.words import MAIL_CHIPS, NUMBERLESS, inbox_crumb, url_of
from kernel.parts import Chip, Crumb, moment_word
from records.models import Message, MessageState
from records.services.looking import record_look

_REFUSED = 422
_TITLE = "届いていないメール"


@dataclass(frozen=True, slots=True)
class ShownMail:
    """One mail of the list."""

    subject: str
    company: str
    number: str
    chip: Chip
    because: str
    when: str
    url: str
    file_url: str


@require_safe
@in_office
def mails(request: ActorRequest) -> HttpResponse:
    """Show the mails that wait for a person, the oldest first."""
    shown = [_shown(mail, file) for mail, file in mails_that_did_not_arrive(request.actor)]
    page = {"crumbs": (inbox_crumb(), Crumb(_TITLE)), "title": _TITLE, "mails": shown}
    return render(request, "applications/office/mails.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def mail(request: ActorRequest, message_id: UUID) -> HttpResponse:
    """Show a mail with what became of it; a POST with a reason sends its words once more."""
    found, file = _mail_or_404(request.actor, message_id)
    at, may = timezone.now(), may_send_again(request.actor, file)
    if request.method == "POST" and may.refused is Why.FOR_SECRETARIAT:
        raise Http404
    form = LostMailForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        record_look(actor=request.actor, subject=file, at=at, shown=f"メール「{found.subject}」")
        page = _page(found, file, form if may.is_allowed and _waits(found) else None)
        return render(request, "applications/office/mail.html", page, status=_REFUSED if form.is_bound else 200)
    because, is_closed = form.cleaned_data["because"], form.cleaned_data["act"] == CLOSE
    settle = close_letter if is_closed else send_letter_again
    settle(application_id=file.pk, message_id=found.pk, actor=request.actor, at=at, because=because)
    outcome = "を送らずに済みにしました。" if is_closed else "をもう一度送ります。"
    messages.success(request, f"「{found.subject}」{outcome}")
    return redirect("applications:office_mails")


def _mail_or_404(actor: Actor, message_id: UUID) -> tuple[Message, Application]:
    found = mail_in_sight(actor, message_id)
    if found is None:
        raise Http404
    return found


def _waits(found: Message) -> bool:
    return found.state in (MessageState.FAILED, MessageState.UNCERTAIN) and not (
        found.closed_at or found.sent_again.exists()
    )


def _shown(found: Message, file: Application) -> ShownMail:
    return ShownMail(
        subject=found.subject,
        company=file.organisation.name,
        number=file.receipt_number or NUMBERLESS,
        chip=MAIL_CHIPS[MessageState(found.state)],
        because=found.failed_because,
        when=moment_word(found.handed_over_at or found.created_at),
        url=reverse("applications:office_mail", args=[found.pk]),
        file_url=url_of(file),
    )


def _page(found: Message, file: Application, form: LostMailForm | None) -> dict[str, Any]:
    return {
        "crumbs": (inbox_crumb(), Crumb(_TITLE, reverse("applications:office_mails")), Crumb(found.subject)),
        "mail": found,
        "shown": _shown(found, file),
        "form": form,
        "was_sent_again": found.sent_again.exists(),
        "closed": moment_word(found.closed_at) if found.closed_at else "",
        "is_doubtful": found.state == MessageState.UNCERTAIN,
    }
