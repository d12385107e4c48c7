"""The reviewer's desk: the own files, and the sheet of one, which keeps every score as it is given."""

from datetime import datetime
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused, insist
from applications.selectors.calls import terms_in_force
from kernel.calendar import tokyo_day
from records.services.looking import record_look
from screening.models import Assignment
from screening.policies import may_review, may_score
from screening.rules.refusals import SENTENCES, Why
from screening.rules.workflow import AssignmentStatus
from screening.selectors.gate import findings_of
from screening.selectors.sheets import assignments_ever, scores_of
from screening.services.scoring import IncompleteSheet, SavedScore, ScoreConflict, submit_sheet
from screening.views.gate import REVIEW_FRAME, in_review, own_assignment_or_404, refused_page
from screening.views.my_files_in_words import my_files_page
from screening.views.score_sheet import Kept, TypedScore, keep_row, keep_sheet, theirs_in_words
from screening.views.scoring_in_words import saved_word, scoring_page, tally_of

_UNFIT, _CONFLICT = 422, 409
# The page frames documents of this house, and nothing else.
_FRAMES = {"frame-src": ["'self'"]}
_PAGE = "screening/review/score.html"


@require_safe
@in_review
def my_files(request: ActorRequest) -> HttpResponse:
    """Show a reviewer's files: how far each is, and until when."""
    return render(request, "screening/review/mine.html", my_files_page(request.actor, on=tokyo_day(timezone.now())))


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update(_FRAMES)
@in_review
def score_file(request: ActorRequest, assignment_id: UUID) -> HttpResponse:
    """Show a file beside its sheet; a POST keeps the sheet and, if so asked, hands it in."""
    at = timezone.now()
    if request.method == "POST":
        return _posted(request, assignment_id, at)
    assignment = own_assignment_or_404(request, assignment_id)
    if assignment.status == AssignmentStatus.ASSIGNED or _is_shut(assignment):
        return redirect("screening:gate", assignment_id=assignment.pk)
    record_look(actor=request.actor, subject=assignment, at=at, shown="採点")
    return render(request, _PAGE, scoring_page(assignment, request.actor, on=tokyo_day(at)))


def _is_shut(assignment: Assignment) -> bool:
    """Whether a conflict turned up after the file was opened: the gate says which, and the head may let it pass."""
    return assignment.status == AssignmentStatus.OPEN and bool(findings_of(assignment))


def _posted(request: ActorRequest, assignment_id: UUID, at: datetime) -> HttpResponse:
    assignment = _ever_or_404(request, assignment_id)
    criteria = terms_in_force(assignment.case.application.revision).screening.criteria
    try:
        # Before anything typed is read: what comes back with it is the file.
        insist(may_score(request.actor, assignment))
        kept = keep_sheet(assignment.pk, criteria, request.POST, scores_of(assignment), actor=request.actor, at=at)
        if kept.is_whole and request.POST.get("act") == "submit":
            because = request.POST.get("because", "")
            submit_sheet(assignment_id=assignment.pk, actor=request.actor, at=at, because=because)
            messages.success(request, f"{assignment.case.application.receipt_number}の採点票を提出しました。")
            return redirect("screening:my_files")
    except Refused as refusal:
        return _refused(request, assignment, refusal, at)
    if kept.is_whole:
        messages.success(request, "保存しました。")
        return redirect("screening:score_file", assignment_id=assignment.pk)
    return _again(request, assignment, kept, at)


def _refused(request: ActorRequest, assignment: Assignment, refusal: Refused, at: datetime) -> HttpResponse:
    """A sheet that only lacks something is shown again; a closed one is told in words, with the way back."""
    sentence = SENTENCES[Why(refusal.why)]
    if isinstance(refusal, IncompleteSheet):
        return _again(request, assignment, Kept({each.key: "点数を入れてください。" for each in refusal.missing}), at)
    if refusal.why in (Why.REASON_MISSING, Why.NOTHING_CHANGED):
        return _again(request, assignment, Kept({"because": sentence}), at)
    return refused_page(request, sentence, frame=REVIEW_FRAME, back_url=reverse("screening:my_files"))


def _again(request: ActorRequest, assignment: Assignment, kept: Kept, at: datetime) -> HttpResponse:
    posted = request.POST
    page = scoring_page(assignment, request.actor, on=tokyo_day(at), posted=posted, kept=kept)
    return render(request, _PAGE, page, status=_UNFIT)


@never_cache
@require_POST
def save_score(request: ActorRequest, assignment_id: UUID, criterion: str) -> HttpResponseBase:
    """Keep one row for the script of the page; told is what came of it, and the tally."""
    refused = may_review(request.actor).refused
    if refused is not None:
        return _for_nobody(refused)
    assignment, at = _ever_or_404(request, assignment_id), timezone.now()
    typed = TypedScore.read(request.POST)
    if typed is None:
        return JsonResponse(_untold("入力を受け取れませんでした。画面を開き直してください。"), status=_UNFIT)
    try:
        outcome = keep_row(assignment.pk, criterion, typed, actor=request.actor, at=at)
    except Refused as refusal:
        return JsonResponse({**_untold(SENTENCES[Why(refusal.why)]), "is_over": True}, status=_CONFLICT)
    return _told(assignment, outcome)


def _for_nobody(refused: Any) -> HttpResponse:
    if refused is Why.NOT_SIGNED_IN:
        return HttpResponse(status=401)
    raise Http404


def _told(assignment: Assignment, outcome: SavedScore | ScoreConflict | Why) -> JsonResponse:
    if isinstance(outcome, ScoreConflict):
        points, comment = outcome.theirs
        theirs = {"points": points, "comment": comment, "sentence": theirs_in_words(outcome)}
        told = {**_untold("ほかの画面で変更されています。"), "version": outcome.version, "theirs": theirs}
        return JsonResponse(told, status=_CONFLICT)
    if isinstance(outcome, Why):
        return JsonResponse(_untold(SENTENCES[outcome]), status=_UNFIT)
    tally = tally_of(scores_of(assignment), terms_in_force(assignment.case.application.revision).screening.criteria)
    score = outcome.score
    return JsonResponse(
        {
            "is_kept": True,
            "sentence": saved_word(score),
            "version": score.version,
            "total": tally.total,
            "left": tally.left,
        }
    )


def _untold(sentence: str) -> dict[str, Any]:
    return {"is_kept": False, "sentence": sentence}


def _ever_or_404(request: HttpRequest, assignment_id: UUID) -> Assignment:
    actor = request.actor  # type: ignore[attr-defined]
    joined = ("case__round", "case__application__revision", "case__application__organisation", "reviewer")
    rows = assignments_ever(actor).select_related(*joined)
    found = rows.filter(pk=assignment_id).first()
    if found is None:
        raise Http404
    return found
