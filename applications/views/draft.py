"""The applicant's files: the list of them, the beginning of one, and the task list of one."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from applications.forms.draft_start import StartForm
from applications.selectors import picture_of
from applications.selectors.ways_on import ways_on_from_file
from applications.services.drafts import start_draft
from applications.services.precheck import read_precheck
from applications.views.decided_in_words import DECIDED
from applications.views.draft_in_words import home_page, mine_page, start_page
from applications.views.draft_sight import shown_or_404, signed_in
from applications.views.known_elsewhere import copies_of
from applications.views.letters_in_words import letters_panel
from applications.views.visit import terms_or_404

_REFUSED = 422


@require_safe
@never_cache
@signed_in
def mine(request: ActorRequest) -> HttpResponse:
    """Show the files of one's companies, and where a new one begins."""
    return render(request, "applications/draft/mine.html", mine_page(request.actor, request.session, at=timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def start(request: ActorRequest, call: str) -> HttpResponse:
    """Begin a draft for one of one's companies, with what the pre-check has answered; a newcomer's registers first."""
    if not request.actor.memberships:
        return redirect(f"{reverse('accounts:register_company')}?{urlencode({'next': request.path})}")
    terms, at = terms_or_404(call), timezone.now()
    precheck = read_precheck(request.session, call=call)
    form = StartForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if not form.is_bound or not form.is_valid():
        page = start_page(terms, form, precheck, request.actor, at=at)
        return render(request, "applications/draft/start.html", page, status=_REFUSED if form.is_bound else 200)
    draft = start_draft(
        call_id=call,
        organisation_id=form.organisation_id,
        actor=request.actor,
        at=at,
        known=precheck.known,
        industry=precheck.industry,
    )
    if draft.created_at != at:
        messages.info(request, "この公募には、もう始めた申請があります。続きから入力してください。")
    return redirect("applications:application", application_id=draft.pk)


@require_safe
@never_cache
@signed_in
def home(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Show the task list of one file."""
    application, at = shown_or_404(request, application_id), timezone.now()
    page = home_page(picture_of(application, at=at), request.actor, at=at)
    # A decided file names its ways on in its next step.
    onward = () if application.status in DECIDED else ways_on_from_file(request.actor, application)
    beside = {"copies": copies_of(application, at=at), "onward": onward}
    return render(request, "applications/draft/home.html", {**page, **letters_panel(application, at=at), **beside})
