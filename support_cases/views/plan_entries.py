"""One form each for what a case plans. Whoever saved in between is shown, and nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from support_cases.forms.plan import CaseForm, ChallengeForm, GoalForm, TaskForm, ToolForm
from support_cases.models import CaseTask, Challenge, Goal, SupportCase, ToolOption
from support_cases.policies import may_plan
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.services.plan import save_challenge, save_goal, save_task, save_tool
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.words import case_crumb, day_word, portfolio_crumb

_REFUSED, _CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of thing that is planned: its words, its form, its verb, and the tab it stands on."""

    label: str
    form: type[CaseForm]
    model: Any
    save: Callable[..., Any]
    tab: str
    hint: str = ""


ENTRIES: Mapping[str, Entry] = {
    "challenge": Entry("課題", ChallengeForm, Challenge, save_challenge, "challenges"),
    "tool": Entry("道具の候補", ToolForm, ToolOption, save_tool, "challenges", "金額はすべて税抜で入力します。"),
    "goal": Entry(
        "目標", GoalForm, Goal, save_goal, "plan", "補助金の成果指標(KPI)に使うときは、作業時間(時間/年)で測ります。"
    ),
    "task": Entry("作業", TaskForm, CaseTask, save_task, "plan"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def entry(request: ActorRequest, case_id: UUID, kind: str, row_id: UUID | None = None) -> HttpResponse:
    """Show the form of a new or a kept row, and keep what is typed."""
    case = case_or_404(request, case_id, shown="ケースの計画")
    insist(may_plan(request.actor, case, tokyo_day(timezone.now())))
    asked = ENTRIES[kind]
    row = get_object_or_404(asked.model, pk=row_id, case=case) if row_id else None
    if request.method != "POST":
        return render(
            request, "support_cases/plan/form.html", form_page(case, asked, asked.form(case=case, row=row), row)
        )
    form = asked.form(request.POST, case=case, row=row)
    if not form.is_valid():
        return _again(request, case, asked, form, row)
    try:
        asked.save(
            case_id=case.pk,
            values=form.values,
            actor=request.actor,
            at=timezone.now(),
            row_id=row_id,
            version=form.seen_version,
        )
    except Refused as refusal:
        return _refused(request, case, asked, form, row=row, why=Why(refusal.why))
    messages.success(request, f"{asked.label}を保存しました。")
    return redirect(reverse(f"support_cases:{asked.tab}", args=[case.pk]))


def form_page(case: SupportCase, asked: Entry, form: CaseForm, row: Any) -> dict[str, Any]:
    """The form in words."""
    title = f"{asked.label}を直す" if row else f"{asked.label}を追加"
    back = reverse(f"support_cases:{asked.tab}", args=[case.pk])
    return {
        "crumbs": (portfolio_crumb(), case_crumb(case)),
        "company": case.company.name,
        "title": title,
        "hint": asked.hint,
        "form": form,
        "back_url": back,
        "sentence": "",
        "theirs": (),
        "button": "保存する",
    }


def _again(
    request: ActorRequest, case: SupportCase, asked: Entry, form: CaseForm, row: Any, **more: Any
) -> HttpResponse:
    page = form_page(case, asked, form, row) | more
    return render(request, "support_cases/plan/form.html", page, status=_CONFLICT if more else _REFUSED)


def _refused(
    request: ActorRequest, case: SupportCase, asked: Entry, form: CaseForm, *, row: Any, why: Why
) -> HttpResponse:
    """Say why; after somebody else's save show both, and let the next press keep what stands in the form."""
    if why is not Why.CHANGED_MEANWHILE or row is None:
        return _again(request, case, asked, form, row, sentence=SENTENCES[why])
    theirs = [
        (str(form[name].label), _plain(getattr(row, name)))
        for name, value in form.values.items()
        if name in form.fields and getattr(row, name) != value
    ]
    data = request.POST.copy()
    data["version"] = str(row.version)
    again = asked.form(data, case=case, row=row)
    again.is_valid()
    return _again(request, case, asked, again, row, sentence=SENTENCES[why], theirs=theirs)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "(入力なし)"
    return day_word(value) if hasattr(value, "isoformat") else str(value)
