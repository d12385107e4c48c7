"""The way of a case through the phases: begun with one version of a template, gone on with what each phase asks for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import CasePath, CaseTask, CaseTemplate, PhaseEntry, SupportCase
from support_cases.policies import may_plan
from support_cases.rules.phase_templates import PhaseData, PhaseTemplateData
from support_cases.rules.refusals import Why
from support_cases.rules.scales import Scale
from support_cases.selectors.cases import newest_readings
from support_cases.selectors.plan import case_facts, lacking, place_of, way_of
from support_cases.services.cases import read_scale


@transaction.atomic
def begin_path(*, case_id: UUID, template_id: int, actor: Actor, at: datetime) -> CasePath:
    """Choose the way of a case; its version stays as it is today. The tasks of every phase come onto the roadmap."""
    case = locked_case(case_id, actor, at)
    if CasePath.objects.filter(case=case).exists():
        raise Refused(Why.NOT_NOW)
    template = CaseTemplate.objects.get(pk=template_id, kind="phases")
    data = PhaseTemplateData.model_validate(template.document)
    path = CasePath.objects.create(case=case, template=template, phase=data.phases[0].code)
    _put_tasks(case, data)
    changes = {"template": template.key, "version": template.version}
    record(actor=actor, verb="begin_path", subject=case, at=at, changes=changes)
    _enter(path, data.phases[0], because="", actor=actor, at=at)
    return path


@transaction.atomic
def enter_phase(*, case_id: UUID, phase: str, actor: Actor, at: datetime, because: str = "") -> CasePath:
    """Enter another phase: a later one when nothing is lacking, an earlier one with a reason."""
    case = locked_case(case_id, actor, at)
    way = way_of(case)
    if way is None or phase == way.path.phase or phase not in {each.code for each in way.data.phases}:
        raise Refused(Why.NOT_NOW)
    is_back = place_of(way.data, phase) < way.place
    if is_back and not because.strip():
        raise Refused(Why.REASON_MISSING)
    if not is_back and lacking(way.data, now=way.path.phase, to=phase, facts=case_facts(case)):
        raise Refused(Why.PHASE_LACKS)
    before, way.path.phase = way.path.phase, phase
    way.path.save(update_fields=["phase"])
    changes = {"phase": [before, phase]}
    record(actor=actor, verb="enter_phase", subject=case, at=at, changes=changes, because=because.strip())
    _enter(way.path, way.data.phase(phase), because=because.strip(), actor=actor, at=at)
    return way.path


@transaction.atomic
def change_path(*, case_id: UUID, template_id: int, actor: Actor, at: datetime, because: str) -> CasePath:
    """Go on under another version, or another way, with a reason. Tasks that exist stay; new ones join them.

    The case stays in the phase of the same code, or else in the first one of the same part of the process.
    """
    case = locked_case(case_id, actor, at)
    way = way_of(case)
    template = CaseTemplate.objects.get(pk=template_id, kind="phases")
    if way is None or template.pk == way.path.template_id:
        raise Refused(Why.NOT_NOW)
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    data = PhaseTemplateData.model_validate(template.document)
    phase = _same_phase(data, way.data.phase(way.path.phase))
    before = way.path.template
    way.path.template, way.path.phase, way.path.changed_because = template, phase.code, because.strip()
    way.path.save()
    _put_tasks(case, data)
    changes = {"template": [f"{before.key} {before.version}", f"{template.key} {template.version}"]}
    record(actor=actor, verb="change_path", subject=case, at=at, changes=changes, because=because.strip())
    _enter(way.path, phase, because=because.strip(), actor=actor, at=at)
    return way.path


def locked_case(case_id: UUID, actor: Actor, at: datetime) -> SupportCase:
    """The case, locked against whoever works on it at the same moment, if this person may work on it."""
    case = SupportCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    insist(may_plan(actor, case, tokyo_day(at)))
    return case


def _same_phase(data: PhaseTemplateData, now: PhaseData) -> PhaseData:
    by_code = [phase for phase in data.phases if phase.code == now.code]
    in_process = [phase for phase in data.phases if phase.process_phase >= now.process_phase]
    return (by_code or in_process or list(data.phases[-1:]))[0]


def _enter(path: CasePath, phase: PhaseData, *, because: str, actor: Actor, at: datetime) -> None:
    """Note the entry, and read the process along with it; the other three scales are not touched."""
    PhaseEntry.objects.create(
        case_id=path.case_id,
        template=path.template,
        phase=phase.code,
        process_phase=phase.process_phase,
        because=because,
        entered_on=tokyo_day(at),
        entered_at=at,
        entered_by_label=actor.label,
    )
    former = newest_readings([path.case_id]).get(path.case_id, {}).get(Scale.PROCESS_PHASE)
    if former is not None and former.value == phase.process_phase:
        return
    read_scale(
        case_id=path.case_id,
        scale=Scale.PROCESS_PHASE,
        value=phase.process_phase,
        read_on=tokyo_day(at),
        evidence=f"「{path.template.title}」の段階「{phase.label}」に入ったため",
        because=because or f"段階「{phase.label}」に合わせたため",
        actor=actor,
        at=at,
    )


def _put_tasks(case: SupportCase, data: PhaseTemplateData) -> None:
    """Every task of the template that the case does not have yet, behind those that it has."""
    known = set(CaseTask.objects.filter(case=case).values_list("code", flat=True))
    last = CaseTask.objects.filter(case=case).aggregate(last=Max("position"))["last"] or 0
    new = [(phase, task) for phase in data.phases for task in phase.tasks if task.code not in known]
    CaseTask.objects.bulk_create(
        CaseTask(
            case=case,
            code=task.code,
            phase=phase.code,
            sub_step=task.sub_step,
            what=task.text,
            side=task.side,
            position=place,
        )
        for place, (phase, task) in enumerate(new, start=last + 1)
    )
