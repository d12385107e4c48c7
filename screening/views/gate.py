"""Who comes to the screening's pages: office and auditor to theirs, reviewers to theirs. For others neither exists."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.actor import ActorRequest
from accounts.services.doors import Teller, door
from accounts.services.refusals import Refused
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.policies import may_look_into_screening, may_review
from screening.rules.refusals import SENTENCES, Why
from screening.selectors import assignments_visible_to, cases_visible_to, rounds_visible_to

_CONFLICT = 409
# The same page in the office's frame and in the reviewers'.
OFFICE_FRAME, REVIEW_FRAME = "screening/page.html", "screening/review/page.html"


def refused_page(request: HttpRequest, sentence: str, *, frame: str, back_url: str) -> HttpResponse:
    """What was not done, and why."""
    page = {"frame": frame, "sentence": sentence, "back_url": back_url}
    return render(request, "screening/refused.html", page, status=_CONFLICT)


def _told_in(frame: str) -> Teller:
    def tell(request: HttpRequest, refusal: Refused, _named: Mapping[str, Any]) -> HttpResponse:
        # The page to look at again: the one that was posted to.
        return refused_page(request, SENTENCES[Why(refusal.why)], frame=frame, back_url=request.path)

    return tell


in_office = door(lambda actor: may_look_into_screening(actor).is_allowed, _told_in(OFFICE_FRAME))
in_review = door(lambda actor: may_review(actor).is_allowed, _told_in(REVIEW_FRAME))


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
