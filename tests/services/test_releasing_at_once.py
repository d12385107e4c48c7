"""Two who release, and one who changes while another prepares: one act, one letter each, and never a stale amount."""

import pytest

from awards.models import Award
from records.models import Message
from screening.models import GrantDecision, Release
from screening.rules.deciding import DecisionEntry
from screening.rules.refusals import Why
from screening.services.decisions import change_decision, draft_decisions
from screening.services.reissues import reissue
from screening.services.releases import prepare_release, release_decisions, undo_release
from screening.services.reserve import end_reserve
from tests import screening_worlds as worlds
from tests.at_once import at_once
from tests.people import everybody

pytestmark = pytest.mark.django_db(transaction=True)
AT = worlds.RELEASED_AT


def test_two_people_release_once_and_the_second_is_told_calmly() -> None:
    people = everybody()
    release, actor = worlds.checked(people), people.actor("honda")
    answers = at_once(
        *(lambda: release_decisions(release_id=release.pk, actor=actor, at=AT) for _ in range(2)),
    )
    assert sum(isinstance(each, Release) for each in answers) == 1
    assert Why.NOT_NOW in answers
    assert Award.objects.count() == 2
    assert Message.objects.filter(kind="application_granted").count() == 2


def test_a_release_goes_out_or_is_undone_but_never_both() -> None:
    people = everybody()
    release, actor = worlds.checked(people), people.actor("honda")
    released, undone = at_once(
        lambda: release_decisions(release_id=release.pk, actor=actor, at=AT),
        lambda: undo_release(release_id=release.pk, actor=actor, at=AT),
    )
    assert isinstance(released, Release) is not isinstance(undone, Release)
    assert Award.objects.exists() is isinstance(released, Release)


@pytest.mark.parametrize("_again", range(2))
def test_a_letter_always_says_what_was_decided(_again: int) -> None:
    people = everybody()
    panel, actor = worlds.settled(people), people.actor("doi")
    minutes = worlds.frozen(people, panel=panel, kept=worlds.scenario(people, panel, budget=1_525_000))
    release = worlds.drafted(people, minutes=minutes)
    first = release.decisions.order_by("case__application__receipt_sequence")[0]
    at_once(
        lambda: prepare_release(release_id=release.pk, decided_on=AT.date(), actor=actor, at=AT),
        lambda: change_decision(
            decision_id=first.pk,
            entry=DecisionEntry(amount=1_400_000),
            version=1,
            actor=actor,
            at=AT,
            because="見積の確認",
        ),
        # Who ends the reserve meanwhile adds to these drafts or makes others: nobody waits for the other for ever.
        lambda: end_reserve(round_id=panel.round.pk, actor=actor, at=AT, because="年度の予算を使い切った"),
    )
    decision = GrantDecision.objects.select_related("paper").get(pk=first.pk)
    assert decision.paper is not None
    assert decision.paper.context["decided_amount"] == f"金{decision.decided_amount:,}円"


def test_decisions_are_drafted_once() -> None:
    people = everybody()
    minutes, actor = worlds.frozen(people), people.actor("doi")
    answers = at_once(*(lambda: draft_decisions(round_id=minutes.round_id, actor=actor, at=AT) for _ in range(2)))
    assert Why.NOTHING_TO_DECIDE in answers
    assert GrantDecision.objects.count() == 2


def test_a_letter_is_replaced_once() -> None:
    people = everybody()
    release, actor = worlds.released(people), people.actor("honda")
    former = release.decisions.order_by("place")[0]
    answers = at_once(
        *(lambda: reissue(decision_id=former.pk, actor=actor, at=AT, because="宛名の訂正") for _ in range(2))
    )
    assert Why.NOT_IN_FORCE in answers
    assert GrantDecision.objects.filter(supersedes=former).count() == 1
