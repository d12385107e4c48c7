"""Setting a plan from a case: rows in words, and the timetable in months, or in quarters where it is long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kernel.calendar import TOKYO
from kernel.money import format_yen
from kernel.wareki import format_wareki
from support_cases.models import CaseTask, Challenge, Goal, SupportCase, ToolOption
from support_cases.papers.dx_plan import DxPlanPaper, PlannedChallenge, PlannedGoal, PlannedTask, PlannedTool
from support_cases.rules.measures import KINDS
from support_cases.rules.records import SIDE_LABELS

TITLE = "DX推進計画"
_MOST_COLUMNS = 12
_MONTHS_OF_A_QUARTER, _MONTHS_OF_A_YEAR = 3, 12


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything of a case that its plan tells."""

    case: SupportCase
    phase: str
    challenges: Sequence[Challenge]
    goals: Sequence[Goal]
    tools: Sequence[ToolOption]
    tasks: Sequence[CaseTask]


def dx_plan_paper(planned: Planned, *, at: datetime) -> DxPlanPaper:
    """The plan as it stands at this moment."""
    case, moment = planned.case, at.astimezone(TOKYO)
    tasks = [task for task in planned.tasks if task.state != "skipped"]
    table = _Timetable.of(tasks)
    return DxPlanPaper(
        issued_at=at,
        issued_label=f"{format_wareki(moment.date())} {moment.hour}:{moment:%M} 作成",
        document_title=f"{TITLE} {case.company.name}",
        subsidy_name=TITLE,
        case_id=str(case.pk),
        company=case.company.name,
        corporate_number=case.company.corporate_number or "",
        institution=case.lead_institution.name,
        made_on=format_wareki(moment.date()),
        purpose=case.purpose,
        phase=planned.phase,
        challenges=tuple(_challenge(row) for row in planned.challenges if row.state != "dropped"),
        goals=tuple(_goal(row) for row in planned.goals),
        tools=tuple(_tool(row) for row in planned.tools if row.is_chosen),
        columns=table.heads,
        tasks=tuple(_task(row, table) for row in tasks),
    )


def _challenge(row: Challenge) -> PlannedChallenge:
    return PlannedChallenge(
        number=str(row.number), field=row.get_field_display(), what=row.what, cause=row.cause, impact=row.impact
    )


def _goal(row: Goal) -> PlannedGoal:
    measured = f"({format_wareki(row.baseline_on)})" if row.baseline_on else ""
    return PlannedGoal(
        task=row.task,
        kind=KINDS[row.kind].label,
        definition=KINDS[row.kind].definition,
        before=f"{_amount(row.baseline, row.unit)}{measured}" if row.baseline is not None else "まだ測っていない",
        target=_amount(row.target, row.unit),
        due=format_wareki(row.due_on),
        method=row.method,
    )


def _amount(value: Decimal, unit: str) -> str:
    return f"{value.normalize():,f}{unit}".replace("-", "△")


def _tool(row: ToolOption) -> PlannedTool:
    return PlannedTool(
        name=row.name,
        vendor=row.vendor,
        initial_cost=format_yen(row.initial_cost) if row.initial_cost is not None else "未確認",
        yearly_cost=format_yen(row.yearly_cost) if row.yearly_cost is not None else "未確認",
        because=row.because,
    )


def _task(row: CaseTask, table: "_Timetable") -> PlannedTask:
    days = [format_wareki(day) if day else "" for day in (row.begins_on, row.due_on)]
    return PlannedTask(
        what=row.what,
        side=f"{SIDE_LABELS[row.side]} {row.person}".strip(),
        term="から".join(days) if row.begins_on else f"{days[1]}まで" if days[1] else "",
        state=row.get_state_display(),
        marks=table.marks(row),
    )


@dataclass(frozen=True, slots=True)
class _Timetable:
    """Columns of one step each: a month, a quarter, or as many years as it takes."""

    first: int
    step: int
    columns: int

    @classmethod
    def of(cls, tasks: Sequence[CaseTask]) -> "_Timetable":
        """As many columns as the days need, but never more than fit on the sheet."""
        months = [_month(day) for task in tasks for day in (task.begins_on, task.due_on) if day]
        if not months:
            return cls(0, 1, 0)
        first, count = min(months), max(months) - min(months) + 1
        steps = (1, _MONTHS_OF_A_QUARTER, _MONTHS_OF_A_YEAR)
        step = next((each for each in steps if count <= each * _MOST_COLUMNS), -(-count // _MOST_COLUMNS))
        return cls(first, step, -(-count // step))

    @property
    def heads(self) -> tuple[str, ...]:
        """Year and month with which each column begins."""
        return tuple(
            f"{month // _MONTHS_OF_A_YEAR}/{month % _MONTHS_OF_A_YEAR + 1}"
            for month in range(self.first, self.first + self.step * self.columns, self.step)
        )

    def marks(self, task: CaseTask) -> tuple[str, ...]:
        """■ in each column that the task touches, ◆ for one that has its last day alone."""
        begins, ends = task.begins_on or task.due_on, task.due_on or task.begins_on
        if begins is None or ends is None:
            return ("",) * self.columns
        mark = "■" if task.begins_on else "◆"
        held = range((_month(begins) - self.first) // self.step, (_month(ends) - self.first) // self.step + 1)
        return tuple(mark if place in held else "" for place in range(self.columns))


def _month(on: date) -> int:
    return on.year * _MONTHS_OF_A_YEAR + on.month - 1
