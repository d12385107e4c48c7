"""Assigning reviewers: by hand, by a proposal that is shown first, and taking them off again."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from kernel.parts import Crumb
from screening.forms.assignments import PairsForm
from screening.forms.conflicts import BecauseForm
from screening.models import Assignment
from screening.policies import may_lead_screening, may_move, may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import AssignmentMove, AssignmentStatus
from screening.selectors.conflicts import conflicts_of
from screening.selectors.panel import serving_reviewers
from screening.selectors.proposals import cases_by_hand, proposed_for
from screening.selectors.reviewers import reviewers_visible_to
from screening.services.assignments import apply_proposal, assign_pairs, remove_assignment, set_aside_sheet
from screening.services.conflicts import override_conflict
from screening.views.assigning_in_words import assigning_page, proposal_page
from screening.views.desk_words import ASSIGNMENT_CHIPS, case_url, desk_crumb, desk_url, rounds_crumb
from screening.views.gate import assignment_or_404, case_or_404, in_office, round_or_404

_REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def assignments(request: ActorRequest, call: str) -> HttpResponse:
    """Show who has which file; give every chosen file to every chosen reviewer, and tell what was left out."""
    screening = round_or_404(request, call)
    if request.method != "POST":
        page = assigning_page(screening, request.actor) | {"form": None}
        return render(request, "screening/assignments.html", page)
    _insist_on_the_office(request)
    cases, people = [case.pk for case in cases_by_hand(screening)], [user.pk for user in serving_reviewers()]
    form = PairsForm(request.POST, cases=cases, reviewers=people)
    if not form.is_valid():
        chosen = [*request.POST.getlist("cases"), *request.POST.getlist("reviewers")]
        page = assigning_page(screening, request.actor, chosen=chosen) | {"form": form}
        return render(request, "screening/assignments.html", page, status=_REFUSED)
    left_out = assign_pairs(round_id=screening.pk, pairs=form.pairs, actor=request.actor, at=timezone.now())
    if made := len(form.pairs) - len(left_out):
        messages.success(request, f"{made:,}組を割り当てました。")
    if not left_out:
        return redirect("screening:assignments", call=call)
    page = assigning_page(screening, request.actor, left_out=left_out) | {"form": None}
    return render(request, "screening/assignments.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def proposal(request: ActorRequest, call: str) -> HttpResponse:
    """Show what the optimiser proposes; a POST assigns exactly what was shown."""
    screening, at = round_or_404(request, call), timezone.now()
    if request.method == "POST":
        _insist_on_the_office(request)
        applied = apply_proposal(round_id=screening.pk, token=request.POST.get("token", ""), actor=request.actor, at=at)
        messages.success(request, f"案のとおり、{len(applied.proposal.pairs):,}組を割り当てました。")
        return redirect("screening:desk", call=call)
    page = proposal_page(screening, proposed_for(screening), request.actor)
    return render(request, "screening/proposal.html", page)


_LABELS: Mapping[AssignmentMove, str] = {
    AssignmentMove.REMOVE: "担当を外す",
    AssignmentMove.SET_ASIDE: "採点票を除外する",
}
_CONSEQUENCES: Mapping[AssignmentMove, str] = {
    AssignmentMove.REMOVE: "この審査員は、この申請を開けなくなります。同じ審査員をもう一度この申請に割り当てることはできません。",
    AssignmentMove.SET_ASIDE: "採点票は残りますが、合計にも件数にも数えません。元に戻すことはできません。",
}
_VERBS: Mapping[AssignmentMove, Callable[..., Assignment]] = {
    AssignmentMove.REMOVE: remove_assignment,
    AssignmentMove.SET_ASIDE: set_aside_sheet,
}


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def move_assignment(request: ActorRequest, assignment_id: UUID, move: str) -> HttpResponse:
    """Take a reviewer off a file, or leave a sheet out of every total, with the reason."""
    assignment = assignment_or_404(request, assignment_id)
    _insist_on_the_office(request)
    if move not in _VERBS:
        raise Http404
    made = AssignmentMove(move)
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        because = form.cleaned_data["because"]
        _VERBS[made](assignment_id=assignment.pk, actor=request.actor, at=timezone.now(), because=because)
        messages.success(request, f"{assignment.reviewer.name}さんの{_DONE[made]}。")
        return redirect(desk_url(assignment.case.round))
    is_open = may_move(request.actor, assignment, made).refused is not Why.NOT_NOW
    page = _move_page(assignment, made) | {"form": form, "is_open": is_open}
    return render(request, "screening/move_assignment.html", page, status=_REFUSED if form.is_bound else 200)


_DONE: Mapping[AssignmentMove, str] = {
    AssignmentMove.REMOVE: "担当を外しました",
    AssignmentMove.SET_ASIDE: "採点票を除外しました",
}


def _move_page(assignment: Assignment, move: AssignmentMove) -> dict[str, Any]:
    screening, application = assignment.case.round, assignment.case.application
    label = _LABELS[move]
    return {
        "crumbs": (
            rounds_crumb(),
            desk_crumb(screening),
            Crumb(application.receipt_number, case_url(assignment.case_id)),
            Crumb(label),
        ),
        "label": label,
        "number": application.receipt_number,
        "company": application.organisation.name,
        "reviewer": assignment.reviewer.name,
        "chip": ASSIGNMENT_CHIPS[AssignmentStatus(assignment.status)],
        "consequence": _CONSEQUENCES[move],
        "back_url": desk_url(screening),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def override(request: ActorRequest, case_id: UUID, reviewer_id: UUID) -> HttpResponse:
    """Show what keeps a reviewer from a file; the head of the secretariat may let it pass, with the reason."""
    case = case_or_404(request, case_id)
    reviewer = get_object_or_404(reviewers_visible_to(request.actor), pk=reviewer_id)
    may_lead = may_lead_screening(request.actor).is_allowed
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        override_conflict(
            case_id=case.pk,
            reviewer_id=reviewer.pk,
            actor=request.actor,
            at=timezone.now(),
            because=form.cleaned_data["because"],
        )
        messages.success(request, f"{reviewer.name}さんについて、例外を記録しました。割り当てられるようになりました。")
        return redirect(f"{desk_url(case.round)}assignments/")
    findings = conflicts_of([case], [reviewer]).get((case.pk, reviewer.pk), ())
    application = case.application
    page = {
        "crumbs": (rounds_crumb(), desk_crumb(case.round), Crumb(application.receipt_number, case_url(case.pk))),
        "number": application.receipt_number,
        "company": application.organisation.name,
        "reviewer": reviewer.name,
        "findings": [each.because for each in findings],
        "form": form,
        "may_lead": may_lead,
        "back_url": f"{desk_url(case.round)}assignments/",
    }
    return render(request, "screening/override.html", page, status=_REFUSED if form.is_bound else 200)


def _insist_on_the_office(request: ActorRequest) -> None:
    """The auditor looks at these pages and has no act on them."""
    if not may_run_screening(request.actor).is_allowed:
        raise Http404
