"""Asking for the plan of a case as a paper (DX推進計画)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from records.models import IssuedPaper
from records.services.papers import issue_paper
from support_cases.models import SupportCase
from support_cases.papers.dx_plan_filling import Planned, dx_plan_paper
from support_cases.policies import may_view_case
from support_cases.selectors.plan import challenges_of, goals_of, tasks_of, tools_of, way_of


@transaction.atomic
def issue_dx_plan(*, case_id: UUID, actor: Actor, at: datetime) -> IssuedPaper:
    """Freeze the plan as it stands and let the workers set it; whoever sees the case may ask for it."""
    case = SupportCase.objects.select_related("company", "lead_institution").get(pk=case_id)
    insist(may_view_case(actor, case, tokyo_day(at)))
    paper = dx_plan_paper(planned_of(case), at=at)
    issued = issue_paper(kind="dx_plan", paper=paper, at=at)
    record(actor=actor, verb="issue_dx_plan", subject=case, at=at, changes={"paper": str(issued.pk)})
    return issued


def planned_of(case: SupportCase) -> Planned:
    """What the paper tells of a case."""
    way = way_of(case)
    phase = f"{way.data.phase(way.path.phase).label}({way.data.title})" if way else "まだ進め方を選んでいない"
    return Planned(
        case,
        phase,
        list(challenges_of(case)),
        list(goals_of(case)),
        list(tools_of(case)),
        list(tasks_of(case)),
    )
