"""The tab of the plan: what the company wants to be, its phase, its goals, and the roadmap as a picture."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor, ActorRequest
from kernel.calendar import tokyo_day
from kernel.parts import Chip, Offer
from support_cases.models import CaseTask, Goal, PhaseEntry, SupportCase
from support_cases.policies import may_move, may_plan
from support_cases.rules.measures import KINDS
from support_cases.rules.records import SIDE_LABELS
from support_cases.rules.workflow import CaseMove
from support_cases.selectors.plan import (
    Way,
    case_facts,
    closing_of,
    entries_of,
    goals_of,
    lacking,
    phase_templates,
    tasks_of,
    way_of,
)
from support_cases.views.cases import case_head
from support_cases.views.figures import amount_word
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.plots.gantt import gantt_of, overdue
from support_cases.views.words import day_word

TASK_CHIPS = {
    "todo": Chip("これから", "quiet", "open"),
    "doing": Chip("進行中", "key", "forward"),
    "done": Chip("完了", "good", "good"),
    "skipped": Chip("行わない", "quiet", "info"),
}


@require_safe
@for_advisors
def plan(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show the plan."""
    case = case_or_404(request, case_id, shown="ケースの計画")
    return render(request, "support_cases/plan/plan.html", plan_page(case, request.actor, tokyo_day(timezone.now())))


def plan_page(case: SupportCase, actor: Actor, today: date) -> dict[str, Any]:
    """The tab in words."""
    may_write = may_plan(actor, case, today).is_allowed
    tasks = list(tasks_of(case))
    closing = closing_of(case)
    may_end = may_move(actor, case, CaseMove.CLOSE).is_allowed
    return case_head(case, tab="plan") | {
        "purpose": case.purpose,
        "purpose_url": reverse("support_cases:purpose", args=[case.pk]) if may_write else "",
        "way": _way(case, may_write=may_write),
        "ways": _ways(case) if may_write else (),
        "goals": [goal_card(row, may_write=may_write) for row in goals_of(case)],
        "gantt": gantt_of(tasks, today),
        "today": day_word(today),
        "tasks": [task_row(row, today, may_write=may_write) for row in tasks],
        "goal_offers": (Offer("目標を追加", reverse("support_cases:goal_new", args=[case.pk])),) if may_write else (),
        "task_offers": _task_offers(case) if may_write else (),
        "closing_url": reverse("support_cases:closing", args=[case.pk]) if may_end or closing else "",
        "is_closed": closing is not None,
    }


def _task_offers(case: SupportCase) -> tuple[Offer, ...]:
    return (
        Offer("作業を追加", reverse("support_cases:task_new", args=[case.pk])),
        Offer("DX推進計画の書類を作る", reverse("support_cases:dx_plan", args=[case.pk]), weight="second", posts=True),
    )


def _ways(case: SupportCase) -> tuple[Offer, ...]:
    url = reverse("support_cases:begin_path", args=[case.pk])
    return tuple(
        Offer(row.title, url, weight="second", posts=True, name="template", value=str(row.pk))
        for row in phase_templates()
    )


def _way(case: SupportCase, *, may_write: bool) -> dict[str, Any] | None:
    way = way_of(case)
    if way is None:
        return None
    facts = case_facts(case)
    phases = way.data.phases
    following = phases[way.place + 1] if way.place + 1 < len(phases) else None
    missing = lacking(way.data, now=way.path.phase, to=following.code, facts=facts) if following else ()
    return {
        "title": way.path.template.title,
        "version": way.path.template.version,
        "phases": [_phase(case, way, place, may_write=may_write) for place in range(len(phases))],
        "next_label": following.label if following else "",
        "missing": [(each.label, each.how) for each in missing],
        "next_url": _enter_url(case, following.code) if following and may_write and not missing else "",
        "newer": way.newer.version if way.newer else "",
        "change_url": reverse("support_cases:change_path", args=[case.pk, way.newer.pk])
        if way.newer and may_write
        else "",
        "entries": [_entry(row, way) for row in entries_of(case)],
    }


def _enter_url(case: SupportCase, code: str) -> str:
    return reverse("support_cases:enter_phase", args=[case.pk, code])


def _phase(case: SupportCase, way: Way, place: int, *, may_write: bool) -> dict[str, Any]:
    phase, now = way.data.phases[place], way.place
    state = "past" if place < now else "here" if place == now else "coming"
    return {
        "label": phase.label,
        "state": state,
        "word": {"past": "済み", "here": "いまここ", "coming": "これから"}[state],
        "back_url": _enter_url(case, phase.code) if state == "past" and may_write else "",
    }


def _entry(row: PhaseEntry, way: Way) -> dict[str, str]:
    labels = {phase["code"]: phase["label"] for phase in row.template.document["phases"]}
    is_known = row.phase in {phase.code for phase in way.data.phases}
    return {
        "when": day_word(row.entered_on),
        "label": labels.get(row.phase, row.phase) + ("" if is_known else "(前の進め方)"),
        "because": row.because,
        "who": row.entered_by_label,
    }


def goal_card(row: Goal, *, may_write: bool) -> dict[str, Any]:
    """A goal in words."""
    baseline = amount_word(row.baseline, row.unit) if row.baseline is not None else "まだ測っていません"
    return {
        "task": row.task,
        "kind": KINDS[row.kind].label,
        "definition": KINDS[row.kind].definition,
        "baseline": baseline,
        "baseline_day": f"({day_word(row.baseline_on)})" if row.baseline is not None else "",
        "target": amount_word(row.target, row.unit),
        "due": day_word(row.due_on),
        "method": row.method,
        "challenge": str(row.challenge or ""),
        "url": reverse("support_cases:goal", args=[row.case_id, row.pk]) if may_write else "",
    }


def task_row(row: CaseTask, today: date, *, may_write: bool) -> dict[str, Any]:
    """One task in words, for the table and the list."""
    return {
        "what": row.what,
        "side": SIDE_LABELS[row.side],
        "person": row.person,
        "begins": day_word(row.begins_on),
        "due": day_word(row.due_on),
        "chip": TASK_CHIPS[row.state],
        "after": row.after.what if row.after else "",
        "is_overdue": overdue(row, today),
        "is_from_award": bool(row.origin),
        "url": reverse("support_cases:task", args=[row.case_id, row.pk]) if may_write else "",
    }
