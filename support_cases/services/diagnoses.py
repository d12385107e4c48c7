"""Diagnosing a company: begun under one version, answered bit by bit by several hands, and then finished for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import CaseTemplate, Diagnosis, SupportCase
from support_cases.policies.diagnoses import may_change_diagnosis, may_diagnose
from support_cases.policies.sight import institutions_of
from support_cases.rules.answers import SUMMARY, merged, tally_all
from support_cases.rules.refusals import Why
from support_cases.selectors.diagnoses import read_document


@dataclass(frozen=True, slots=True)
class Outcome:
    """The diagnosis after an attempt to save. With clashes nothing was kept."""

    diagnosis: Diagnosis
    clashes: tuple[str, ...]


@transaction.atomic
def begin_diagnosis(*, case_id: UUID, template_id: int, answered_on: date, actor: Actor, at: datetime) -> Diagnosis:
    """Begin a diagnosis under one version, for the actor's own institution."""
    case = SupportCase.objects.get(pk=case_id)
    insist(may_diagnose(actor, case, tokyo_day(at)))
    template = CaseTemplate.objects.get(pk=template_id, kind="diagnosis")
    document = read_document(template)
    if not document.is_answerable:
        raise Refused(Why.QUESTIONS_MISSING)
    if answered_on > tokyo_day(at):
        raise Refused(Why.DAY_TO_COME)
    diagnosis = Diagnosis.objects.create(
        case=case,
        institution_id=_institution_for(case, actor),
        template=template,
        answered_on=answered_on,
        asked=tally_all(document, {}).asked,
        saved_at=at,
        saved_by_label=actor.label,
    )
    changes = {"template": f"{template.key} {template.version}", "answered_on": str(answered_on)}
    record(actor=actor, verb="begin_diagnosis", subject=diagnosis, at=at, changes=changes)
    return diagnosis


@transaction.atomic
def save_answers(
    *, diagnosis_id: UUID, seen: Mapping[str, Any], mine: Mapping[str, Any], actor: Actor, at: datetime
) -> Outcome:
    """Keep what was answered, beside what others answered meanwhile. `seen` is what this editor's page began with."""
    diagnosis = _locked(diagnosis_id)
    insist(may_change_diagnosis(actor, diagnosis, tokyo_day(at)))
    theirs = said_in(diagnosis)
    result = merged(seen=seen, mine=mine, theirs=theirs)
    if result.clashes or result.said == theirs:
        return Outcome(diagnosis, result.clashes)
    said = dict(result.said)
    changed = sorted(code for code in {*said, *theirs} if said.get(code) != theirs.get(code))
    diagnosis.summary = said.pop(SUMMARY, "")
    diagnosis.answers = said
    sums = tally_all(read_document(diagnosis.template), said)
    diagnosis.answered, diagnosis.total = sums.answered, sums.total
    diagnosis.version += 1
    diagnosis.saved_at, diagnosis.saved_by_label = at, actor.label
    diagnosis.save(update_fields=["answers", "summary", "answered", "total", "version", "saved_at", "saved_by_label"])
    record(actor=actor, verb="save_diagnosis", subject=diagnosis, at=at, changes={"items": changed})
    return Outcome(diagnosis, ())


@transaction.atomic
def finish_diagnosis(*, diagnosis_id: UUID, actor: Actor, at: datetime) -> Diagnosis:
    """Finish it, however much is answered. From then on the company reads it and nobody changes it."""
    diagnosis = _locked(diagnosis_id)
    insist(may_change_diagnosis(actor, diagnosis, tokyo_day(at)))
    if not diagnosis.answered:
        raise Refused(Why.NOTHING_ANSWERED)
    diagnosis.finished_at = at
    diagnosis.save(update_fields=["finished_at"])
    changes = {"answered": diagnosis.answered, "asked": diagnosis.asked}
    record(actor=actor, verb="finish_diagnosis", subject=diagnosis, at=at, changes=changes)
    return diagnosis


def said_in(diagnosis: Diagnosis) -> dict[str, Any]:
    """Everything that is said in a diagnosis, by place."""
    return {**diagnosis.answers, **({SUMMARY: diagnosis.summary} if diagnosis.summary else {})}


def _locked(diagnosis_id: UUID) -> Diagnosis:
    rows = Diagnosis.objects.select_for_update(of=("self",)).select_related("case__company", "template", "institution")
    return rows.get(pk=diagnosis_id)


def _institution_for(case: SupportCase, actor: Actor) -> UUID:
    """The actor's own institution on this case: the lead where the actor belongs to it."""
    own = institutions_of(actor)
    if case.lead_institution_id in own:
        return case.lead_institution_id
    partners = set(case.partners.filter(institution_id__in=own).values_list("institution_id", flat=True))
    return next((each for each in own if each in partners), own[0])
