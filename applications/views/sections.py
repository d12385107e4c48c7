"""The sections of a draft: one page each, kept as far as it can be kept, whoever else is writing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from applications.rules.sections import Section, SectionKey, section_named
from applications.selectors import picture_of
from applications.services.put_aside import give_up, taken_up
from applications.views.draft_sight import button_on, edited_or_404, signed_in
from applications.views.known_elsewhere import known_elsewhere
from applications.views.sections_desk import Desk, Outcome, desk_for_keeping, desk_of, keep
from applications.views.sections_in_words import autosaved, conflict_page, place_after, section_page, template_of

_REFUSED, _CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def section(request: ActorRequest, application_id: UUID, key: str) -> HttpResponse:
    """Show a section and keep what is typed; nothing is refused for being incomplete."""
    application, named, at = edited_or_404(request, application_id), _named(request, key), timezone.now()
    if request.method != "POST":
        desk = desk_of(picture_of(application, at=at), named, at=at)
        return _show(request, desk, taken_up(request.session, path=request.path))
    outcome = keep(desk_for_keeping(application, named, at=at), request.POST, actor=request.actor)
    if request.headers.get("X-Autosave"):
        return JsonResponse(autosaved(outcome), status=_CONFLICT if outcome.conflict else 200)
    if outcome.conflict is not None:
        return render(request, "applications/draft/conflict.html", conflict_page(outcome), status=_CONFLICT)
    give_up(request.session, path=request.path)
    return _after(request, outcome)


def _page(_: HttpRequest, *, application_id: UUID, key: str) -> str:
    return reverse("applications:section", args=[application_id, key])


@button_on(_page)
def give_up_typed(request: ActorRequest, application_id: UUID, key: str) -> HttpResponse:
    """Forget what was typed while the session had ended, and show what is kept."""
    application, named = edited_or_404(request, application_id), _named(request, key)
    place = place_after(desk_for_keeping(application, named, at=timezone.now()), "stay")
    give_up(request.session, path=place)
    return redirect(place)


def _named(request: ActorRequest, key: str) -> Section:
    try:
        named = section_named(key)
    except KeyError as unknown:
        raise Http404 from unknown
    if named.key is SectionKey.ATTACHMENTS and request.method == "POST":
        raise Http404
    return named


def _show(request: ActorRequest, desk: Desk, typed: QueryDict | None) -> HttpResponse:
    form = desk.form(typed)
    if typed is not None:
        form.answers()
    page = section_page(desk, form, typed=typed) | _beside(request, desk)
    return render(request, template_of(desk), page)


def _beside(request: ActorRequest, desk: Desk) -> dict[str, Any]:
    return known_elsewhere(request.actor, desk.application, desk.section.key, at=desk.at)


def _after(request: ActorRequest, outcome: Outcome) -> HttpResponse:
    refused = outcome.form.refusals()
    if refused or outcome.was_reshaped:
        page = section_page(outcome.desk, outcome.shown_again()) | _beside(request, outcome.desk)
        return render(request, template_of(outcome.desk), page, status=_REFUSED if refused else 200)
    messages.success(request, f"「{outcome.desk.section.label}」を保存しました。")
    return redirect(place_after(outcome.desk, request.POST.get("next", "")))
