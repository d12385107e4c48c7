"""Score sheets: kept score by score, handed in whole, sealed until everybody is in, changed only with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import actor_of
from accounts.services.refusals import Refused
from applications.selectors.calls import terms_in_force
from applications.services.acceptance import withdraw_application
from records.models import AuditEvent
from screening.models import Assignment, Score, ScoreSheet
from screening.rules.blinding import alias_of, sheets_in_sight
from screening.rules.refusals import Why
from screening.rules.workflow import AssignmentStatus, CaseStatus
from screening.services.assignments import remove_assignment, set_aside_sheet
from screening.services.conflicts import declare
from screening.services.consolidation import SheetsOutstanding, open_consolidation, reopen_case, settle_case
from screening.services.scoring import IncompleteSheet, SavedScore, ScoreConflict, save_score, submit_sheet
from tests import screening_worlds as worlds
from tests.people import People
from tests.screening_worlds import OPENED_AT

AT = OPENED_AT + timedelta(days=1)


def keep(assignment: Assignment, criterion: str = "1-1", points: int | None = 5, **said: Any) -> Any:
    given = {"comment": "", "version": 0, "actor": actor_of(assignment.reviewer), "at": AT} | said
    return save_score(assignment_id=assignment.pk, criterion=criterion, points=points, **given)


def refused(why: Why, call: Any, *args: Any, **said: Any) -> Any:
    with pytest.raises(Refused) as refusal:
        call(*args, **said)
    assert refusal.value.why == why
    return refusal.value


@pytest.fixture
def sheet(people: People) -> Assignment:
    """Endo's open sheet of Aoki's file."""
    return worlds.opened(worlds.assigned(people)["endo"])


def test_a_score_is_kept_with_its_version_and_the_trail_tells_no_points(sheet: Assignment) -> None:
    first = keep(sheet, points=7, comment="  よい  ")
    second = keep(sheet, points=8, comment="よい", version=1)
    assert isinstance(first, SavedScore)
    assert isinstance(second, SavedScore)
    row = Score.objects.get()
    assert (row.points, row.comment, row.version) == (8, "よい", 2)
    trail = list(AuditEvent.objects.filter(verb="save_score"))
    assert sorted(event.changes["version"] for event in trail) == [1, 2]
    assert all(event.changes.keys() == {"criterion", "version"} for event in trail)
    assert {event.subject_id for event in trail} == {str(sheet.pk)}


def test_two_windows_see_both_values(sheet: Assignment) -> None:
    keep(sheet, points=7, comment="甲")
    conflict = keep(sheet, points=3, comment="乙")
    assert conflict == ScoreConflict(version=1, theirs=(7, "甲"), yours=(3, "乙"))
    assert Score.objects.get().points == 7
    assert isinstance(keep(sheet, points=3, comment="乙", version=conflict.version), SavedScore)
    assert isinstance(keep(sheet, points=3, comment="乙", version=0), SavedScore)
    assert Score.objects.get().version == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"points": 11}, Why.SCORE_OUT_OF_RANGE),
        ({"points": -1}, Why.SCORE_OUT_OF_RANGE),
        ({"criterion": "9-9"}, Why.NO_SUCH_CRITERION),
        ({"comment": "あ" * 4001}, Why.COMMENT_TOO_LONG),
        ({"comment": "\x00"}, Why.COMMENT_UNFIT),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(sheet: Assignment, said: dict[str, Any], why: Why) -> None:
    refused(why, keep, sheet, **said)
    assert not Score.objects.exists()


@pytest.mark.parametrize("points", [0, 10, None])
def test_both_ends_and_nothing_are_kept(sheet: Assignment, points: int | None) -> None:
    assert keep(sheet, points=points, comment="あ" * 4000).score.points == points


def test_a_withdrawn_file_takes_no_score(people: People, sheet: Assignment) -> None:
    withdraw_application(
        application_id=sheet.case.application_id, actor=people.actor("aoki"), at=AT, because="計画を見直すため"
    )
    refused(Why.FILE_CLOSED, keep, sheet)
    refused(Why.FILE_CLOSED, submit_sheet, assignment_id=sheet.pk, actor=people.actor("endo"), at=AT)


def test_an_assignment_that_ended_takes_no_score(people: People) -> None:
    given = worlds.assigned(people)
    refused(Why.DECLARE_FIRST, keep, given["endo"])
    opened = {name: worlds.opened(each) for name, each in given.items() if name in ("endo", "kanda", "endo_rival")}
    declare(assignment_id=given["fujii_rival"].pk, kind="other", because="知人", actor=people.actor("fujii"), at=AT)
    remove_assignment(assignment_id=opened["kanda"].pk, actor=people.actor("doi"), at=AT, because="交代")
    set_aside_sheet(assignment_id=opened["endo"].pk, actor=people.actor("doi"), at=AT, because="関係が分かった")
    refused(Why.RECUSED, keep, given["fujii_rival"])
    refused(Why.TAKEN_OFF, keep, opened["kanda"])
    refused(Why.SHEET_SET_ASIDE, keep, opened["endo"])


def test_only_the_reviewer_scores(people: People, sheet: Assignment) -> None:
    for name, why in (
        ("doi", Why.FOR_REVIEWER),
        ("jinnai", Why.FOR_REVIEWER),
        ("fujii", Why.NOT_YOURS),
        ("aoki", Why.NOT_YOURS),
        ("nobody", Why.NOT_SIGNED_IN),
    ):
        refused(why, keep, sheet, actor=people.actor(name))


def test_a_sheet_names_what_is_missing_and_is_frozen_whole(people: People, sheet: Assignment) -> None:
    keep(sheet, "1-1", 10)
    error = refused(Why.SCORES_MISSING, submit_sheet, assignment_id=sheet.pk, actor=people.actor("endo"), at=AT)
    assert isinstance(error, IncompleteSheet)
    assert [criterion.key for criterion in error.missing] == ["1-2", "2-1", "2-2", "2-3", "3-1", "3-2", "4", "5"]
    worlds.score(sheet, points=1, at=AT)
    handed_in = submit_sheet(assignment_id=sheet.pk, actor=people.actor("endo"), at=AT)
    criteria = terms_in_force(sheet.case.application.revision).screening.criteria
    assert [each["criterion"] for each in handed_in.scores] == [criterion.key for criterion in criteria]
    assert handed_in.total == sum(each["points"] for each in handed_in.scores)
    sheet.refresh_from_db()
    assert sheet.status == AssignmentStatus.SUBMITTED
    refused(Why.SHEET_HANDED_IN, keep, sheet)
    refused(Why.SHEET_HANDED_IN, submit_sheet, assignment_id=sheet.pk, actor=people.actor("endo"), at=AT)


def test_consolidation_waits_for_every_sheet_and_names_who_is_missing(people: People) -> None:
    given, office = worlds.assigned(people), people.actor("doi")
    case_id = given["endo"].case_id
    worlds.scored(given["endo"])
    error = refused(Why.SHEETS_OUTSTANDING, open_consolidation, case_id=case_id, actor=office, at=AT)
    assert isinstance(error, SheetsOutstanding)
    assert error.missing == ("神田 千秋",)
    remove_assignment(assignment_id=given["kanda"].pk, actor=office, at=AT, because="交代")
    assert open_consolidation(case_id=case_id, actor=office, at=AT).status == CaseStatus.CONSOLIDATION
    refused(Why.NOT_NOW, open_consolidation, case_id=case_id, actor=office, at=AT)
    refused(Why.FOR_SECRETARIAT, settle_case, case_id=case_id, actor=people.actor("endo"), at=AT)


def test_nobody_consolidates_without_a_sheet(people: People) -> None:
    case = worlds.opened_round(people).case
    refused(Why.NOBODY_SCORED, open_consolidation, case_id=case.pk, actor=people.actor("doi"), at=AT)


def test_a_change_in_consolidation_is_a_new_version_with_its_reason(people: People) -> None:
    given, office, endo = worlds.assigned(people), people.actor("doi"), people.actor("endo")
    both = [worlds.scored(given[name]) for name in ("endo", "kanda")]
    case_id, mine = given["endo"].case_id, both[0]
    open_consolidation(case_id=case_id, actor=office, at=AT)
    change = {"assignment_id": mine.pk, "actor": endo, "at": AT}
    refused(Why.NOTHING_CHANGED, submit_sheet, **change, because="理由")
    keep(mine, "1-1", 2, version=1)
    refused(Why.REASON_MISSING, submit_sheet, **change)
    second = submit_sheet(**change, because="合議で目的の読み方をそろえたため")
    assert (second.number, second.because) == (2, "合議で目的の読み方をそろえたため")
    assert ScoreSheet.objects.filter(assignment=mine).count() == 2
    assert AuditEvent.objects.filter(verb="change_sheet").get().because == second.because
    settle_case(case_id=case_id, actor=office, at=AT)
    refused(Why.CASE_SETTLED, keep, mine, "1-1", 3, version=2)
    refused(Why.REASON_MISSING, reopen_case, case_id=case_id, actor=office, at=AT, because=" ")
    reopen_case(case_id=case_id, actor=office, at=AT, because="項目の読み違いが見つかったため")
    assert isinstance(keep(mine, "1-1", 3, version=2), SavedScore)


STATUSES = st.dictionaries(st.integers(0, 6), st.sampled_from(AssignmentStatus), min_size=1)


@given(statuses=STATUSES, case=st.sampled_from(CaseStatus), data=st.data())
def test_blinding_never_yields_anothers_sheet_in_the_independent_phase(
    statuses: dict[int, AssignmentStatus], case: CaseStatus, data: st.DataObject
) -> None:
    own = data.draw(st.sampled_from(sorted(statuses)))
    seen = sheets_in_sight(case, own, statuses)
    others = seen - {own}
    assert own in seen
    if case is CaseStatus.SCORING or statuses[own] is not AssignmentStatus.SUBMITTED:
        assert not others
    assert all(statuses[each] is AssignmentStatus.SUBMITTED for each in others)


def test_reviewers_have_letters_among_themselves() -> None:
    assert [alias_of(n) for n in (0, 1, 25, 26)] == ["審査員A", "審査員B", "審査員Z", "審査員A2"]
