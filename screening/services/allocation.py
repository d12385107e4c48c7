"""Trying out budgets: scenarios are saved under a name, with departures from the ranking that carry their reasons.

Nothing here decides anything. What is decided is frozen, by `screening.services.freezing`.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from kernel.entry import EntryError, clean_name, clean_prose
from records.audit.recording import record
from screening.models import Scenario, ScreeningRound
from screening.policies import may_run_screening
from screening.rules.ranking import Edge
from screening.rules.refusals import Why
from screening.rules.sharing_out import Treatment, Trouble
from screening.selectors.results import contest_of
from screening.selectors.scenarios import Trial, shares_of

_LONGEST_NAME = 60


class DepartureImpossible(Refused):
    """The calculator cannot follow this departure; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(Why.DEPARTURE_IMPOSSIBLE)
        self.trouble = trouble


@transaction.atomic
def save_scenario(
    *,
    round_id: UUID,
    name: str,
    budget: int,
    edge: Edge,
    actor: Actor,
    at: datetime,
    scenario_id: UUID | None = None,
    version: int = 0,
) -> Scenario:
    """Keep a trial under a name, or change one that nobody else has changed since `version`.

    After freezing too: it then stands beside the minutes and has no effect.
    """
    insist(may_run_screening(actor))
    # Two who save at once pass here one after the other, so that a name is given once.
    screening = ScreeningRound.objects.select_for_update().get(pk=round_id)
    kept = _at_version(scenario_id, version, screening) if scenario_id else Scenario(round=screening, version=0)
    name = _name(name, budget)
    if Scenario.objects.filter(round=screening, name=name).exclude(pk=kept.pk).exists():
        raise Refused(Why.SCENARIO_NAME_TAKEN)
    kept.name, kept.budget, kept.edge = name, budget, edge.value
    return _saved(
        kept, "save_scenario", actor=actor, at=at, changes={"name": name, "budget": budget, "edge": edge.value}
    )


@transaction.atomic
def decide_departure(
    *,
    scenario_id: UUID,
    case_id: UUID,
    treatment: Treatment,
    amount: int | None,
    because: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> Scenario:
    """Treat one file of a scenario otherwise than its rank says, with the reason; a second one replaces the first."""
    insist(may_run_screening(actor))
    kept = _at_version(scenario_id, version)
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    reason = _reason(because)
    kept_amount = amount if treatment is Treatment.AMOUNT else None
    departure = {"case": str(case_id), "treatment": treatment.value, "amount": kept_amount, "because": reason}
    kept.exceptions = [*_without(kept, case_id), departure]
    _insist_on_a_way(kept, case_id)
    changes = {"scenario": kept.name, **departure}
    return _saved(kept, "decide_departure", actor=actor, at=at, changes=changes, because=reason)


@transaction.atomic
def take_departure_back(*, scenario_id: UUID, case_id: UUID, version: int, actor: Actor, at: datetime) -> Scenario:
    """Let a file be served as its rank says again."""
    insist(may_run_screening(actor))
    kept = _at_version(scenario_id, version)
    kept.exceptions = _without(kept, case_id)
    changes = {"scenario": kept.name, "case": str(case_id)}
    return _saved(kept, "take_departure_back", actor=actor, at=at, changes=changes)


def _without(scenario: Scenario, case_id: UUID) -> list[dict[str, Any]]:
    return [each for each in scenario.exceptions if each["case"] != str(case_id)]


def _at_version(scenario_id: UUID, version: int, screening: ScreeningRound | None = None) -> Scenario:
    rows = Scenario.objects.select_for_update(of=("self",)).select_related("round")
    kept = (rows if screening is None else rows.filter(round=screening)).get(pk=scenario_id)
    if kept.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    return kept


def _insist_on_a_way(scenario: Scenario, case_id: UUID) -> None:
    contest = contest_of(scenario.round)
    named = {str(each.case_id): each.receipt_number for each in contest.entries}.get(str(case_id), str(case_id))
    shares = shares_of(contest, Trial(scenario.budget, Edge(scenario.edge), scenario.exceptions))
    trouble = next((why for departure, why in shares.troubles if departure.application == named), None)
    if trouble is not None:
        raise DepartureImpossible(trouble)


def _name(name: str, budget: int) -> str:
    try:
        cleaned = clean_name(name)
    except EntryError as error:
        raise Refused(Why.SCENARIO_UNFIT) from error
    if not cleaned or len(cleaned) > _LONGEST_NAME or budget < 0:
        raise Refused(Why.SCENARIO_UNFIT)
    return cleaned


def _reason(because: str) -> str:
    try:
        return clean_prose(because).strip()
    except EntryError as error:
        raise Refused(Why.COMMENT_UNFIT) from error


def _saved(
    scenario: Scenario, verb: str, *, actor: Actor, at: datetime, changes: dict[str, Any], because: str = ""
) -> Scenario:
    scenario.version += 1
    scenario.saved_at, scenario.saved_by_label = at, actor.label
    scenario.save()
    record(actor=actor, verb=verb, subject=scenario, at=at, changes=changes, because=because)
    return scenario
