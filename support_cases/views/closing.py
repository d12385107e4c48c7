"""The end of the accompaniment: the institution says how it ended, the company whether it was so."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor, ActorRequest
from accounts.services.refusals import insist
from kernel.calendar import tokyo_day
from support_cases.forms.plan import ClosingForm, ConfirmationForm
from support_cases.models import Closing, SupportCase
from support_cases.policies import may_lead, may_move
from support_cases.policies.closing import may_confirm_closing
from support_cases.policies.sight import companies_of
from support_cases.rules.measures import KINDS
from support_cases.rules.workflow import CaseMove
from support_cases.selectors import cases_visible_to
from support_cases.selectors.knowledge import may_become_story
from support_cases.selectors.plan import closing_of, goals_of, measurements_of
from support_cases.services.closing import Ending, close_support, confirm_closing
from support_cases.views.company_head import company_head
from support_cases.views.figures import amount_word
from support_cases.views.gate import case_or_404, for_advisors, for_company
from support_cases.views.words import case_crumb, day_word, moment_word, portfolio_crumb

_REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def closing(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Ask how the case ends; show how it ended."""
    case = case_or_404(request, case_id, shown="支援の終わり")
    kept = closing_of(case)
    if kept is not None and request.method != "POST":
        page = _closed_page(case, kept, may_tell=may_lead(request.actor, case).is_allowed)
        return render(request, "support_cases/plan/closed.html", page)
    insist(may_move(request.actor, case, CaseMove.CLOSE))
    form = ClosingForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        close_support(case_id=case.pk, ending=Ending(**form.values), actor=request.actor, at=timezone.now())
        messages.success(request, "支援を終えました。会社に、内容の確認を頼んでください。")
        return redirect("support_cases:closing", case.pk)
    return render(request, "support_cases/plan/form.html", _form_page(case, form), status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@for_company
def confirmation(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show the company how its case ended, and ask whether it was so."""
    own = cases_visible_to(request.actor, tokyo_day(timezone.now())).filter(company__in=companies_of(request.actor))
    case = get_object_or_404(own, pk=case_id)
    kept = get_object_or_404(Closing, pk=case.pk)
    form = ConfirmationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        confirm_closing(case_id=case.pk, actor=request.actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "確認した内容を、支援機関に伝えました。")
        return redirect("support_cases:confirmation", case.pk)
    page = _confirmation_page(case, kept, form, request.actor)
    return render(request, "support_cases/company/closing.html", page, status=_status(form))


def _status(form: Any) -> int:
    return _REFUSED if form.is_bound else 200


def _form_page(case: SupportCase, form: ClosingForm) -> dict[str, Any]:
    return {
        "crumbs": (portfolio_crumb(), case_crumb(case)),
        "company": case.company.name,
        "title": "支援を終える",
        "hint": "終えた後も、記録と計画は読めます。終わりの内容は会社の方が確認し、満足度と一緒に残します。",
        "form": form,
        "back_url": reverse("support_cases:plan", args=[case.pk]),
        "sentence": "",
        "theirs": (),
        "button": "支援を終える",
    }


def _closed_page(case: SupportCase, kept: Closing, *, may_tell: bool) -> dict[str, Any]:
    return {
        "crumbs": (portfolio_crumb(), case_crumb(case)),
        "company": case.company.name,
        "facts": _facts(kept),
        "answer": _answer(kept),
        "story_url": f"{reverse('support_cases:article_new')}?case={case.pk}" if may_tell else "",
        "may_become_story": may_become_story(case.pk),
        "back_url": reverse("support_cases:case", args=[case.pk]),
    }


def _confirmation_page(case: SupportCase, kept: Closing, form: ConfirmationForm, actor: Actor) -> dict[str, Any]:
    return {
        **company_head(case, actor, tab="closing"),
        "facts": _facts(kept),
        "results": _results(case),
        "answer": _answer(kept),
        "form": form,
        "may_answer": not kept.company_answer and may_confirm_closing(actor, case).is_allowed,
        "is_answered": bool(kept.company_answer),
        "may_become_story": kept.may_become_story,
    }


def _facts(kept: Closing) -> list[tuple[str, str]]:
    told = (
        ("終えた理由", kept.get_reason_display()),
        ("できるようになったこと", kept.achieved),
        ("引継ぎ先", kept.successor),
        ("次に様子を聞く日", day_word(kept.next_follow_up_on)),
        ("事例にすること", "会社の了解を得て、名前を出さない事例にしてよい" if kept.may_become_story else "しない"),
        ("終えた日時", moment_word(kept.closed_at)),
        ("終えた人", kept.closed_by_label),
    )
    return [(label, text) for label, text in told if text]


def _answer(kept: Closing) -> list[tuple[str, str]]:
    if not kept.company_answer:
        return []
    told = (
        ("支援機関のまとめは", kept.get_company_answer_display()),
        ("会社の言葉", kept.company_words),
        ("満足度", f"5段階の{kept.company_satisfaction}"),
        ("確認した日時", moment_word(kept.answered_at)),
        ("確認した人", kept.answered_by_label),
    )
    return [(label, text) for label, text in told if text]


def _results(case: SupportCase) -> list[dict[str, str]]:
    values = measurements_of(case)
    return [
        {
            "task": goal.task,
            "kind": KINDS[goal.kind].label,
            "before": amount_word(goal.baseline, goal.unit) if goal.baseline is not None else "測っていません",
            "now": amount_word(values[goal.pk][-1].value, goal.unit) if values.get(goal.pk) else "測っていません",
            "target": amount_word(goal.target, goal.unit),
        }
        for goal in goals_of(case)
    ]
