"""What a case has planned and measured, and what it may do next on its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from support_cases.models import (
    CasePath,
    CaseTask,
    CaseTemplate,
    Challenge,
    Closing,
    Diagnosis,
    Goal,
    Measurement,
    PhaseEntry,
    SupportCase,
    ToolOption,
)
from support_cases.rules.phase_templates import CaseFacts, PhaseData, PhaseTemplateData, Requirement, missing_for
from support_cases.rules.scales import Scale
from support_cases.selectors.cases import cases_visible_to


@dataclass(frozen=True, slots=True)
class Way:
    """The way a case follows: its pinned template, the phase it is in, and a newer version where there is one."""

    path: CasePath
    data: PhaseTemplateData
    newer: CaseTemplate | None

    @property
    def place(self) -> int:
        """Where the phase stands in the order of the template."""
        return place_of(self.data, self.path.phase)


def place_of(data: PhaseTemplateData, code: str) -> int:
    """The place of a phase in its template, from 0."""
    return [phase.code for phase in data.phases].index(code)


def phase_templates() -> list[CaseTemplate]:
    """The newest version of each way through the phases."""
    newest: dict[str, CaseTemplate] = {}
    for row in CaseTemplate.objects.filter(kind="phases").order_by("key", "loaded_at", "id"):
        newest[row.key] = row
    return list(newest.values())


def way_of(case: SupportCase) -> Way | None:
    """The way of a case; None before one was chosen."""
    path = CasePath.objects.select_related("template").filter(case=case).first()
    if path is None:
        return None
    newest = next((row for row in phase_templates() if row.key == path.template.key), path.template)
    data = PhaseTemplateData.model_validate(path.template.document)
    return Way(path, data, newest if newest.pk != path.template_id else None)


def case_facts(case: SupportCase) -> CaseFacts:
    """What is asked of a case when it is about to enter a phase."""
    challenges = Challenge.objects.filter(case=case).exclude(state="dropped")
    goals = Goal.objects.filter(case=case)
    tasks = CaseTask.objects.filter(case=case, due_on__isnull=False).exclude(state="skipped")
    tools = ToolOption.objects.filter(case=case)
    return CaseFacts(
        has_purpose=bool(case.purpose.strip()),
        has_stage_reading=case.readings.filter(scale=Scale.DIGITAL_STAGE).exists(),
        challenges=challenges.count(),
        challenges_with_cause=challenges.exclude(cause="").count(),
        goals=goals.count(),
        goals_with_baseline=goals.filter(baseline__isnull=False).count(),
        planned_tasks=tasks.count(),
        tools_compared=tools.count(),
        chosen_tools=tools.filter(is_chosen=True).count(),
        measurements=Measurement.objects.filter(goal__case=case).count(),
        finished_diagnoses=Diagnosis.objects.filter(case=case, finished_at__isnull=False).count(),
    )


def lacking(data: PhaseTemplateData, *, now: str, to: str, facts: CaseFacts) -> tuple[Requirement, ...]:
    """What a case lacks for going on to a phase; nobody reaches it past the requirements of those between."""
    between: tuple[PhaseData, ...] = data.phases[place_of(data, now) + 1 : place_of(data, to) + 1]
    return tuple(dict.fromkeys(each for phase in between for each in missing_for(phase, facts)))


def challenges_of(case: SupportCase) -> QuerySet[Challenge]:
    """The challenges, the most important first, what is done with last."""
    return Challenge.objects.filter(case=case).order_by("priority", "number")


def goals_of(case: SupportCase) -> QuerySet[Goal]:
    """The goals with their measurements in the order of their days."""
    return Goal.objects.filter(case=case).select_related("challenge").order_by("due_on", "id")


def measurements_of(case: SupportCase) -> dict[UUID, list[Measurement]]:
    """The value that counts of each goal and day: what was noted last of a day corrects what was noted before."""
    found: dict[UUID, dict[date, Measurement]] = {}
    for row in Measurement.objects.filter(goal__case=case).order_by("measured_on", "noted_at", "id"):
        found.setdefault(row.goal_id, {})[row.measured_on] = row
    return {goal: list(by_day.values()) for goal, by_day in found.items()}


def tasks_of(case: SupportCase) -> QuerySet[CaseTask]:
    """The tasks of the roadmap in their order."""
    return CaseTask.objects.filter(case=case).select_related("after").order_by("position", "id")


def tools_of(case: SupportCase) -> QuerySet[ToolOption]:
    """The tools that are compared."""
    return ToolOption.objects.filter(case=case).select_related("challenge").order_by("name", "id")


def entries_of(case: SupportCase) -> QuerySet[PhaseEntry]:
    """How the case went through the phases, from the first entry."""
    return PhaseEntry.objects.filter(case=case).select_related("template").order_by("entered_at", "id")


def closing_of(case: SupportCase) -> Closing | None:
    """How the case ended, if it did."""
    return Closing.objects.filter(case=case).first()


def closings_of(case_ids: Iterable[UUID]) -> dict[UUID, Closing]:
    """How those of the cases ended that did."""
    return {row.case_id: row for row in Closing.objects.filter(case_id__in=list(case_ids)).order_by("closed_at")}


def cases_of_company(actor: Actor, company_id: UUID, on: date) -> QuerySet[SupportCase]:
    """The cases of one company that this person sees, the newest first."""
    return cases_visible_to(actor, on).filter(company_id=company_id).order_by("-number")
