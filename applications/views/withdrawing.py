"""Taking back what was sent: the reason first, then the very mails that go out, then the move, once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from accounts.rules.roles import Right
from accounts.services.refusals import Refused
from applications.forms.draft_withdrawal import WithdrawalForm
from applications.models import Application
from applications.policies import may_move
from applications.rules.refusals import Why
from applications.rules.workflow import Move
from applications.selectors import terms_in_force
from applications.services.acceptance import withdraw_application
from applications.services.letters import preview_letter, preview_office_letter
from applications.views.draft_in_words import LIST, title_of
from applications.views.draft_sight import seen_or_404, signed_in
from kernel.parts import Crumb

_REFUSED = 422
_PREVIEW, _CONFIRM = "preview", "confirm"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def withdraw(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Ask for the reason, show the mails, and take the application back when they were seen."""
    application, step = _offered_or_404(request, application_id), request.POST.get("step", "")
    form = WithdrawalForm(request.POST if step in (_PREVIEW, _CONFIRM) else None, initial=request.POST.dict())
    if not form.is_bound or not form.is_valid():
        return _show(request, application, form, status=_REFUSED if form.is_bound else 200)
    if step != _CONFIRM:
        return _show(request, application, form, because=form.cleaned_data["because"])
    withdraw_application(
        application_id=application.pk,
        actor=request.actor,
        at=timezone.now(),
        because=form.cleaned_data["because"],
    )
    messages.success(request, "申請を取り下げました。")
    return redirect("applications:application", application_id=application.pk)


def _offered_or_404(request: ActorRequest, application_id: UUID) -> Application:
    """A file of one's own company, by whoever may send for it; the office has a page of its own."""
    application = seen_or_404(request, application_id)
    if not request.actor.may(Right.SUBMIT, application.organisation_id):
        raise Http404
    if may_move(request.actor, application, Move.WITHDRAW).refused is not None:
        raise Refused(Why.NOT_NOW)
    return application


def _show(
    request: ActorRequest, application: Application, form: WithdrawalForm, *, because: str = "", status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {
        "title": title_of(application),
        "demonstration": terms_in_force(application.revision).demonstration,
        "crumbs": (
            LIST,
            Crumb(title_of(application), reverse("applications:application", args=[application.pk])),
            Crumb("申請を取り下げる"),
        ),
        "number": application.receipt_number,
        "form": form,
        "because": because,
        "home_url": reverse("applications:application", args=[application.pk]),
    }
    if because:
        at = timezone.now()
        page["mail"] = preview_letter(application, Move.WITHDRAW, because=because, at=at)
        page["office_mail"] = preview_office_letter(
            application, Move.WITHDRAW, because=because, actor=request.actor, at=at
        )
    return render(request, "applications/draft/withdraw.html", page, status=status)
