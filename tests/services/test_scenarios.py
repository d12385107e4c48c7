"""Scenarios: kept by the office alone, at the version that was seen, with departures that can be followed."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.services.refusals import Refused
from records.models import AuditEvent
from screening.models import Scenario
from screening.rules.ranking import Edge
from screening.rules.refusals import Why
from screening.rules.sharing_out import Treatment, Trouble
from screening.selectors.results import contest_of
from screening.selectors.scenarios import minutes_visible_to, scenarios_visible_to, shares_of, trial_of
from screening.services.allocation import DepartureImpossible, decide_departure, save_scenario, take_departure_back
from tests import screening_worlds as worlds
from tests.people import People
from tests.screening_worlds import BUDGET, FROZEN_AT, Panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(people: People) -> Panel:
    return worlds.settled(people)


@pytest.fixture
def kept(people: People, panel: Panel) -> Scenario:
    return worlds.scenario(people, panel)


def decide(people: People, kept: Scenario, case_id: Any, *, name: str = "doi", **changes: Any) -> Scenario:
    given = {"treatment": Treatment.HOLD, "amount": None, "because": "確認中のため", "version": kept.version}
    return decide_departure(
        scenario_id=kept.pk, case_id=case_id, actor=people.actor(name), at=FROZEN_AT, **(given | changes)
    )


@pytest.mark.parametrize("name", ["aoki", "endo", "goto", "jinnai", "ito", "nobody"])
def test_only_the_office_tries_budgets(people: People, panel: Panel, kept: Scenario, name: str) -> None:
    for act in (
        lambda: save_scenario(
            round_id=panel.round.pk, name="別の案", budget=1, edge=Edge.PART, actor=people.actor(name), at=FROZEN_AT
        ),
        lambda: decide(people, kept, panel.case.pk, name=name),
        lambda: take_departure_back(
            scenario_id=kept.pk, case_id=panel.case.pk, version=kept.version, actor=people.actor(name), at=FROZEN_AT
        ),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.why in (Why.FOR_SECRETARIAT, Why.NOT_SIGNED_IN)


def test_strangers_see_no_scenario_and_no_minutes(people: People, panel: Panel) -> None:
    worlds.frozen(people, panel=panel)
    for name in ("doi", "honda", "jinnai"):
        assert scenarios_visible_to(people.actor(name)).count() == minutes_visible_to(people.actor(name)).count() == 1
    for name in ("aoki", "endo", "goto", "ito", "nobody"):
        assert not scenarios_visible_to(people.actor(name)).exists()
        assert not minutes_visible_to(people.actor(name)).exists()


@pytest.mark.parametrize("changes", [{"name": " "}, {"name": "案" * 61}, {"name": "名\0"}, {"budget": -1}])
def test_what_cannot_be_kept_is_refused(people: People, panel: Panel, changes: dict[str, Any]) -> None:
    given = {"name": "案", "budget": 1} | changes
    with pytest.raises(Refused) as refusal:
        save_scenario(round_id=panel.round.pk, edge=Edge.PART, actor=people.actor("doi"), at=FROZEN_AT, **given)
    assert refusal.value.why is Why.SCENARIO_UNFIT


def test_a_second_departure_for_a_file_replaces_the_first(people: People, panel: Panel, kept: Scenario) -> None:
    first = decide(people, kept, panel.case.pk)
    second = decide(people, first, panel.case.pk, treatment=Treatment.FUND, because="合意のため")
    assert [(each["treatment"], each["because"]) for each in second.exceptions] == [("fund", "合意のため")]
    events = AuditEvent.objects.filter(verb="decide_departure")
    assert {event.because for event in events} == {"確認中のため", "合意のため"}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"because": "  "}, Why.REASON_MISSING),
        ({"because": "理由\0"}, Why.COMMENT_UNFIT),
        ({"version": 99}, Why.CHANGED_MEANWHILE),
    ],
)
def test_a_departure_needs_its_reason_and_the_version_seen(
    people: People, panel: Panel, kept: Scenario, changes: dict[str, Any], why: Why
) -> None:
    with pytest.raises(Refused) as refusal:
        decide(people, kept, panel.case.pk, **changes)
    assert refusal.value.why is why


def test_a_departure_for_a_file_that_is_not_ranked_is_refused(people: People, kept: Scenario) -> None:
    with pytest.raises(DepartureImpossible) as refusal:
        decide(people, kept, uuid4())
    assert refusal.value.trouble is Trouble.NOT_RANKED
    assert refusal.value.why is Why.DEPARTURE_IMPOSSIBLE


def test_what_a_scenario_gives_is_worked_out_from_the_sheets_as_they_stand(
    people: People, panel: Panel, kept: Scenario
) -> None:
    shares = shares_of(contest_of(panel.round), trial_of(kept))
    assert [each.file.rank for each in shares.files] == [1, 2]
    assert shares.ends_at == 2


def test_a_scenario_saved_after_freezing_stands_beside_the_minutes(people: People, panel: Panel) -> None:
    minutes = worlds.frozen(people, panel=panel)
    assert worlds.scenario(people, panel, name="補正後", budget=BUDGET * 2).version == 1
    minutes.refresh_from_db()
    assert minutes.allocation["scenario"]["name"] == "当初予算"
