"""Rounds, assignments and conflicts, through the verbs of the office and of the reviewers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import Membership, User
from accounts.services.refusals import Refused
from applications.models import Application
from applications.services.acceptance import withdraw_application
from records.models import AuditEvent
from screening.models import Assignment, ConflictOverride
from screening.rules.conflicts import Party, TieKind
from screening.rules.refusals import Why
from screening.rules.workflow import AssignmentStatus, CaseStatus
from screening.selectors import parties
from screening.selectors.board import clashes_of
from screening.selectors.conflicts import conflicts_of
from screening.selectors.parties import Filed, parties_of, register_party_source, ties_of
from screening.services.assignments import assign_pairs, remove_assignment, set_aside_sheet
from screening.services.conflicts import override_conflict
from screening.services.consolidation import SheetsOutstanding, open_consolidation, settle_case
from screening.services.rounds import open_round, take_in_files
from tests import screening_worlds as worlds
from tests.people import People, everybody
from tests.screening_worlds import OPENED_AT, Panel, TieEntry

LATER = OPENED_AT + timedelta(hours=1)


def _refusal(panel: Panel, reviewer: User, people: People) -> Why:
    with pytest.raises(Refused) as refusal:
        worlds.assign(panel.rival.pk, reviewer, people=people)
    assert not Assignment.objects.filter(case=panel.rival, reviewer=reviewer).exclude(status="removed").exists()
    return Why(refusal.value.why)


def test_a_round_takes_in_every_accepted_file_once(people: People) -> None:
    panel = worlds.opened_round(people)
    assert panel.round.cases.count() == 2
    assert take_in_files(round_id=panel.round.pk, actor=people.actor("doi"), at=LATER) == 0
    assert AuditEvent.objects.filter(verb="take_in_file").count() == 2
    with pytest.raises(Refused, match="round_is_open"):
        open_round(
            call_id=panel.round.call_id, due_on=worlds.DUE_ON, reviewers_per_file=1, actor=people.actor("doi"), at=LATER
        )


def test_reviewers_are_assigned_and_open_their_files(people: People) -> None:
    assignments = worlds.assigned(people)
    assert Assignment.objects.count() == 4
    assert AuditEvent.objects.filter(verb="assign_reviewer").count() == 4
    assert worlds.opened(assignments["endo"]).status == AssignmentStatus.OPEN


def test_whoever_works_for_a_vendor_is_not_assigned(people: People) -> None:
    panel = worlds.opened_round(people)
    with pytest.raises(Refused) as refusal:
        worlds.assign(panel.case.pk, people.fujii, people=people)
    assert refusal.value.why is Why.CONFLICT_FOUND


def test_who_is_not_free_has_no_room_or_no_profile_is_not_assigned(people: People) -> None:
    panel = worlds.opened_round(people)
    worlds.profile(panel.kanda, people=people, is_available=False)
    assert _refusal(panel, panel.kanda, people) is Why.NOT_AVAILABLE
    worlds.profile(panel.kanda, people=people, load_limit=0)
    assert _refusal(panel, panel.kanda, people) is Why.LOAD_LIMIT
    newcomer = worlds.another_reviewer(people, "新井 一", mailbox="arai")
    assert _refusal(panel, newcomer, people) is Why.PROFILE_MISSING
    desk = Membership.objects.get(user=people.doi).organisation
    Membership.objects.create(user=people.endo, organisation=desk, role="secretariat_staff", started_at=LATER)
    assert _refusal(panel, people.endo, people) is Why.NOT_A_REVIEWER
    Membership.objects.filter(user=people.endo).update(ended_at=LATER)
    assert _refusal(panel, people.endo, people) is Why.NOT_A_REVIEWER
    assert _refusal(panel, people.aoki, people) is Why.NOT_A_REVIEWER


def test_whoever_was_taken_off_does_not_come_back(people: People) -> None:
    panel = worlds.opened_round(people)
    given = worlds.assign(panel.rival.pk, people.endo, people=people)
    remove_assignment(assignment_id=given.pk, actor=people.actor("doi"), at=LATER, because="体調不良のため")
    assert _refusal(panel, people.endo, people) is Why.ASSIGNED_BEFORE


def test_a_withdrawn_file_gets_no_reviewer(people: People) -> None:
    panel = worlds.opened_round(people)
    withdraw_application(
        application_id=panel.rival.application_id, actor=people.actor("chiba"), at=LATER, because="計画を見直すため"
    )
    assert _refusal(panel, people.endo, people) is Why.NOT_COMPETING


def test_a_load_limit_holds_within_one_act(people: People) -> None:
    panel = worlds.opened_round(people)
    worlds.profile(people.endo, people=people, load_limit=1)
    pairs = [(panel.case.pk, people.endo.pk), (panel.rival.pk, people.endo.pk), (panel.case.pk, people.endo.pk)]
    left_out = assign_pairs(round_id=panel.round.pk, pairs=pairs, actor=people.actor("doi"), at=LATER)
    assert [(each.case_id, each.why) for each in left_out] == [(panel.rival.pk, Why.LOAD_LIMIT)]


def test_an_exception_covers_what_was_found_and_nothing_that_turns_up_later(people: People) -> None:
    panel = worlds.opened_round(people)
    override_conflict(
        case_id=panel.case.pk,
        reviewer_id=people.fujii.pk,
        actor=people.actor("honda"),
        at=LATER,
        because="出向の前のため",
    )
    kept = ConflictOverride.objects.get()
    assert {each["kind"] for each in kept.findings} == {TieKind.EMPLOYER.value}
    event = AuditEvent.objects.get(verb="override_conflict")
    assert event.because == "出向の前のため"
    worlds.assign(panel.case.pk, people.fujii, people=people)
    assert clashes_of(panel.round) == []
    worlds.profile(
        people.fujii, TieEntry("employer", worlds.VENDOR_OF_FUJII), TieEntry("other_post", "髙﨑製作所"), people=people
    )
    found = clashes_of(panel.round)
    assert [{each.kind for each in clash.findings} for clash in found] == [{TieKind.OTHER_POST}]


@pytest.mark.parametrize("name", ["doi", "endo", "jinnai", "ito", "aoki"])
def test_only_the_head_makes_an_exception(people: People, name: str) -> None:
    panel = worlds.opened_round(people)
    with pytest.raises(Refused):
        override_conflict(
            case_id=panel.case.pk, reviewer_id=people.fujii.pk, actor=people.actor(name), at=LATER, because="理由"
        )
    assert not ConflictOverride.objects.exists()


def test_a_sheet_is_set_aside_and_stays_as_it_was(people: People) -> None:
    sheet = worlds.scored(worlds.assigned(people)["endo"])
    kept = sheet.sheets.get().scores
    moved = set_aside_sheet(assignment_id=sheet.pk, actor=people.actor("doi"), at=LATER, because="後で分かったため")
    assert moved.status == AssignmentStatus.SET_ASIDE
    assert moved.sheets.get().scores == kept
    with pytest.raises(Refused):
        set_aside_sheet(assignment_id=sheet.pk, actor=people.actor("doi"), at=LATER, because="もう一度")


def test_a_file_that_lost_every_sheet_in_the_consolidation_gets_another_reviewer(people: People) -> None:
    panel, doi = worlds.opened_round(people), people.actor("doi")
    given = worlds.assigned(people, panel=panel)
    sheets = [worlds.scored(given[name]) for name in ("endo_rival", "fujii_rival")]
    open_consolidation(case_id=panel.rival.pk, actor=doi, at=LATER)
    for sheet in sheets:
        set_aside_sheet(assignment_id=sheet.pk, actor=doi, at=LATER, because="後で分かったため")
    with pytest.raises(Refused) as refused:
        settle_case(case_id=panel.rival.pk, actor=doi, at=LATER)
    assert refused.value.why is Why.NOBODY_SCORED
    fresh = worlds.assign(panel.rival.pk, panel.kanda, people=people, at=LATER)
    with pytest.raises(SheetsOutstanding):
        settle_case(case_id=panel.rival.pk, actor=doi, at=LATER)
    worlds.scored(fresh, at=LATER)
    assert settle_case(case_id=panel.rival.pk, actor=doi, at=LATER).status == CaseStatus.SETTLED


def test_a_place_in_a_company_or_an_institution_is_a_tie(people: People) -> None:
    panel = worlds.opened_round(people)
    Membership.objects.create(
        user=people.endo, organisation=people.company, role="applicant_member", started_at=OPENED_AT, ended_at=LATER
    )
    Membership.objects.create(user=people.endo, organisation=people.lead_institution, role="advisor", started_at=LATER)
    kinds = [tie.kind for tie in ties_of([people.endo])[people.endo.pk]]
    assert kinds.count(TieKind.MEMBERSHIP) == 2
    found = conflicts_of([panel.case], [people.endo])[panel.case.pk, people.endo.pk]
    assert {each.kind for each in found} == {TieKind.MEMBERSHIP}


@pytest.fixture
def _own_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parties, "_SOURCES", dict(parties._SOURCES))


@pytest.mark.usefixtures("_own_sources")
def test_a_later_part_adds_its_own_source_of_parties(people: People) -> None:
    def advisers(filed: Filed) -> list[Party]:
        return [Party("支援担当", f"{filed.application.organisation.name}の主治医 遠藤五月")]

    register_party_source("advisers", advisers)
    with pytest.raises(ValueError, match="advisers"):
        register_party_source("advisers", lambda _: [])
    panel = worlds.opened_round(people)
    found = conflicts_of([panel.case], [people.endo])[panel.case.pk, people.endo.pk]
    assert [each.source for each in found] == ["支援担当"]


def test_every_party_of_a_file_is_named_once(people: People) -> None:
    panel = worlds.opened_round(people)
    application = Application.objects.select_related("organisation").get(pk=panel.case.application_id)
    named = parties_of(parties.filed_of([application])[application.pk])
    assert len(named) == len(set(named))
    assert {"申請者", "発注先", "取組の委託先", "株主・出資者", "役員", "代表者", "担当者", "つなぎ資金"} <= {
        each.source for each in named
    }


@pytest.mark.django_db(transaction=True)
def test_two_who_assign_at_once_keep_the_limit() -> None:
    people = everybody()
    panel = worlds.opened_round(people)
    worlds.profile(people.endo, people=people, load_limit=1)

    def assign(case_id: object) -> int:
        try:
            left = assign_pairs(
                round_id=panel.round.pk,
                pairs=[(case_id, people.endo.pk)],  # type: ignore[list-item]
                actor=people.actor("doi"),
                at=LATER,
            )
        finally:
            connection.close()
        return len(left)

    with ThreadPoolExecutor(2) as pool:
        left_out = sorted(pool.map(assign, [panel.case.pk, panel.rival.pk]))
    assert left_out == [0, 1]
    assert Assignment.objects.count() == 1
