"""Trials of a budget, and what each gives: always worked out anew from the sheets as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from applications.rules.terms import CallTerms
from applications.selectors.calls import revision_in_force
from screening.models import Minutes, Scenario, ScreeningRound
from screening.policies import may_look_into_screening
from screening.rules.minuted import FileNames, ScenarioFacts, allocation_document
from screening.rules.ranking import Edge, placed
from screening.rules.sharing_out import Departure, Shares, Treatment, share_out
from screening.selectors.results import Contest, Entry


@dataclass(frozen=True, slots=True)
class Trial:
    """A budget in yen, the treatment of its edge, and the departures: saved under a name, or only tried."""

    budget: int
    edge: Edge
    exceptions: Sequence[Mapping[str, Any]]


def scenarios_visible_to(actor: Actor) -> QuerySet[Scenario]:
    """Scenarios: the office's and the auditor's pages."""
    rows = Scenario.objects.select_related("round").order_by("saved_at", "pk")
    return rows if may_look_into_screening(actor).is_allowed else rows.none()


def minutes_visible_to(actor: Actor) -> QuerySet[Minutes]:
    """Minutes: the office's and the auditor's pages."""
    rows = Minutes.objects.select_related("round", "paper").order_by("frozen_at")
    return rows if may_look_into_screening(actor).is_allowed else rows.none()


def trial_of(scenario: Scenario) -> Trial:
    """A scenario as the calculator takes it."""
    return Trial(scenario.budget, Edge(scenario.edge), scenario.exceptions)


def shares_of(contest: Contest, trial: Trial, terms: CallTerms | None = None) -> Shares:
    """What a trial gives now; under other terms it is a what-if."""
    terms = terms or contest.terms
    departures = departures_of(contest, trial.exceptions)
    places = placed(contest.candidates, terms)
    return share_out(places, terms, trial.budget, edge=trial.edge, departures=departures)


def departures_of(contest: Contest, exceptions: Sequence[Mapping[str, Any]]) -> list[Departure]:
    """Kept departures under the names of the ranking; one for a file that is gone keeps its case as its name."""
    numbers = {str(each.case_id): each.receipt_number for each in contest.entries}
    return [
        Departure(
            numbers.get(each["case"], each["case"]), Treatment(each["treatment"]), each["amount"] or 0, each["because"]
        )
        for each in exceptions
    ]


def drawn_up(contest: Contest, scenario: Scenario, shares: Shares) -> dict[str, Any]:
    """The document that freezing this scenario would keep."""
    facts = ScenarioFacts(str(scenario.pk), scenario.name, scenario.version, scenario.edge)
    names = {each.receipt_number: _names(each) for each in contest.entries}
    revision = revision_in_force(scenario.round.call_id)
    sha256 = revision.sha256 if revision else ""
    return allocation_document(shares, names, facts, contest.terms, terms_sha256=sha256)


def _names(entry: Entry) -> FileNames:
    sheets = [
        {
            "sheet": str(each.sheet_id),
            "assignment": str(each.assignment_id),
            "number": each.number,
            "total": each.total,
            "points": dict(each.points),
        }
        for each in entry.sheets
    ]
    return FileNames(str(entry.case_id), str(entry.application_id), entry.company, entry.title, sheets)


def scenario_of(screening: ScreeningRound, scenario_id: UUID) -> Scenario:
    """One scenario of a round."""
    return Scenario.objects.select_related("round").get(pk=scenario_id, round=screening)
