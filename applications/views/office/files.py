"""The page of one file, and what the office decides of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import ActorRequest
from applications.forms.office_moves import ResolveForm
from applications.policies import may_resolve
from applications.rules.refusals import Why
from applications.selectors.office_file import dossier_of
from applications.services.resolutions import resolve_review
from applications.views.office.file_in_words import file_page
from applications.views.office.gate import file_or_404, in_office
from applications.views.office.moves import MovePage, move_page, offered_move
from kernel.verdict import Outcome
from records.services.looking import record_look

_REFUSED = 422
_SHOWN = "申請の詳細"
FILE = "applications/office/file.html"


@require_safe
@in_office
def file(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Show a file, and write down that its personal data was shown."""
    application, at = file_or_404(request, application_id), timezone.now()
    record_look(actor=request.actor, subject=application, at=at, shown=_SHOWN)
    dossier = dossier_of(application, at=at, with_looks="looks" in request.GET)
    return render(request, FILE, file_page(dossier, request.actor))


@require_POST
@in_office
def resolve(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Decide what a rule left to a person, where it stands."""
    application, at, form = file_or_404(request, application_id), timezone.now(), ResolveForm(request.POST)
    if may_resolve(request.actor, application).refused is Why.FOR_SECRETARIAT:
        raise Http404
    if not form.is_valid():
        record_look(actor=request.actor, subject=application, at=at, shown=_SHOWN)
        page = file_page(dossier_of(application, at=at), request.actor, tried=form)
        return render(request, FILE, page, status=_REFUSED)
    rule, line = form.cleaned_data["rule"], form.cleaned_data["line"]
    outcome, because = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["because"]
    resolve_review(
        application_id=application.pk,
        rule=rule,
        line=line,
        outcome=outcome,
        actor=request.actor,
        at=at,
        because=because,
    )
    messages.success(request, "判断を記録しました。")
    return redirect(f"{reverse('applications:office_file', args=[application.pk])}#verdict-{rule}-{line}")


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def make_move(request: ActorRequest, application_id: UUID, move: str) -> HttpResponse:
    """Show the mail that a move will send; made is the move only when that mail was seen."""
    application, at = file_or_404(request, application_id), timezone.now()
    offer = offered_move(request.actor, application, move)
    asked = MovePage.read(request.POST if request.method == "POST" else None, offer)
    if not asked.is_confirmed:
        page = move_page(application, offer, asked, at=at)
        if page["mail"] is not None:
            record_look(
                actor=request.actor, subject=application, at=at, shown=f"メールの下見「{page['mail'].subject}」"
            )
        return render(request, "applications/office/move.html", page, status=_REFUSED if asked.is_refused else 200)
    offer.make(application, actor=request.actor, at=at, because=asked.because)
    messages.success(request, offer.done)
    return redirect("applications:office_file", application_id=application.pk)
