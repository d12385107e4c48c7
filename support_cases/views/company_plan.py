"""The plan of a case as the company reads it: what it wants, what was promised until when, goals and the roadmap."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor, ActorRequest
from kernel.calendar import tokyo_day
from support_cases.models import Challenge, Goal, Homework, Measurement, SupportCase
from support_cases.policies import may_finish_homework
from support_cases.policies.sight import companies_of
from support_cases.rules.sharing import Visibility
from support_cases.selectors import cases_visible_to, homework_visible_to
from support_cases.selectors.plan import Way, challenges_of, goals_of, measurements_of, tasks_of, way_of
from support_cases.views.challenges import CHALLENGE_CHIPS
from support_cases.views.company_head import company_head
from support_cases.views.effects import effect_of
from support_cases.views.gate import for_company
from support_cases.views.plan import goal_card, task_row
from support_cases.views.plots.gantt import gantt_of
from support_cases.views.record_words import homework_line
from support_cases.views.words import day_word


@require_safe
@for_company
def company_plan(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show the plan to the company it is about."""
    today = tokyo_day(timezone.now())
    own = cases_visible_to(request.actor, today).filter(company_id__in=companies_of(request.actor))
    case = get_object_or_404(own, pk=case_id)
    page = company_head(case, request.actor, tab="plan") | _plan(case, request.actor, today)
    return render(request, "support_cases/company/plan.html", page)


def _plan(case: SupportCase, actor: Actor, today: date) -> dict[str, Any]:
    tasks = [row for row in tasks_of(case) if row.state != "skipped"]
    dated = [row for row in tasks if row.begins_on or row.due_on or row.state != "todo"]
    rows = [task_row(row, today, may_write=False) for row in dated]
    values = measurements_of(case)
    way = way_of(case)
    return {
        **_homework(case, actor, today),
        "way": _steps(way) if way else (),
        "goals": [_goal(row, values.get(row.pk, [])) for row in goals_of(case)],
        "gantt": gantt_of(tasks, today),
        "today": day_word(today),
        "tasks": rows,
        "undated": [task_row(row, today, may_write=False) for row in tasks if row not in dated],
        "award_days": [row for row in rows if row["is_from_award"]],
        "challenges": [_challenge(row) for row in challenges_of(case).exclude(state="dropped")],
    }


def _goal(row: Goal, measured: list[Measurement]) -> dict[str, Any]:
    told = goal_card(row, may_write=False) | effect_of(row, measured, may_write=False)
    return told if row.baseline is not None else told | {"sentence": "取り組む前の値は、まだ測っていません。"}


def _homework(case: SupportCase, actor: Actor, today: date) -> dict[str, Any]:
    """What both sides promised in the records that the company reads: what is open first, by its day."""
    shown = homework_visible_to(actor, today).filter(case=case, record__visibility=Visibility.COMPANY)
    rows = list(shown.order_by("due_on", "record__started_at", "position"))
    still, done = [row for row in rows if row.done_on is None], [row for row in rows if row.done_on is not None]
    return {
        "promises": [_promise(row, actor, today) for row in still],
        "kept_promises": [_promise(row, actor, today) for row in done],
    }


def _promise(row: Homework, actor: Actor, today: date) -> dict[str, Any]:
    own = row.side == "company"
    may_finish = own and row.done_on is None and may_finish_homework(actor, row, today).is_allowed
    return homework_line(row) | {
        "by": row.case.company.name if own else row.record.institution.name,
        "may_finish": may_finish,
        "is_late": row.done_on is None and row.due_on is not None and row.due_on < today,
    }


def _steps(way: Way) -> list[dict[str, str]]:
    words = {"past": "済み", "here": "いまここ", "coming": "これから"}
    states = ["past" if place < way.place else "here" if place == way.place else "coming" for place in _places(way)]
    return [
        {"label": phase.label, "state": state, "word": words[state]}
        for phase, state in zip(way.data.phases, states, strict=True)
    ]


def _places(way: Way) -> range:
    return range(len(way.data.phases))


def _challenge(row: Challenge) -> dict[str, Any]:
    """Without the obstacle and the order of importance: how one speaks of a manager is not how one speaks to one."""
    facts = (("影響", row.impact), ("原因", row.cause), ("解決した日", day_word(row.solved_on)))
    return {
        "what": row.what,
        "field": row.get_field_display(),
        "chip": CHALLENGE_CHIPS[row.state],
        "facts": [(label, text) for label, text in facts if text],
    }
