"""Two windows of one reviewer, and a sheet on its way while somebody settles or withdraws: on either database."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.services.refusals import Refused
from applications.services.acceptance import withdraw_application
from records.models import AuditEvent, Message
from screening.models import Assignment, Score, ScoreSheet, ScreeningCase
from screening.rules.refusals import Why
from screening.rules.workflow import CaseStatus
from screening.services.announcements import KIND as ANNOUNCED
from screening.services.announcements import announce_assignments
from screening.services.consolidation import open_consolidation, settle_case
from screening.services.reminders import remind_reviewers
from screening.services.scoring import SavedScore, ScoreConflict, save_score, submit_sheet
from tests import screening_worlds as worlds
from tests.at_once import Act, at_once
from tests.people import People, everybody
from tests.screening.test_reminders import before, mails
from tests.screening_worlds import OPENED_AT

pytestmark = pytest.mark.django_db(transaction=True)
AT = OPENED_AT + timedelta(days=1)


def keeping(sheet: Assignment, people: People, points: int, **said: Any) -> Act:
    given = {"criterion": "1-1", "comment": "", "version": 0, "actor": people.actor("endo"), "at": AT} | said
    return lambda: save_score(assignment_id=sheet.pk, points=points, **given)


def handing_in(sheet: Assignment, people: People, because: str = "") -> Act:
    return lambda: submit_sheet(assignment_id=sheet.pk, actor=people.actor("endo"), at=AT, because=because)


def test_of_two_first_scores_one_is_kept_and_the_other_sees_both() -> None:
    people = everybody()
    sheet = worlds.opened(worlds.assigned(people)["endo"])
    answers = at_once(keeping(sheet, people, 3), keeping(sheet, people, 7))
    assert {type(each) for each in answers} == {SavedScore, ScoreConflict}
    assert Score.objects.get().version == 1


def test_a_double_click_hands_in_once() -> None:
    people = everybody()
    sheet = worlds.opened(worlds.assigned(people)["endo"])
    worlds.score(sheet, at=AT)
    answers = at_once(handing_in(sheet, people), handing_in(sheet, people))
    assert sum(isinstance(each, ScoreSheet) for each in answers) == 1
    assert Why.SHEET_HANDED_IN in answers
    assert ScoreSheet.objects.count() == AuditEvent.objects.filter(verb="submit_sheet").count() == 1


@pytest.mark.parametrize("_again", range(2))
def test_a_changed_sheet_comes_before_the_case_is_settled_or_not_at_all(_again: int) -> None:
    people = everybody()
    given, office = worlds.assigned(people), people.actor("doi")
    mine = worlds.scored(given["endo"])
    worlds.scored(given["kanda"])
    case_id = mine.case_id
    open_consolidation(case_id=case_id, actor=office, at=AT)
    keeping(mine, people, 1, version=1)()
    settle = lambda: settle_case(case_id=case_id, actor=office, at=AT)  # noqa: E731 - an act without a name
    changed, _ = at_once(handing_in(mine, people, "合議のため"), settle)
    assert isinstance(changed, ScoreSheet) or changed == Why.CASE_SETTLED
    assert ScreeningCase.objects.get(pk=case_id).status == CaseStatus.SETTLED
    assert ScoreSheet.objects.filter(assignment=mine).count() == (2 if isinstance(changed, ScoreSheet) else 1)


def test_a_score_for_a_file_that_is_withdrawn_meanwhile_harms_nothing() -> None:
    people = everybody()
    sheet = worlds.opened(worlds.assigned(people)["endo"])
    file_id, actor = sheet.case.application_id, people.actor("aoki")
    kept, _ = at_once(
        keeping(sheet, people, 3),
        lambda: withdraw_application(application_id=file_id, actor=actor, at=AT, because="見直すため"),
    )
    assert isinstance(kept, SavedScore) or kept == Why.FILE_CLOSED
    with pytest.raises(Refused):
        keeping(sheet, people, 4, version=1)()


def test_two_clocks_send_one_reminder() -> None:
    people = everybody()
    worlds.assigned(people)
    answers = at_once(lambda: remind_reviewers(at=before(3)), lambda: remind_reviewers(at=before(3)))
    assert sum(each for each in answers if isinstance(each, int)) == len(mails()) == 3


def test_two_clocks_tell_of_new_files_once() -> None:
    people = everybody()
    worlds.assigned(people)
    told = lambda: announce_assignments(at=before(7))  # noqa: E731 - an act without a name
    answers = at_once(told, told)
    assert sum(each for each in answers if isinstance(each, int)) == 3
    assert Message.objects.filter(kind=ANNOUNCED).count() == 3
