"""Decisions are drafted from frozen minutes, changed within the law, and go out in one act."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.services.refusals import Refused
from applications.models import FilePaper
from applications.rules.workflow import Status
from applications.services.acceptance import withdraw_application
from awards.models import Award
from records.models import AuditEvent, IssuedPaper, Message
from records.services.sweep import sweep_papers
from screening.models import GrantDecision, Release
from screening.rules.deciding import Cut, DecisionEntry
from screening.rules.refusals import Why
from screening.rules.workflow import ReleaseStatus
from screening.selectors.releases import money_left, reserve_of
from screening.services.decisions import change_decision, draft_decisions, drop_decision
from screening.services.reissues import reissue
from screening.services.releases import (
    cancel_release,
    check_letter,
    prepare_release,
    release_decisions,
    undo_release,
)
from screening.services.reserve import end_reserve, promote
from tests import screening_worlds as worlds
from tests.people import People

AT = worlds.RELEASED_AT


def change(
    people: People, decision: GrantDecision, *, by: str = "doi", because: str = "経費の査定", **said: Any
) -> GrantDecision:
    entry = DecisionEntry(**said)
    return change_decision(
        decision_id=decision.pk,
        entry=entry,
        version=decision.version,
        actor=people.actor(by),
        at=AT,
        because=because,
    )


def refusal_of(verb: Any, **named: Any) -> Why:
    with pytest.raises(Refused) as refused:
        verb(**named)
    return Why(refused.value.why)


@pytest.fixture
def two(people: People) -> tuple[GrantDecision, GrantDecision]:
    """Aoki's file in full and Chiba's with what is left of the budget."""
    first, second = worlds.drafted(people).decisions.order_by("case__application__receipt_sequence")
    return first, second


def test_the_frozen_allocation_becomes_drafts(people: People, two: tuple[GrantDecision, GrantDecision]) -> None:
    first, second = two
    assert (first.outcome, first.decided_amount, first.reduction) == ("granted", first.applied_amount, "")
    assert (second.outcome, second.reduction) == ("granted", "budget")
    assert first.decided_amount + second.decided_amount <= worlds.BUDGET
    assert refusal_of(draft_decisions, round_id=first.release.round_id, actor=people.actor("doi"), at=AT) is (
        Why.NOTHING_TO_DECIDE
    )


def test_nobody_decides_before_the_minutes(people: People) -> None:
    panel = worlds.settled(people)
    assert refusal_of(draft_decisions, round_id=panel.round.pk, actor=people.actor("doi"), at=AT) is Why.NO_MINUTES
    assert refusal_of(draft_decisions, round_id=panel.round.pk, actor=people.actor("endo"), at=AT) is (
        Why.FOR_SECRETARIAT
    )


def test_a_cut_lowers_cost_and_amount_by_the_one_calculator(
    people: People, two: tuple[GrantDecision, GrantDecision]
) -> None:
    changed = change(people, two[0], cuts=(Cut(1, 2_400_000, "一式のうち二つを除く。"),))
    assert (changed.decided_cost, changed.decided_amount) == (2_450_000, 1_225_000)
    assert (changed.reduction, changed.version) == ("cost_assessment", 2)
    both = change(people, changed, cuts=(Cut(1, 2_400_000, "一式のうち二つを除く。"),), amount=1_200_000)
    assert (both.decided_amount, both.reduction) == (1_200_000, "both")
    told = AuditEvent.objects.filter(verb="change_decision").order_by("at", "id")
    assert {event.because for event in told} == {"経費の査定"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"amount": 9_999_000}, Why.AMOUNT_OVER_REQUEST),
        ({"amount": 1_300_000, "cuts": (Cut(1, 2_400_000, "一部を除く。"),)}, Why.AMOUNT_OVER_COST),
        ({"amount": 1_200_500}, Why.AMOUNT_NOT_IN_UNITS),
        ({"amount": 0}, Why.AMOUNT_MISSING),
        ({"cuts": (Cut(9, 0, "ない明細"),)}, Why.CUT_UNFIT),
        ({"cuts": (Cut(1, 3_000_001, "多すぎ"),)}, Why.CUT_UNFIT),
        ({"cuts": (Cut(1, 0, "一"), Cut(1, 1, "二"))}, Why.CUT_UNFIT),
        ({"cuts": (Cut(1, 2_400_000, " "),)}, Why.REASON_MISSING),
        ({"amount": 900_000}, Why.FLOOR_HOLDS),
        ({"outcome": "refused", "reason": "budget"}, Why.REASON_MISSING),
    ],
)
def test_what_cannot_be_granted_is_refused_with_its_reason(
    people: People, two: tuple[GrantDecision, GrantDecision], said: dict[str, Any], why: Why
) -> None:
    with pytest.raises(Refused) as refused:
        change(people, two[0], **said)
    assert refused.value.why is why
    two[0].refresh_from_db()
    assert two[0].version == 1


def test_only_the_head_lifts_the_floor_and_says_why(people: People, two: tuple[GrantDecision, GrantDecision]) -> None:
    said = {"amount": 900_000, "floor_lifted_because": "交付要綱の照会に回答があったため"}
    with pytest.raises(Refused) as refused:
        change(people, two[0], **said)
    assert refused.value.why is Why.FOR_HEAD
    lifted = change(people, two[0], by="honda", **said)
    assert (lifted.decided_amount, lifted.floor_lifted_because) == (900_000, said["floor_lifted_because"])


def test_two_who_change_one_decision_do_not_overwrite_each_other(
    people: People, two: tuple[GrantDecision, GrantDecision]
) -> None:
    change(people, two[0], amount=1_400_000)
    with pytest.raises(Refused) as refused:
        change(people, two[0], amount=1_300_000)
    assert refused.value.why is Why.CHANGED_MEANWHILE


def test_no_change_spends_more_than_the_minutes_gave(people: People, two: tuple[GrantDecision, GrantDecision]) -> None:
    with pytest.raises(Refused) as refused:
        change(people, two[1], amount=two[1].applied_amount)
    assert refused.value.why is Why.MONEY_MISSING


def test_a_grant_of_nothing_is_never_prepared_whatever_the_call_says_of_its_floor(
    two: tuple[GrantDecision, GrantDecision], people: People
) -> None:
    GrantDecision.objects.filter(pk=two[0].pk).update(decided_amount=0, floor_lifted_because="要領は警告だけ")
    day = {"decided_on": AT.date(), "actor": people.actor("doi"), "at": AT}
    assert refusal_of(prepare_release, release_id=two[0].release_id, **day) is Why.AMOUNT_MISSING


def test_drafts_that_come_back_never_spend_money_promised_meanwhile(
    people: People, two: tuple[GrantDecision, GrantDecision]
) -> None:
    first, second = two
    release, asked = first.release, {"actor": people.actor("doi"), "at": AT}
    change(people, first, amount=1_200_000)
    change(people, second, amount=second.decided_amount + first.decided_amount - 1_200_000)
    drop_decision(decision_id=first.pk, because="次の回に決めるため", **asked)
    again = draft_decisions(round_id=release.round_id, **asked)
    assert refusal_of(prepare_release, release_id=again.pk, decided_on=AT.date(), **asked) is Why.MONEY_MISSING
    change(people, again.decisions.get(), amount=1_200_000)
    assert prepare_release(release_id=again.pk, decided_on=AT.date(), **asked).status == ReleaseStatus.PREPARED


def test_letters_are_numbered_made_checked_and_go_out_in_one_act(people: People) -> None:
    release = worlds.released(people)
    assert release.status == ReleaseStatus.RELEASED
    decisions = list(release.decisions.select_related("case__application", "paper").order_by("place"))
    assert [each.document_number for each in decisions] == ["宮情協第1号", "宮情協第2号"]
    assert {each.case.application.status for each in decisions} == {Status.GRANTED}
    assert [award.number for award in Award.objects.all()] == ["R7-DX-K001", "R7-DX-K002"]
    assert FilePaper.objects.filter(paper__kind="grant_notice").count() == 2
    assert Message.objects.filter(kind="application_granted").count() == 2
    assert refusal_of(release_decisions, release_id=release.pk, actor=people.actor("honda"), at=AT) is Why.NOT_NOW


def test_only_the_head_releases(people: People) -> None:
    release = worlds.checked(people)
    for name in ("doi", "jinnai", "endo", "aoki", "nobody"):
        with pytest.raises(Refused):
            release_decisions(release_id=release.pk, actor=people.actor(name), at=AT)
    release.refresh_from_db()
    assert release.status == ReleaseStatus.PREPARED
    assert not Award.objects.exists()


def test_one_unchecked_letter_holds_all_of_them(people: People) -> None:
    release = worlds.prepared(people)
    check_letter(decision_id=release.decisions.order_by("place")[0].pk, actor=people.actor("doi"), at=AT)
    assert refusal_of(release_decisions, release_id=release.pk, actor=people.actor("honda"), at=AT) is (
        Why.LETTERS_NOT_CHECKED
    )
    assert not FilePaper.objects.filter(paper__kind="grant_notice").exists()
    assert not Message.objects.filter(kind="application_granted").exists()


def test_a_letter_that_is_not_made_is_not_checked(people: People) -> None:
    release = worlds.drafted(people)
    prepare_release(release_id=release.pk, decided_on=AT.date(), actor=people.actor("doi"), at=AT)
    decision = release.decisions.order_by("place")[0]
    assert refusal_of(check_letter, decision_id=decision.pk, actor=people.actor("doi"), at=AT) is (
        Why.LETTERS_NOT_READY
    )


def test_undone_letters_are_discarded_and_their_numbers_free_again(people: People) -> None:
    release = worlds.checked(people)
    papers = [each.paper_id for each in release.decisions.all()]
    undone = undo_release(release_id=release.pk, actor=people.actor("doi"), at=AT)
    assert (undone.status, undone.decided_on) == (ReleaseStatus.DRAFTED, None)
    assert not undone.decisions.exclude(document_number="", paper=None, checked_at=None).exists()
    sweep_papers(at=AT + timedelta(minutes=1))
    assert not IssuedPaper.objects.filter(pk__in=papers).exists()
    again = worlds.prepared(people, release=undone, at=AT + timedelta(hours=1))
    assert sorted(each.document_number for each in again.decisions.all()) == ["宮情協第1号", "宮情協第2号"]


def test_the_database_keeps_what_went_out(people: People) -> None:
    release = worlds.released(people)
    decisions = GrantDecision.objects.filter(release=release)
    for change_it in (
        lambda: decisions.update(decided_amount=1),
        decisions.delete,
        lambda: Release.objects.filter(pk=release.pk).update(released_by_label="別の人"),
    ):
        with pytest.raises(IntegrityError, match="a frozen row is never edited"), transaction.atomic():
            change_it()


def test_what_went_out_is_not_undone(people: People) -> None:
    release = worlds.released(people)
    assert refusal_of(undo_release, release_id=release.pk, actor=people.actor("honda"), at=AT) is Why.NOT_NOW


def test_drafts_given_up_are_drafted_anew(people: People) -> None:
    release = worlds.drafted(people)
    cancel_release(release_id=release.pk, actor=people.actor("doi"), at=AT)
    assert not GrantDecision.objects.exists()
    assert draft_decisions(round_id=release.round_id, actor=people.actor("doi"), at=AT).decisions.count() == 2


@pytest.mark.parametrize("days", [-30, 1])
def test_a_decision_is_dated_between_the_meeting_and_today(people: People, days: int) -> None:
    release = worlds.drafted(people)
    on = (AT + timedelta(days=days)).date()
    assert (
        refusal_of(prepare_release, release_id=release.pk, decided_on=on, actor=people.actor("doi"), at=AT)
        is Why.DECISION_DAY_UNFIT
    )


def test_a_project_that_would_be_over_before_its_decision_is_named_and_holds_the_release(people: People) -> None:
    late = AT + timedelta(days=200)
    release = worlds.drafted(people)
    prepare_release(release_id=release.pk, decided_on=late.date(), actor=people.actor("doi"), at=late)
    assert all("終了日より後" in decision.fault for decision in release.decisions.all())
    assert refusal_of(release_decisions, release_id=release.pk, actor=people.actor("honda"), at=late) is (
        Why.LETTER_UNFIT
    )


def test_a_letter_that_overflows_is_not_accepted_and_holds_the_release(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = worlds.prepared(people)
    first, second = release.decisions.order_by("place")
    monkeypatch.setattr("screening.services.releases.pages_that_overflow", lambda _: [2, 3])
    checked = check_letter(decision_id=first.pk, actor=people.actor("doi"), at=AT)
    assert (checked.fault, checked.checked_at) == ("文字が紙からはみ出しています(2・3ページ)。", None)
    assert refusal_of(check_letter, decision_id=first.pk, actor=people.actor("doi"), at=AT) is Why.LETTERS_NOT_READY
    monkeypatch.undo()
    check_letter(decision_id=second.pk, actor=people.actor("doi"), at=AT)
    assert refusal_of(release_decisions, release_id=release.pk, actor=people.actor("honda"), at=AT) is (
        Why.LETTER_UNFIT
    )


def test_a_file_withdrawn_meanwhile_holds_the_release_until_it_is_dropped(
    people: People, two: tuple[GrantDecision, GrantDecision]
) -> None:
    gone, release = two[0], two[0].release
    left = money_left(release.round)
    withdraw_application(
        application_id=gone.case.application_id, actor=people.actor("aoki"), at=AT, because="計画を見直すため"
    )
    day = {"decided_on": AT.date(), "actor": people.actor("doi"), "at": AT}
    assert refusal_of(prepare_release, release_id=release.pk, **day) is Why.FILE_MOVED_ON
    drop_decision(decision_id=gone.pk, actor=people.actor("doi"), at=AT, because="取下げのため")
    assert money_left(release.round) == left + gone.decided_amount
    assert prepare_release(release_id=release.pk, **day).decisions.count() == 1


def test_money_that_comes_back_promotes_the_reserve(people: People) -> None:
    panel = worlds.settled(people)
    minutes = worlds.frozen(people, panel=panel, kept=worlds.scenario(people, panel, budget=1_525_000))
    release = worlds.drafted(people, minutes=minutes)
    assert release.decisions.count() == 1
    waiting = reserve_of(panel.round)
    assert [row["case"] for row in waiting] == [str(panel.rival.pk)]
    asked = {"round_id": panel.round.pk, "case_id": panel.rival.pk, "actor": people.actor("doi"), "at": AT}
    assert refusal_of(promote, **asked, amount=None, because="繰上げ") is Why.MONEY_MISSING
    withdraw_application(
        application_id=panel.case.application_id, actor=people.actor("aoki"), at=AT, because="計画を見直すため"
    )
    drop_decision(decision_id=release.decisions.get().pk, actor=people.actor("doi"), at=AT, because="取下げのため")
    promoted = promote(**asked, amount=None, because="取下げにより予算が戻ったため")
    assert (promoted.outcome, promoted.release_id) == ("granted", release.pk)
    assert reserve_of(panel.round) == []
    assert refusal_of(promote, **asked, amount=None, because="もう一度") is Why.NOT_IN_RESERVE


def test_a_reserve_that_ends_is_refused_for_the_budget_and_told_nothing_of_it(people: People) -> None:
    panel = worlds.settled(people)
    minutes = worlds.frozen(people, panel=panel, kept=worlds.scenario(people, panel, budget=1_525_000))
    drafts = worlds.prepared(people, release=worlds.drafted(people, minutes=minutes))
    granted = worlds.released(people, release=worlds.checked(people, release=drafts)).decisions.get()
    reissue(decision_id=granted.pk, actor=people.actor("honda"), at=AT, because="宛名の訂正")
    release = end_reserve(round_id=panel.round.pk, actor=people.actor("doi"), at=AT, because="年度の予算を使い切った")
    refused = release.decisions.get()
    assert (refused.outcome, refused.reason) == ("refused", "budget")
    worlds.released(people, release=worlds.checked(people, release=worlds.prepared(people, release=release)))
    refused.refresh_from_db()
    assert refused.paper is not None
    assert refused.paper.context["public_reason"].startswith("提出された書類に基づいて")
    assert "予算" not in str(refused.paper.context)
    panel.rival.application.refresh_from_db()
    assert panel.rival.application.status == Status.REFUSED


def test_below_the_cutoff_is_refused(people: People) -> None:
    panel = worlds.settled(people, endo_rival=1, fujii_rival=1)
    minutes = worlds.frozen(people, panel=panel, kept=worlds.scenario(people, panel))
    refused = worlds.drafted(people, minutes=minutes).decisions.get(case=panel.rival)
    assert (refused.outcome, refused.reason, refused.decided_amount) == ("refused", "below_cutoff", 0)


def test_a_reissue_replaces_the_letter_and_amends_the_award(people: People) -> None:
    release = worlds.released(people)
    former = release.decisions.order_by("place")[0]
    fresh = reissue(decision_id=former.pk, actor=people.actor("honda"), at=AT, because="経費の査定の誤りを直すため")
    assert refusal_of(reissue, decision_id=former.pk, actor=people.actor("honda"), at=AT, because="二度目") is (
        Why.NOT_IN_FORCE
    )
    left = money_left(release.round)
    change(people, fresh, amount=1_400_000)
    # Until the new letter goes out the old one stands, and its money is nobody else's.
    assert money_left(release.round) == left
    old = IssuedPaper.objects.get(pk=former.paper_id)
    assert not hasattr(old, "superseded_by")
    worlds.released(people, release=worlds.checked(people, release=worlds.prepared(people, release=fresh.release)))
    fresh.refresh_from_db()
    old.refresh_from_db()
    assert fresh.document_number == "宮情協第3号"
    assert old.superseded_by == fresh.paper
    award = Award.objects.get(application=former.case.application)
    assert [terms.decided_amount for terms in award.terms.all()] == [former.decided_amount, 1_400_000]
    assert award.number == "R7-DX-K001"
    assert (
        money_left(release.round) == worlds.BUDGET - 1_400_000 - release.decisions.order_by("place")[1].decided_amount
    )
