"""The lines of the budget: added, changed, removed and put in order, each with a version of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from accounts.actor import Actor
from accounts.services.refusals import Refused
from applications.models import Application, CostLine
from applications.rules.answers import read_answers
from applications.rules.refusals import Why
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.selectors.drafts import answers_of_line
from applications.services.drafts import Conflict, locked_draft
from records.audit.recording import record

MOST_LINES = 500
# While lines change places, none may stand on another's: they step aside above every real position.
_ASIDE = 1_000


@dataclass(frozen=True, slots=True)
class SavedLine:
    """The line that was kept, and a sentence for each key that could not be kept."""

    line: CostLine
    problems: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_cost_line(*, application_id: UUID, values: Mapping[str, Any], actor: Actor, at: datetime) -> SavedLine:
    """Put a line at the end of the budget."""
    application = locked_draft(application_id, actor)
    last = application.cost_lines.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_LINES:
        raise Refused(Why.TOO_MANY_LINES)
    typed = read_answers(CostLineAnswers, values)
    line = CostLine(application=application, position=last + 1, version=0)
    return _keep(line, typed.answers, typed.problems, verb="add_cost_line", actor=actor, at=at)


@transaction.atomic
def change_cost_line(
    *, line_id: UUID, values: Mapping[str, Any], version: int, actor: Actor, at: datetime
) -> SavedLine | Conflict:
    """Keep the keys given of a line, beside those kept before; `version` is the one the editor saw."""
    application = locked_draft(CostLine.objects.values_list("application_id", flat=True).get(pk=line_id), actor)
    line = application.cost_lines.select_related("saved_by").get(pk=line_id)
    before = answers_of_line(line).model_dump(mode="json")
    typed = read_answers(CostLineAnswers, values)
    differing = {name: value for name, value in typed.answers.items() if before[name] != value}
    if line.version != version and differing:
        return Conflict(
            version=line.version,
            saved_at=line.saved_at,
            saved_by=line.saved_by.name,
            theirs={name: before[name] for name in differing},
            yours=differing,
        )
    if not differing:
        return SavedLine(line, typed.problems)
    # Read once more as a whole: a key that fits alone may contradict one kept before.
    whole = read_answers(
        CostLineAnswers, {**{name: before[name] for name in before if name not in differing}, **differing}
    )
    problems = {**typed.problems, **whole.problems}
    return _keep(line, whole.answers, problems, verb="change_cost_line", actor=actor, at=at)


@transaction.atomic
def remove_cost_line(*, line_id: UUID, actor: Actor, at: datetime) -> Application:
    """Take a line out; the trail keeps what it said."""
    application = locked_draft(CostLine.objects.values_list("application_id", flat=True).get(pk=line_id), actor)
    line = application.cost_lines.get(pk=line_id)
    said = answers_of_line(line).model_dump(mode="json", exclude_defaults=True)
    changes = {"line": str(line.pk), "position": line.position, "said": said}
    record(actor=actor, verb="remove_cost_line", subject=application, at=at, changes=changes)
    line.delete()
    _put_in_order(application, list(application.cost_lines.order_by("position").values_list("pk", flat=True)))
    return application


@transaction.atomic
def reorder_cost_lines(*, application_id: UUID, order: Sequence[UUID], actor: Actor, at: datetime) -> Application:
    """Put the lines in this order; lines it does not name keep theirs, behind the named ones."""
    application = locked_draft(application_id, actor)
    there = list(application.cost_lines.order_by("position").values_list("pk", flat=True))
    named = [line_id for line_id in dict.fromkeys(order) if line_id in there]
    wanted = [*named, *(line_id for line_id in there if line_id not in named)]
    if wanted != there:
        _put_in_order(application, wanted)
        changes = {"order": [str(line_id) for line_id in wanted]}
        record(actor=actor, verb="reorder_cost_lines", subject=application, at=at, changes=changes)
    return application


def _put_in_order(application: Application, wanted: Sequence[UUID]) -> None:
    application.cost_lines.update(position=F("position") + _ASIDE)
    for position, line_id in enumerate(wanted, start=1):
        application.cost_lines.filter(pk=line_id).update(position=position)


def _keep(
    line: CostLine, answers: Mapping[str, Any], problems: Mapping[str, str], *, verb: str, actor: Actor, at: datetime
) -> SavedLine:
    for name, value in CostLineAnswers.model_validate(answers):
        setattr(line, name, value)
    line.version += 1
    line.saved_at = at
    line.saved_by_id = actor.acting_id
    line.save()
    changes = {"line": str(line.pk), "version": line.version, "keys": sorted(answers)}
    record(actor=actor, verb=verb, subject=line.application, at=at, changes=changes)
    return SavedLine(line, problems)
