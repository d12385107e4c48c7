"""What moves a case on its way: its purpose, the beginning of a way, entering phases, changing the version, the paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from support_cases.forms.plan import CaseForm, PathForm, PurposeForm
from support_cases.models import CaseTemplate, SupportCase
from support_cases.policies import may_plan
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.selectors.plan import place_of, way_of
from support_cases.services.path import begin_path, change_path, enter_phase
from support_cases.services.plan import say_purpose
from support_cases.services.plan_paper import issue_dx_plan
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.words import case_crumb, portfolio_crumb

_REFUSED, _CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def purpose(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Ask for ありたい姿, and keep it."""
    case = _worked_on(request, case_id)
    form = PurposeForm(request.POST if request.method == "POST" else None, case=case, row=case)
    page = _page(case, "ありたい姿", form)
    if request.method != "POST":
        return render(request, "support_cases/plan/form.html", page)
    if not form.is_valid():
        return render(request, "support_cases/plan/form.html", page, status=_REFUSED)
    try:
        say_purpose(
            case_id=case.pk,
            purpose=form.values["purpose"],
            version=form.seen_version,
            actor=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        data = request.POST.copy()
        data["version"] = str(case.version)
        again = PurposeForm(data, case=case, row=case)
        again.is_valid()
        page = _page(case, "ありたい姿", again) | {
            "sentence": SENTENCES[Why(refusal.why)],
            "theirs": [("ありたい姿", case.purpose)],
        }
        return render(request, "support_cases/plan/form.html", page, status=_CONFLICT)
    messages.success(request, "ありたい姿を保存しました。")
    return redirect("support_cases:plan", case.pk)


@require_POST
@for_advisors
def begin(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Begin the way that was chosen."""
    case = _worked_on(request, case_id)
    chosen = request.POST.get("template", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        raise Http404
    template = get_object_or_404(CaseTemplate, pk=int(chosen), kind="phases")
    begin_path(case_id=case.pk, template_id=template.pk, actor=request.actor, at=timezone.now())
    messages.success(request, f"「{template.title}」で進めます。作業をロードマップに入れました。")
    return redirect("support_cases:plan", case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def enter(request: ActorRequest, case_id: UUID, phase: str) -> HttpResponse:
    """Enter a phase: a later one at a press, an earlier one with its reason."""
    case = _worked_on(request, case_id)
    way = way_of(case)
    if way is None or phase not in {each.code for each in way.data.phases}:
        raise Http404
    label = way.data.phase(phase).label
    if place_of(way.data, phase) > way.place:
        if request.method == "POST":
            enter_phase(case_id=case.pk, phase=phase, actor=request.actor, at=timezone.now())
            messages.success(request, f"段階「{label}」に進みました。")
        return redirect("support_cases:plan", case.pk)
    form = PathForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        because = form.values["because"]
        enter_phase(case_id=case.pk, phase=phase, actor=request.actor, at=timezone.now(), because=because)
        messages.success(request, f"段階「{label}」に戻しました。")
        return redirect("support_cases:plan", case.pk)
    hint = "戻しても、作業や記録はそのまま残ります。戻した日と理由を記録します。"
    page = _page(case, f"段階「{label}」に戻す", form) | {"hint": hint, "button": "戻す"}
    return render(request, "support_cases/plan/form.html", page, status=_REFUSED if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def change(request: ActorRequest, case_id: UUID, template_id: int) -> HttpResponse:
    """Go on under a newer version, with a reason."""
    case = _worked_on(request, case_id)
    template = get_object_or_404(CaseTemplate, pk=template_id, kind="phases")
    form = PathForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        because = form.values["because"]
        change_path(case_id=case.pk, template_id=template.pk, actor=request.actor, at=timezone.now(), because=because)
        messages.success(request, f"進め方を第{template.version}版に変えました。")
        return redirect("support_cases:plan", case.pk)
    hint = "いまある作業はそのまま残り、新しい版で増えた作業が後ろに加わります。"
    page = _page(case, f"進め方を第{template.version}版に変える", form) | {"hint": hint, "button": "この版に変える"}
    return render(request, "support_cases/plan/form.html", page, status=_REFUSED if form.is_bound else 200)


@require_POST
@for_advisors
def paper(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Ask for the plan as a paper, and go to its page."""
    case = case_or_404(request, case_id, shown="ケースの計画")
    issued = issue_dx_plan(case_id=case.pk, actor=request.actor, at=timezone.now())
    return redirect("records:paper", issued.pk)


def _worked_on(request: ActorRequest, case_id: UUID) -> SupportCase:
    case = case_or_404(request, case_id, shown="ケースの計画")
    insist(may_plan(request.actor, case, tokyo_day(timezone.now())))
    return case


def _page(case: SupportCase, title: str, form: CaseForm) -> dict[str, Any]:
    return {
        "crumbs": (portfolio_crumb(), case_crumb(case)),
        "company": case.company.name,
        "title": title,
        "hint": "",
        "form": form,
        "back_url": reverse("support_cases:plan", args=[case.pk]),
        "sentence": "",
        "theirs": (),
        "button": "保存する",
    }
