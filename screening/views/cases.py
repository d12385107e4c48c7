"""The office's page of a case: consolidation opened and settled, bonus points decided from their evidence."""

from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from records.services.looking import record_look
from screening.forms.bonuses import BonusForm, ReopenForm
from screening.models import ScreeningCase
from screening.policies import may_run_screening
from screening.rules.acts import ACTS
from screening.rules.refusals import SENTENCES, Why
from screening.rules.workflow import CaseMove
from screening.selectors.office_case import OfficeCase, office_case_of
from screening.services.bonuses import decide_bonus as decide
from screening.services.consolidation import SheetsOutstanding, open_consolidation, reopen_case, settle_case
from screening.views.case_in_words import bonus_form, case_page
from screening.views.gate import case_or_404, in_office

_UNFIT = 422
_FRAMES = {"frame-src": ["'self'"]}
_PAGE = "screening/case.html"
# What speaks against the evidence stands at the points; what has changed meanwhile ends the request.
_ELSEWHERE = frozenset({Why.ROUND_FROZEN, Why.FILE_CLOSED, Why.FOR_SECRETARIAT, Why.NO_SUCH_BONUS})


@require_safe
@csp_update(_FRAMES)
@in_office
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show a case, and write down that its personal data was shown."""
    kept = case_or_404(request, case_id)
    record_look(actor=request.actor, subject=kept, at=timezone.now(), shown="審査の詳細")
    return render(request, _PAGE, case_page(office_case_of(kept), request.actor))


@require_POST
@in_office
def move_case(request: ActorRequest, case_id: UUID, move: str) -> HttpResponse:
    """Open the consolidation, settle it, or open it again with a reason."""
    kept = _run_or_404(request, case_id)
    try:
        _make(CaseMove(move), kept, request)
    except ValueError as error:
        raise Http404 from error
    except SheetsOutstanding as refusal:
        messages.warning(request, f"{SENTENCES[Why(refusal.why)]}未提出:{'、'.join(refusal.missing)}")
        return redirect("screening:case", case_id=kept.pk)
    messages.success(request, f"{ACTS[move]}しました。")
    return redirect("screening:case", case_id=kept.pk)


def _make(move: CaseMove, kept: ScreeningCase, request: ActorRequest) -> None:
    at = timezone.now()
    match move:
        case CaseMove.OPEN_CONSOLIDATION:
            open_consolidation(case_id=kept.pk, actor=request.actor, at=at)
        case CaseMove.SETTLE:
            settle_case(case_id=kept.pk, actor=request.actor, at=at)
        case CaseMove.REOPEN:
            form = ReopenForm(request.POST)
            because = form.cleaned_data["because"] if form.is_valid() else ""
            reopen_case(case_id=kept.pk, actor=request.actor, at=at, because=because)


@require_POST
@csp_update(_FRAMES)
@in_office
def decide_bonus(request: ActorRequest, case_id: UUID, bonus: str) -> HttpResponse:
    """Decide one bonus item; a decision that its evidence does not carry is shown again with the reason."""
    kept = office_case_of(_run_or_404(request, case_id))
    item = next((each for each in kept.reading.terms.screening.bonuses if each.key == bonus), None)
    if item is None:
        raise Http404
    form = bonus_form(item, kept, request.POST)
    if form.is_valid() and _is_decided(form, kept, request):
        messages.success(request, f"「{item.label}」の加点を記録しました。")
        return redirect(f"{reverse('screening:case', args=[kept.case.pk])}#bonus-{bonus}")
    return render(request, _PAGE, case_page(kept, request.actor, tried=form), status=_UNFIT)


def _is_decided(form: BonusForm, kept: OfficeCase, request: ActorRequest) -> bool:
    said = form.cleaned_data
    try:
        decide(
            case_id=kept.case.pk,
            bonus=form.bonus.key,
            points=said["points"],
            evidence=form.evidence,
            because=said["because"],
            actor=request.actor,
            at=timezone.now(),
            seen=said["seen"],
        )
    except Refused as refusal:
        if refusal.why in _ELSEWHERE:
            raise
        form.add_error("points", SENTENCES[Why(refusal.why)])
        return False
    return True


def _run_or_404(request: ActorRequest, case_id: UUID) -> ScreeningCase:
    """The auditor reads and presses nothing."""
    kept = case_or_404(request, case_id)
    if not may_run_screening(request.actor).is_allowed:
        raise Http404
    return kept
