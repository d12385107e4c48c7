"""Diagnoses of a case: begun, answered bit by bit, finished, read, and held beside an earlier one of the same version."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from kernel.wareki import WarekiError, parse_date
from support_cases.forms.diagnoses import read_answers, read_seen
from support_cases.models import CaseTemplate, Diagnosis, SupportCase
from support_cases.policies.diagnoses import may_change_diagnosis
from support_cases.rules.answers import merged
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.selectors.diagnoses import diagnoses_visible_to, read_document
from support_cases.services.diagnoses import Outcome, begin_diagnosis, finish_diagnosis, said_in, save_answers
from support_cases.views.cases import case_head
from support_cases.views.diagnosis_answers import answer_page, clash_page, told_autosave
from support_cases.views.diagnosis_results import comparison_page, result_page, tab_page
from support_cases.views.gate import case_or_404, for_advisors

_CONFLICT = 409


@require_safe
@for_advisors
def diagnoses(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show the diagnoses of a case that this reader may see, and the way to begin one."""
    case = case_or_404(request, case_id, shown="診断の一覧")
    return render(request, "support_cases/diagnoses/tab.html", tab_page(case, request.actor, _today()))


@require_POST
@for_advisors
def begin(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Begin one."""
    case = case_or_404(request, case_id, shown="診断の一覧")
    template = get_object_or_404(CaseTemplate, kind="diagnosis", pk=_number(request.POST.get("template", "")))
    try:
        answered_on = parse_date(request.POST.get("answered_on", "")[:40])
    except WarekiError as error:
        raise Refused(Why.DAY_MISSING) from error
    row = begin_diagnosis(
        case_id=case.pk, template_id=template.pk, answered_on=answered_on, actor=request.actor, at=timezone.now()
    )
    return redirect("support_cases:diagnosis", case_id=case.pk, diagnosis_id=row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def diagnosis(request: ActorRequest, case_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Answer an open diagnosis of one's own, or read it."""
    case = case_or_404(request, case_id, shown="診断")
    row = _found(request, case, diagnosis_id)
    if request.method == "POST":
        return _saved(request, row)
    head = case_head(case, tab="diagnoses")
    if may_change_diagnosis(request.actor, row, _today()).is_allowed:
        return render(request, "support_cases/diagnoses/answer.html", head | answer_page(row))
    return render(request, "support_cases/diagnoses/result.html", head | result_page(row, request.actor, _today()))


@require_POST
@for_advisors
def finish(request: ActorRequest, case_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Finish it for good."""
    case = case_or_404(request, case_id, shown="診断")
    row = _found(request, case, diagnosis_id)
    finish_diagnosis(diagnosis_id=row.pk, actor=request.actor, at=timezone.now())
    return redirect("support_cases:diagnosis", case_id=case.pk, diagnosis_id=row.pk)


@require_safe
@for_advisors
def compare(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Hold two diagnoses of one version side by side; two versions are refused in words."""
    case = case_or_404(request, case_id, shown="診断の比較")
    rows = [_found(request, case, _uuid(request.GET.get(name, ""))) for name in ("first", "second")]
    before, after = sorted(rows, key=lambda row: (row.answered_on, row.saved_at))
    if before.template_id != after.template_id:
        raise Refused(Why.OTHER_VERSION)
    page = case_head(case, tab="diagnoses") | comparison_page(before, after, request.actor, _today())
    return render(request, "support_cases/diagnoses/compare.html", page)


def _saved(request: ActorRequest, row: Diagnosis) -> HttpResponse:
    is_automatic = request.headers.get("X-Autosave") == "1"
    try:
        mine = read_answers(read_document(row.template), request.POST)
        outcome = save_answers(
            diagnosis_id=row.pk, seen=read_seen(request.POST), mine=mine, actor=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        if not is_automatic:
            raise
        told = {"is_kept": False, "sentence": SENTENCES[Why(refusal.why)]}
        return JsonResponse(told, status=_CONFLICT)
    if is_automatic:
        return JsonResponse(told_autosave(outcome, mine), status=_CONFLICT if outcome.clashes else 200)
    return _after_saving(request, outcome, mine)


def _after_saving(request: ActorRequest, outcome: Outcome, mine: dict[str, object]) -> HttpResponse:
    row = outcome.diagnosis
    if outcome.clashes:
        both = merged(seen=read_seen(request.POST), mine=mine, theirs=said_in(row)).said
        page = case_head(row.case, tab="diagnoses") | clash_page(row, both, outcome.clashes)
        return render(request, "support_cases/diagnoses/answer.html", page, status=_CONFLICT)
    if request.POST.get("next") == "finish":
        finish_diagnosis(diagnosis_id=row.pk, actor=request.actor, at=timezone.now())
    return redirect("support_cases:diagnosis", case_id=row.case_id, diagnosis_id=row.pk)


def _found(request: ActorRequest, case: SupportCase, diagnosis_id: UUID | None) -> Diagnosis:
    rows = diagnoses_visible_to(request.actor, _today()).select_related("case__lead_advisor")
    return get_object_or_404(rows, case=case, pk=diagnosis_id)


def _today() -> date:
    return tokyo_day(timezone.now())


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
