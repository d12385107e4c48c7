"""What a case plans: its purpose, challenges, goals, tasks and tools. Whoever saved in between is not overwritten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import CaseTask, Challenge, Goal, Measurement, SupportCase, ToolOption
from support_cases.rules.measures import unit_of
from support_cases.rules.refusals import Why
from support_cases.services.path import locked_case

_Row = TypeVar("_Row", Challenge, Goal, CaseTask, ToolOption)
Values = Mapping[str, Any]


@transaction.atomic
def say_purpose(*, case_id: UUID, purpose: str, version: int, actor: Actor, at: datetime) -> SupportCase:
    """Keep what the company wants to be (ありたい姿)."""
    case = locked_case(case_id, actor, at)
    if case.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    case.purpose, case.version = purpose.strip(), version + 1
    case.save(update_fields=["purpose", "version"])
    record(actor=actor, verb="say_purpose", subject=case, at=at, changes={"purpose": case.purpose})
    return case


@transaction.atomic
def save_challenge(
    *, case_id: UUID, values: Values, actor: Actor, at: datetime, row_id: UUID | None = None, version: int = 0
) -> Challenge:
    """Keep a challenge. A solved one has the day it was solved; one that is taken up again loses it."""
    case = locked_case(case_id, actor, at)
    row = _row(Challenge, case, row_id, version)
    if row_id is None:
        row.number = (Challenge.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0) + 1
    was_solved_on = row.solved_on
    _fill(row, values)
    row.solved_on = (was_solved_on or tokyo_day(at)) if row.state == "solved" else None
    return _kept(row, "save_challenge", actor=actor, at=at)


@transaction.atomic
def save_goal(
    *, case_id: UUID, values: Values, actor: Actor, at: datetime, row_id: UUID | None = None, version: int = 0
) -> Goal:
    """Keep a goal. Once measured, its kind and unit stay: values of two kinds are never one series."""
    case = locked_case(case_id, actor, at)
    row = _row(Goal, case, row_id, version)
    before = (row.kind, row.unit)
    _fill(row, values)
    row.unit = unit_of(row.kind, row.unit)
    is_measured = row_id is not None and Measurement.objects.filter(goal=row).exists()
    if is_measured and (row.kind, row.unit) != before:
        raise Refused(Why.MEASURED_ALREADY)
    if row.baseline is not None and row.baseline_on is None:
        raise Refused(Why.DAY_MISSING)
    _of_this_case(case, row.challenge)
    return _kept(row, "save_goal", actor=actor, at=at)


@transaction.atomic
def save_task(
    *, case_id: UUID, values: Values, actor: Actor, at: datetime, row_id: UUID | None = None, version: int = 0
) -> CaseTask:
    """Keep a bar of the roadmap. It may wait for another one, but not in a circle."""
    case = locked_case(case_id, actor, at)
    row = _row(CaseTask, case, row_id, version)
    if row_id is None:
        row.position = (CaseTask.objects.filter(case=case).aggregate(last=Max("position"))["last"] or 0) + 1
    _fill(row, values)
    if row.begins_on and row.due_on and row.due_on < row.begins_on:
        raise Refused(Why.DATES_IN_WRONG_ORDER)
    _of_this_case(case, row.after)
    if _waits_for_itself(row):
        raise Refused(Why.WAITS_IN_A_CIRCLE)
    return _kept(row, "save_task", actor=actor, at=at)


@transaction.atomic
def save_tool(
    *, case_id: UUID, values: Values, actor: Actor, at: datetime, row_id: UUID | None = None, version: int = 0
) -> ToolOption:
    """Keep a tool of the comparison; a chosen one says why."""
    case = locked_case(case_id, actor, at)
    row = _row(ToolOption, case, row_id, version)
    _fill(row, values)
    if row.is_chosen and not row.because.strip():
        raise Refused(Why.REASON_MISSING)
    _of_this_case(case, row.challenge)
    return _kept(row, "save_tool", actor=actor, at=at)


def _row(model: type[_Row], case: SupportCase, row_id: UUID | None, version: int) -> _Row:
    if row_id is None:
        return model(case=case, version=0)
    row = model._default_manager.filter(case=case).get(pk=row_id)
    if row.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    return row


def _fill(row: models.Model, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _kept(row: _Row, verb: str, *, actor: Actor, at: datetime) -> _Row:
    row.version += 1
    row.save()
    changes = {"id": str(row.pk), "what": str(row), "version": row.version}
    record(actor=actor, verb=verb, subject=row.case, at=at, changes=changes)
    return row


def _of_this_case(case: SupportCase, other: Challenge | CaseTask | None) -> None:
    if other is not None and other.case_id != case.pk:
        raise Refused(Why.OF_ANOTHER_CASE)


def _waits_for_itself(row: CaseTask) -> bool:
    waits_for = dict(CaseTask.objects.filter(case_id=row.case_id).values_list("pk", "after"))
    waits_for[row.pk] = row.after_id
    seen, here = {row.pk}, row.after_id
    while here is not None and here not in seen:
        seen.add(here)
        here = waits_for.get(here)
    return here is not None
