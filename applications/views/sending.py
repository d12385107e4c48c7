"""Sending: everything on one page, then the receipt."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from applications.forms.draft_declaration import DeclarationForm
from applications.models import Application
from applications.rules.refusals import Why
from applications.rules.workflow import Status
from applications.selectors import picture_of
from applications.services.submission import submit_application
from applications.views.draft_sight import shown_or_404, signed_in
from applications.views.sending_in_words import confirm_page, receipt_page

_REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def confirm(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Show the whole application in the order of its paper; a POST sends it, once."""
    application = shown_or_404(request, application_id)
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _show(request, application, form)
    if not form.is_valid():
        return _show(request, application, form, status=_REFUSED)
    try:
        submit_application(
            application_id=application.pk, submission_key=form.key, actor=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return _show(request, application, form, why=Why(refusal.why), status=_REFUSED)
    return redirect("applications:receipt", application_id=application.pk)


def _show(
    request: ActorRequest,
    application: Application,
    form: DeclarationForm,
    *,
    why: Why | None = None,
    status: int = 200,
) -> HttpResponse:
    picture = picture_of(application, at=timezone.now())
    page = confirm_page(picture, form, request.actor, why=why)
    return render(request, "applications/draft/confirm.html", page, status=status)


@require_safe
@never_cache
@signed_in
def receipt(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Show the receipt of a file that was sent; a draft has none yet."""
    application = shown_or_404(request, application_id)
    if application.status == Status.DRAFT:
        return redirect("applications:application", application_id=application.pk)
    return render(request, "applications/draft/receipt.html", receipt_page(application))
