"""Freezing a round: worked out again under locks, kept with its hash, and changed by nothing afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.services.refusals import Refused
from applications.services.acceptance import withdraw_application
from records.models import AuditEvent, PaperState
from screening.models import Minutes, Scenario, ScreeningRound
from screening.rules.minuted import Attendee, fingerprint, minutes_document
from screening.rules.profiles import TieEntry
from screening.rules.ranking import Edge
from screening.rules.refusals import Why
from screening.rules.sharing_out import Treatment
from screening.selectors.board import clashes_of
from screening.services.allocation import decide_departure, save_scenario
from screening.services.conflicts import override_conflict
from screening.services.consolidation import reopen_case
from screening.services.freezing import freeze_allocation, preview_freezing
from tests import screening_worlds as worlds
from tests.people import People
from tests.screening_worlds import FROZEN_AT, Panel

pytestmark = pytest.mark.django_db


@dataclass
class Table:
    """A settled round with a saved scenario, ready to be frozen."""

    people: People
    panel: Panel
    scenario: Scenario

    def freeze(self, **changes: Any) -> Minutes:
        given: dict[str, Any] = {
            "round_id": self.panel.round.pk,
            "scenario_id": self.scenario.pk,
            "held_on": FROZEN_AT.date(),
            "place": "会議室",
            "attendees": (Attendee("本田 薫", "議長"),),
            "seen": changes.pop("seen", None) or preview_freezing(self.panel.round, self.scenario.pk).seen,
            "actor": self.people.actor("honda"),
            "at": FROZEN_AT,
        }
        return freeze_allocation(**(given | changes))


@pytest.fixture
def table(people: People) -> Table:
    panel = worlds.settled(people)
    return Table(people, panel, worlds.scenario(people, panel))


def test_the_minutes_hold_the_ranking_and_what_the_budget_gives(table: Table) -> None:
    minutes = table.freeze()
    rows = minutes.allocation["rows"]
    assert [(row["rank"], row["case"]) for row in rows] == [
        (1, str(table.panel.case.pk)),
        (2, str(table.panel.rival.pk)),
    ]
    assert [row["outcome"] for row in rows] == ["funded", "partly_funded"]
    assert sum(row["amount"] for row in rows) == minutes.allocation["budget"]["used"] <= worlds.BUDGET
    assert [len(sheets) for sheets in minutes.allocation["sheets"].values()] == [2, 2]
    assert minutes.allocation["terms_sha256"]
    assert (minutes.attendees, minutes.frozen_by_label) == (
        [{"name": "本田 薫", "role": "議長"}],
        table.people.actor("honda").label,
    )
    table.panel.round.refresh_from_db()
    assert table.panel.round.status == "frozen"


def test_the_hash_can_be_worked_out_again(table: Table) -> None:
    minutes = table.freeze()
    minutes.refresh_from_db()
    document = minutes_document(
        minutes.allocation, held_on=minutes.held_on, place=minutes.place, attendees=minutes.attendees
    )
    assert fingerprint(document) == minutes.sha256


def test_the_paper_prints_what_was_hashed(table: Table) -> None:
    minutes = table.freeze()
    context = minutes.paper.context
    assert context["hash"] == minutes.sha256
    assert [row["receipt_number"] for row in context["ranked"]] == [
        row["receipt_number"] for row in minutes.allocation["rows"]
    ]
    assert minutes.paper.state == PaperState.QUEUED


def test_the_trail_names_who_froze_what(table: Table) -> None:
    minutes = table.freeze()
    events = AuditEvent.objects.filter(verb__in=("freeze", "keep_minutes")).order_by("pk")
    assert {event.verb for event in events} == {"freeze", "keep_minutes"}
    assert any(event.changes.get("sha256") == minutes.sha256 for event in events)


def test_nothing_changes_the_minutes(table: Table) -> None:
    minutes = table.freeze()
    for change in (
        lambda: Minutes.objects.filter(pk=minutes.pk).update(place="別の場所"),
        lambda: Minutes.objects.filter(pk=minutes.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_budget_changed_afterwards_has_no_effect(table: Table) -> None:
    minutes = table.freeze()
    frozen = minutes.allocation
    save_scenario(
        round_id=table.panel.round.pk,
        scenario_id=table.scenario.pk,
        version=table.scenario.version,
        name=table.scenario.name,
        budget=0,
        edge=Edge.RESERVE,
        actor=table.people.actor("doi"),
        at=FROZEN_AT,
    )
    minutes.refresh_from_db()
    assert minutes.allocation == frozen


def test_a_second_person_finds_it_frozen(table: Table) -> None:
    table.freeze()
    with pytest.raises(Refused) as refusal:
        table.freeze()
    assert refusal.value.why is Why.NOT_NOW
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize("name", ["doi", "endo", "aoki", "goto", "jinnai", "ito", "nobody"])
def test_only_the_head_freezes(table: Table, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        table.freeze(actor=table.people.actor(name))
    assert refusal.value.why in (Why.FOR_HEAD, Why.FOR_SECRETARIAT, Why.NOT_SIGNED_IN)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"held_on": FROZEN_AT.date() + timedelta(days=1)}, Why.MEETING_DAY_UNFIT),
        ({"held_on": worlds.OPENED_AT.date() - timedelta(days=1)}, Why.MEETING_DAY_UNFIT),
        ({"attendees": ()}, Why.NOBODY_ATTENDED),
        ({"attendees": (Attendee("  ", "議長"),)}, Why.NOBODY_ATTENDED),
        ({"attendees": (Attendee("名\0前", "議長"),)}, Why.COMMENT_UNFIT),
        ({"seen": "0" * 64}, Why.RANKING_CHANGED),
    ],
)
def test_a_meeting_that_cannot_have_been_is_refused(table: Table, changes: dict[str, Any], why: Why) -> None:
    with pytest.raises(Refused) as refusal:
        table.freeze(**changes)
    assert refusal.value.why is why
    assert not Minutes.objects.exists()


def test_a_case_opened_again_meanwhile_is_refused_calmly(table: Table) -> None:
    seen = preview_freezing(table.panel.round, table.scenario.pk).seen
    reopen_case(case_id=table.panel.case.pk, actor=table.people.actor("doi"), at=FROZEN_AT, because="誤記の訂正")
    with pytest.raises(Refused) as refusal:
        table.freeze(seen=seen)
    assert refusal.value.why is Why.FILES_UNSETTLED


def test_a_file_withdrawn_meanwhile_is_refused_calmly(table: Table) -> None:
    seen = preview_freezing(table.panel.round, table.scenario.pk).seen
    withdraw_application(
        application_id=table.panel.rival.application_id,
        actor=table.people.actor("chiba"),
        at=FROZEN_AT,
        because="計画を見直すため",
    )
    with pytest.raises(Refused) as refusal:
        table.freeze(seen=seen)
    assert refusal.value.why is Why.RANKING_CHANGED
    assert len(table.freeze().allocation["rows"]) == 1


def test_a_scenario_changed_meanwhile_is_refused_calmly(table: Table) -> None:
    seen = preview_freezing(table.panel.round, table.scenario.pk).seen
    decide_departure(
        scenario_id=table.scenario.pk,
        case_id=table.panel.case.pk,
        treatment=Treatment.HOLD,
        amount=None,
        because="別の決定を待つため",
        version=table.scenario.version,
        actor=table.people.actor("doi"),
        at=FROZEN_AT,
    )
    with pytest.raises(Refused) as refusal:
        table.freeze(seen=seen)
    assert refusal.value.why is Why.RANKING_CHANGED
    first = table.freeze().allocation["rows"][0]
    assert (first["outcome"], first["because"]) == ("reserve", "別の決定を待つため")


def test_a_file_still_being_scored_is_refused(people: People) -> None:
    panel = worlds.opened_round(people)
    kept = worlds.scenario(people, panel)
    with pytest.raises(Refused) as refusal:
        Table(people, panel, kept).freeze()
    assert refusal.value.why is Why.FILES_UNSETTLED


def test_a_conflict_that_turned_up_after_scoring_is_settled_before_the_ranking_is_frozen(table: Table) -> None:
    endo = table.people.endo
    worlds.profile(endo, TieEntry("past_employer", "(株)髙﨑製作所"), people=table.people)
    with pytest.raises(Refused) as refusal:
        table.freeze()
    assert refusal.value.why is Why.CONFLICTS_OPEN
    passing = {"reviewer_id": endo.pk, "actor": table.people.actor("honda"), "at": FROZEN_AT}
    for clash in clashes_of(table.panel.round):
        override_conflict(case_id=clash.assignment.case_id, because="20年前の短い勤務のため", **passing)
    assert len(table.freeze().allocation["rows"]) == 2


def test_departures_that_cannot_be_followed_are_refused(table: Table) -> None:
    """One that was sound when it was saved, under a budget that was lowered since."""
    saved = decide_departure(
        scenario_id=table.scenario.pk,
        case_id=table.panel.rival.pk,
        treatment=Treatment.FUND,
        amount=None,
        because="理由",
        version=table.scenario.version,
        actor=table.people.actor("doi"),
        at=FROZEN_AT,
    )
    Scenario.objects.filter(pk=saved.pk).update(budget=1)
    with pytest.raises(Refused) as refusal:
        table.freeze()
    assert refusal.value.why is Why.ALLOCATION_IMPOSSIBLE


def test_a_round_whose_files_all_went_has_nothing_to_freeze(table: Table) -> None:
    for case, name in ((table.panel.case, "aoki"), (table.panel.rival, "chiba")):
        withdraw_application(
            application_id=case.application_id, actor=table.people.actor(name), at=FROZEN_AT, because="取りやめ"
        )
    with pytest.raises(Refused) as refusal:
        table.freeze()
    assert refusal.value.why is Why.NOTHING_TO_FREEZE


@pytest.mark.django_db(transaction=True)
def test_the_paper_is_made_by_the_workers(people: People, run_queue: Callable[[], list[str]]) -> None:
    minutes = worlds.frozen(people)
    run_queue()
    minutes.paper.refresh_from_db()
    assert minutes.paper.state == PaperState.READY
    assert ScreeningRound.objects.get(pk=minutes.pk).status == "frozen"
