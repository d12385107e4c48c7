"""Who comes to the screening's pages: office and auditor to theirs, reviewers to theirs. For others neither exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.actor import Actor, ActorRequest
from accounts.services.refusals import Refused
from kernel.ruling import Ruling
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.policies import may_look_into_screening, may_review
from screening.rules.refusals import SENTENCES, Why
from screening.selectors import assignments_visible_to, cases_visible_to, rounds_visible_to

View = Callable[..., HttpResponseBase]
_CONFLICT = 409


def in_office(view: View) -> View:
    """The office's pages; a refused verb is answered with its sentence."""
    return _behind(view, may_look_into_screening, "screening/refused.html")


def in_review(view: View) -> View:
    """The reviewers' pages; a refused verb is answered with its sentence."""
    return _behind(view, may_review, "screening/review/refused.html")


def _behind(view: View, may_enter: Callable[[Actor], Ruling], refusal_page: str) -> View:
    @never_cache
    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refused = may_enter(cast(ActorRequest, request).actor).refused
        if refused is Why.NOT_SIGNED_IN:
            return redirect_to_login(request.get_full_path())
        if refused is not None:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            page = {"sentence": SENTENCES[Why(refusal.why)], "back_url": _same_site(request)}
            return render(request, refusal_page, page, status=_CONFLICT)

    return enter


def _same_site(request: HttpRequest) -> str:
    """The page to look at again: the one that was posted to, where it can be looked at."""
    return request.path


def round_or_404(request: ActorRequest, call: str) -> ScreeningRound:
    """The round of a call, if it is in this person's sight."""
    return get_object_or_404(rounds_visible_to(request.actor), call_id=call)


def case_or_404(request: ActorRequest, case_id: UUID) -> ScreeningCase:
    """The case, if it is in this person's sight."""
    return get_object_or_404(cases_visible_to(request.actor), pk=case_id)


def assignment_or_404(request: ActorRequest, assignment_id: UUID) -> Assignment:
    """The assignment, if it is in this person's sight."""
    return get_object_or_404(assignments_visible_to(request.actor), pk=assignment_id)


def own_assignment_or_404(request: ActorRequest, assignment_id: UUID) -> Assignment:
    """The assignment, if this person is its reviewer: the office looks at sheets on the office's pages."""
    rows = assignments_visible_to(request.actor).filter(reviewer_id=request.actor.acting_id)
    return get_object_or_404(rows, pk=assignment_id)
