"""The tab of effects: each goal before and now on its own axis, with its unit and what the figure means."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import Actor, ActorRequest
from accounts.services.refusals import insist
from kernel.calendar import tokyo_day
from kernel.wareki import format_wareki
from support_cases.forms.plan import MeasureForm
from support_cases.models import Goal, Measurement, SupportCase
from support_cases.policies import may_plan
from support_cases.rules.measures import KINDS, change, share_reached
from support_cases.selectors.plan import goals_of, measurements_of
from support_cases.services.effects import measure
from support_cases.views.cases import case_head
from support_cases.views.figures import amount_word, share_word
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.plots.bars import Value, bars_of, trend_of
from support_cases.views.words import case_crumb, day_word, portfolio_crumb

_REFUSED = 422


@require_safe
@for_advisors
def effects(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show what came of the goals."""
    case = case_or_404(request, case_id, shown="ケースの効果")
    return render(request, "support_cases/plan/effects.html", effects_page(case, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def measured(request: ActorRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """Ask for a value of a goal, and keep it."""
    case = case_or_404(request, case_id, shown="ケースの効果")
    insist(may_plan(request.actor, case, tokyo_day(timezone.now())))
    goal = get_object_or_404(Goal, pk=goal_id, case=case)
    form = MeasureForm(request.POST if request.method == "POST" else None, case=case)
    form.fields["value"].label = f"測った値({goal.unit})"
    if request.method == "POST" and form.is_valid():
        measure(goal_id=goal.pk, actor=request.actor, at=timezone.now(), **form.values)
        messages.success(request, f"「{goal.task}」の値を記録しました。")
        return redirect("support_cases:effects", case.pk)
    page = {
        "crumbs": (portfolio_crumb(), case_crumb(case)),
        "company": case.company.name,
        "title": f"「{goal.task}」を測る",
        "hint": f"{KINDS[goal.kind].definition}同じ日の値をもう一度入れると、後の値が使われます(前の値も残ります)。",
        "form": form,
        "back_url": reverse("support_cases:effects", args=[case.pk]),
        "sentence": "",
        "theirs": (),
        "button": "記録する",
    }
    return render(request, "support_cases/plan/form.html", page, status=_REFUSED if form.is_bound else 200)


def effects_page(case: SupportCase, actor: Actor) -> dict[str, Any]:
    """The goals in groups of one kind and unit. Across groups nothing is compared or summed."""
    may_write = may_plan(actor, case, tokyo_day(timezone.now())).is_allowed
    values = measurements_of(case)
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for goal in goals_of(case):
        row = effect_of(goal, values.get(goal.pk, []), may_write=may_write)
        groups.setdefault((goal.kind, goal.unit), []).append(row)
    return case_head(case, tab="effects") | {
        "groups": [
            {"label": KINDS[kind].label, "unit": unit, "definition": KINDS[kind].definition, "effects": rows}
            for (kind, unit), rows in sorted(groups.items(), key=lambda each: list(KINDS).index(each[0][0]))
        ],
        "plan_url": reverse("support_cases:plan", args=[case.pk]),
    }


def effect_of(goal: Goal, rows: list[Measurement], *, may_write: bool) -> dict[str, Any]:
    """A goal before, now and as it is aimed at, in a sentence and in pictures."""
    series = _series(goal, rows)
    newest = rows[-1] if rows else None
    bars = [Value("target", "目標", goal.target, amount_word(goal.target, goal.unit))]
    if newest is not None:
        bars.insert(0, Value("now", "いま", newest.value, amount_word(newest.value, goal.unit)))
    if goal.baseline is not None:
        bars.insert(0, Value("before", "取組前", goal.baseline, amount_word(goal.baseline, goal.unit)))
    return {
        "task": goal.task,
        "unit": goal.unit,
        "method": goal.method,
        "due": day_word(goal.due_on),
        "sentence": _sentence(goal, newest),
        "bars": bars_of(bars),
        "trend": trend_of(series, goal.target, f"目標 {amount_word(goal.target, goal.unit)}"),
        "rows": [
            {"day": day_word(row.measured_on), "value": amount_word(row.value, goal.unit), "note": row.note}
            for row in reversed(rows)
        ],
        "baseline_row": {"day": day_word(goal.baseline_on), "value": amount_word(goal.baseline, goal.unit)}
        if goal.baseline is not None
        else None,
        "measure_url": reverse("support_cases:measure", args=[goal.case_id, goal.pk]) if may_write else "",
    }


def _series(goal: Goal, rows: list[Measurement]) -> list[tuple[date, Decimal, str, str]]:
    values = [(goal.baseline_on, goal.baseline)] if goal.baseline is not None and goal.baseline_on is not None else []
    values += [(row.measured_on, row.value) for row in rows]
    by_day = dict(values)
    return [
        (day, by_day[day], amount_word(by_day[day], ""), format_wareki(day).replace("令和", "R"))
        for day in sorted(by_day)
    ]


def _sentence(goal: Goal, newest: Measurement | None) -> str:
    if goal.baseline is None:
        return "取り組む前の値がないため、変わった量は出せません。目標に「今の値」を入れてください。"
    if newest is None:
        return "取り組んだ後の値は、まだ測っていません。"
    difference = newest.value - goal.baseline
    word = "減りました" if difference < 0 else "増えました" if difference > 0 else "変わっていません"
    share = change(goal.baseline, newest.value)
    amount = amount_word(abs(difference), goal.unit)
    said = f"{day_word(newest.measured_on)}の時点で、取組前と" + ("" if difference == 0 else "比べて")
    told = f"{said}{word}。" if difference == 0 else f"{said}{amount}"
    if difference != 0:
        told += f"({share_word(share)}){word}。" if share is not None else f"{word}(取組前が0のため、率は出せません)。"
    reached = share_reached(goal.baseline, goal.target, newest.value)
    if reached is not None and reached > 0:
        told += f"目標までの道のりの{share_word(reached)}です。"
    return told
