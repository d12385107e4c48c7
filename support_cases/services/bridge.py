"""From a case to the subsidy and back: an application is prefilled, an award comes onto the roadmap."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import Application
from applications.services.after_award import AwardDays, PromisedMeasure
from applications.services.copying import copy_in
from awards.services.days import awards_of_company
from kernel.calendar import tokyo_day
from kernel.wareki import format_wareki
from records.audit.recording import record
from support_cases.models import CaseTask, Challenge, Goal, SupportCase
from support_cases.policies import is_lead_consented, may_view_case
from support_cases.rules.measures import KINDS
from support_cases.rules.refusals import Why
from support_cases.rules.workflow import OPEN_STATUSES
from support_cases.selectors.plan import challenges_of, goals_of, tasks_of, tools_of

# The kind of goal that is measured as the subsidy measures its KPI.
_SHARED_KIND = "hours_year"
_LONGEST_NAME = 100
_MACHINE = "補助金の交付決定"


@transaction.atomic
def prefill_application(
    *, case_id: UUID, application_id: UUID, actor: Actor, at: datetime
) -> Mapping[str, tuple[str, ...]]:
    """Copy a case into the empty answers of a draft of the same company, by one of its own people.

    One way and as of this moment: what is typed in the draft is never overwritten, and later changes of the case do
    not follow. The draft shows where its answers came from.
    """
    case = SupportCase.objects.select_related("lead_institution").get(pk=case_id)
    insist(may_view_case(actor, case, tokyo_day(at)))
    application = Application.objects.get(pk=application_id)
    if application.organisation_id != case.company_id:
        raise Refused(Why.NOT_YOURS)
    source = f"支援ケース {case}({case.lead_institution.name})"
    answers = {"project_plan": plan_answers(case)}
    return copy_in(application_id=application_id, answers=answers, source=source, actor=actor, at=at)


def plan_answers(case: SupportCase) -> dict[str, Any]:
    """The case in the words of 事業計画; only what the case says."""
    challenges = list(challenges_of(case).exclude(state="dropped"))
    answers = {
        "challenges": [_challenge(row) for row in challenges],
        "solutions": _solutions(case, challenges),
        "kpi": [_kpi(row) for row in goals_of(case) if row.kind == _SHARED_KIND and row.baseline is not None],
        "schedule": [
            {"task": _short(row.what), "begins": f"{row.begins_on:%Y-%m}", "ends": f"{row.due_on:%Y-%m}"}
            for row in tasks_of(case).exclude(state="skipped").filter(origin="")
            if row.begins_on and row.due_on
        ],
        "continuation": f"ありたい姿:{case.purpose}" if case.purpose else "",
    }
    return {key: value for key, value in answers.items() if value}


def _challenge(row: Challenge) -> dict[str, str]:
    return {"task": row.get_field_display(), "present": row.impact, "problem": row.what, "cause": row.cause}


def _solutions(case: SupportCase, challenges: Sequence[Challenge]) -> list[dict[str, Any]]:
    """What was chosen for each challenge, and what is aimed at: the row names the challenge by its place from 1."""
    tools = {tool.challenge_id: tool for tool in tools_of(case) if tool.is_chosen and tool.challenge_id}
    goals = {goal.challenge_id: goal for goal in goals_of(case) if goal.challenge_id}
    rows = []
    for place, challenge in enumerate(challenges, start=1):
        tool, goal = tools.get(challenge.pk), goals.get(challenge.pk)
        if tool is None and goal is None:
            continue
        rows.append(
            {
                "challenge": place,
                "measure": tool.because if tool else "",
                "tool": tool.name if tool else "",
                "vendor": tool.vendor if tool else "",
                "effect": _effect(goal) if goal else "",
            }
        )
    return rows


def _effect(goal: Goal) -> str:
    before = f"{goal.baseline.normalize():,f}{goal.unit}から" if goal.baseline is not None else ""
    return f"{goal.task}を{before}{goal.target.normalize():,f}{goal.unit}にする"


def _kpi(goal: Goal) -> dict[str, str]:
    return {
        "task": goal.task,
        "indicator": KINDS[goal.kind].label,
        "unit": goal.unit,
        "before": f"{goal.baseline or 0:f}",
        "after": f"{goal.target:f}",
        "method": goal.method,
        "timing": f"{format_wareki(goal.due_on)}まで",
    }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


@transaction.atomic
def put_award_on_roadmap(days: AwardDays, at: datetime) -> tuple[SupportCase, ...]:
    """Put the limits and the promised measures of an award into the open cases of its company.

    Called again it moves the days of the tasks that are there, and adds nothing twice. A case whose lead the company
    lets see nothing any more rests: an award is news, too, and comes when the consent is given again.
    """
    company_id = Application.objects.values_list("organisation_id", flat=True).get(pk=days.application_id)
    cases = SupportCase.objects.select_for_update(of=("self",)).filter(company_id=company_id, status__in=OPEN_STATUSES)
    seen = [case for case in cases.order_by("number") if is_lead_consented(case, tokyo_day(at))]
    return tuple(case for case in seen if _put(case, days, at))


def catch_up_on_awards(company_id: UUID, at: datetime) -> None:
    """Plan with what was decided while the company let a lead see nothing."""
    for days in _running_awards(company_id, at):
        put_award_on_roadmap(days, at)


def begin_with_awards(case: SupportCase, at: datetime) -> None:
    """Plan a new case with what was decided before it began. Only this case is touched: the caller may hold others."""
    for days in _running_awards(case.company_id, at):
        _put(case, days, at)


def _running_awards(company_id: UUID, at: datetime) -> list[AwardDays]:
    """What is over is no plan."""
    return [days for days in awards_of_company(company_id) if days.report_due_on >= tokyo_day(at)]


def hear_of_award(days: AwardDays, at: datetime) -> None:
    """The listener that awards reach through the floor below."""
    put_award_on_roadmap(days, at)


def _put(case: SupportCase, days: AwardDays, at: datetime) -> bool:
    if not _planned(case, days):
        return False
    changes = {"number": days.number, "completed_by": str(days.completed_by), "report_due_on": str(days.report_due_on)}
    record(actor_label=_MACHINE, verb="put_award_on_roadmap", subject=case, at=at, changes=changes)
    return True


def _planned(case: SupportCase, days: AwardDays) -> bool:
    tasks = (
        ("completion", f"補助事業を終える(交付決定 {days.number})", days.completed_by),
        ("report", f"補助事業の実績を報告する(交付決定 {days.number})", days.report_due_on),
    )
    is_new = not CaseTask.objects.filter(case=case, origin=_origin(days, tasks[0][0])).exists()
    moved = [_task(case, _origin(days, key), what, due_on) for key, what, due_on in tasks]
    # A goal that an advisor has worded anew since is not put beside itself.
    added = [_measure(case, measure, days.completed_by) for measure in days.measures] if is_new else []
    return any(moved) or any(added)


def _origin(days: AwardDays, key: str) -> str:
    return f"award:{days.number}:{key}"


def _task(case: SupportCase, origin: str, what: str, due_on: date) -> bool:
    kept = CaseTask.objects.filter(case=case, origin=origin).first()
    if kept is None:
        last = CaseTask.objects.filter(case=case).aggregate(last=Max("position"))["last"] or 0
        CaseTask.objects.create(case=case, origin=origin, what=what, due_on=due_on, position=last + 1)
        return True
    if kept.due_on == due_on:
        return False
    kept.due_on, kept.version = due_on, kept.version + 1
    # A beginning that somebody typed behind the new limit would contradict it.
    if kept.begins_on is not None and kept.begins_on > due_on:
        kept.begins_on = None
    kept.save()
    return True


def _measure(case: SupportCase, promised: PromisedMeasure, due_on: date) -> bool:
    """A promised figure becomes a goal, unless the case measures the same task in the same unit already."""
    kind = _SHARED_KIND if promised.unit in ("時間/年", "時間") else "other"
    unit = KINDS[kind].unit or promised.unit
    if Goal.objects.filter(case=case, task=promised.task, unit=unit).exists():
        return False
    Goal.objects.create(
        case=case,
        kind=kind,
        task=promised.task,
        unit=unit,
        target=promised.after,
        due_on=due_on,
        method=f"交付申請の成果指標({promised.before.normalize():,f}{promised.unit}から)",
    )
    return True
