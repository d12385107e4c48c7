"""Two who freeze, and one who freezes while another changes what is ranked: never both, on either database."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from applications.services.acceptance import withdraw_application
from records.models import IssuedPaper
from screening.models import BonusDecision, Minutes, ScreeningCase, ScreeningRound
from screening.rules.minuted import Attendee
from screening.rules.refusals import Why
from screening.services.allocation import save_scenario
from screening.services.assignments import set_aside_sheet
from screening.services.bonuses import decide_bonus
from screening.services.consolidation import reopen_case
from screening.services.freezing import freeze_allocation, preview_freezing
from tests import screening_worlds as worlds
from tests.at_once import Act, at_once
from tests.people import People, everybody
from tests.screening_worlds import BUDGET, FROZEN_AT, Panel

pytestmark = pytest.mark.django_db(transaction=True)


def freezing(people: People, panel: Panel) -> Act:
    kept = worlds.scenario(people, panel)
    seen, actor = preview_freezing(panel.round, kept.pk).seen, people.actor("honda")
    return lambda: freeze_allocation(
        round_id=panel.round.pk,
        scenario_id=kept.pk,
        held_on=FROZEN_AT.date(),
        place="会議室",
        attendees=(Attendee("本田 薫", "議長"),),
        seen=seen,
        actor=actor,
        at=FROZEN_AT,
    )


def test_two_people_freeze_once() -> None:
    people = everybody()
    act = freezing(people, worlds.settled(people))
    answers = at_once(act, act)
    assert sum(isinstance(each, Minutes) for each in answers) == 1
    assert Why.NOT_NOW in answers
    assert Minutes.objects.count() == IssuedPaper.objects.filter(kind="minutes").count() == 1


@pytest.mark.parametrize("_again", range(3))
def test_a_case_is_opened_again_or_the_round_is_frozen_but_never_both(_again: int) -> None:
    people = everybody()
    panel = worlds.settled(people)
    actor = people.actor("doi")
    freeze = freezing(people, panel)
    frozen, reopened = at_once(
        freeze, lambda: reopen_case(case_id=panel.case.pk, actor=actor, at=FROZEN_AT, because="誤記の訂正")
    )
    assert isinstance(frozen, Minutes) is not isinstance(reopened, ScreeningCase)
    status = ScreeningRound.objects.get(pk=panel.round.pk).status
    assert (status == "frozen") is isinstance(frozen, Minutes)


@pytest.mark.parametrize("_again", range(3))
def test_a_bonus_is_decided_before_the_minutes_or_not_at_all(_again: int) -> None:
    people = everybody()
    panel = worlds.settled(people)
    actor = people.actor("doi")
    freeze = freezing(people, panel)
    frozen, bonus = at_once(
        freeze,
        lambda: decide_bonus(
            case_id=panel.rival.pk,
            bonus="partnership",
            points=2,
            evidence={"url": "https://www.biz-partnership.jp/1", "published_on": "2025-05-01"},
            because="掲載を確認",
            actor=actor,
            at=FROZEN_AT,
        ),
    )
    assert isinstance(frozen, Minutes) is not isinstance(bonus, BonusDecision)


def test_a_file_that_is_withdrawn_meanwhile_is_in_the_minutes_or_frozen_out() -> None:
    people = everybody()
    panel = worlds.settled(people)
    actor = people.actor("chiba")
    freeze = freezing(people, panel)
    frozen, withdrawn = at_once(
        freeze,
        lambda: withdraw_application(
            application_id=panel.rival.application_id, actor=actor, at=FROZEN_AT, because="計画を見直すため"
        ),
    )
    assert not isinstance(withdrawn, Why)
    if isinstance(frozen, Minutes):
        assert len(frozen.allocation["rows"]) == 2
    else:
        assert frozen is Why.RANKING_CHANGED


def test_two_people_save_one_name_once() -> None:
    people = everybody()
    panel = worlds.settled(people)
    kept = worlds.scenario(people, panel)

    def save(budget: int) -> Act:
        return lambda: save_scenario(
            round_id=panel.round.pk,
            scenario_id=kept.pk,
            version=kept.version,
            name=kept.name,
            budget=budget,
            edge=worlds.Edge.PART,
            actor=people.actor("doi"),
            at=FROZEN_AT,
        )

    answers = at_once(save(BUDGET), save(BUDGET + 1))
    assert Why.CHANGED_MEANWHILE in answers
    kept.refresh_from_db()
    assert kept.version == 2


def while_it_freezes(freeze: Act, act: Act) -> object:
    """What an act answers that began before the freezing was committed and could go on only afterwards."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            freeze()
            waiting = pool.submit(at_once, act)
            time.sleep(2)
        return waiting.result(timeout=60)[0]


def _changes(people: People, panel: Panel) -> dict[str, Act]:
    office = people.actor("doi")
    evidence = {"url": "https://www.biz-partnership.jp/1", "published_on": "2025-05-01"}
    return {
        "reopen": lambda: reopen_case(case_id=panel.case.pk, actor=office, at=FROZEN_AT, because="誤記の訂正"),
        "bonus": lambda: decide_bonus(
            case_id=panel.case.pk,
            bonus="partnership",
            points=2,
            evidence=evidence,
            because="掲載を確認",
            actor=office,
            at=FROZEN_AT,
        ),
        "set_aside": lambda: set_aside_sheet(
            assignment_id=panel.case.assignments.order_by("pk")[0].pk,
            actor=office,
            at=FROZEN_AT,
            because="後から取引が分かったため",
        ),
    }


@pytest.mark.parametrize("change", ["reopen", "bonus", "set_aside"])
def test_what_waited_for_the_freezing_is_refused_by_it(change: str) -> None:
    people = everybody()
    panel = worlds.settled(people)
    answer = while_it_freezes(freezing(people, panel), _changes(people, panel)[change])
    assert answer in (Why.ROUND_FROZEN, Why.NOT_NOW)
