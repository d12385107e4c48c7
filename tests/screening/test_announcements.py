"""New files are told by one mail once the assigning has come to rest, in the daytime, and each file once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from applications.services.acceptance import withdraw_application
from config.celery import app
from records.models import AuditEvent, Message
from screening.rules.reminders import is_settled
from screening.services.announcements import KIND, announce_assignments
from screening.services.assignments import assign_reviewer, remove_assignment
from tests import screening_worlds as worlds
from tests.people import People
from tests.screening_worlds import OPENED_AT

RESTED = OPENED_AT + timedelta(minutes=10)


def mail_to(mailbox: str) -> Message:
    return Message.objects.get(kind=KIND, to=f"{mailbox}@panel.test")


def at_hour(hour: int) -> datetime:
    return (OPENED_AT + timedelta(days=1)).replace(hour=hour)


@pytest.mark.parametrize(
    ("after", "is_told"), [(timedelta(minutes=10), True), (timedelta(minutes=9, seconds=59), False)]
)
def test_the_assigning_comes_to_rest(after: timedelta, is_told: bool) -> None:
    assert is_settled(OPENED_AT, OPENED_AT + after) is is_told


def test_one_mail_tells_a_reviewer_of_all_files_assigned_together(people: People) -> None:
    worlds.assigned(people)
    assert announce_assignments(at=RESTED - timedelta(seconds=1)) == 0
    assert announce_assignments(at=RESTED) == 3
    assert announce_assignments(at=RESTED) == 0
    told = mail_to("endo")
    assert told.subject == "審査をお願いする申請が2件あります(採点の期限 令和7年6月27日(金))"
    assert "R7-DX-001 在庫照会の自動化" in told.body
    assert AuditEvent.objects.filter(verb="announce_assignments").count() == 3


def test_whoever_is_still_being_given_files_hears_when_that_is_done(people: People) -> None:
    panel = worlds.opened_round(people)
    doi = people.actor("doi")
    assign_reviewer(case_id=panel.case.pk, reviewer_id=people.endo.pk, actor=doi, at=OPENED_AT)
    later = OPENED_AT + timedelta(minutes=8)
    assign_reviewer(case_id=panel.rival.pk, reviewer_id=people.endo.pk, actor=doi, at=later)
    assert announce_assignments(at=RESTED) == 0
    assert announce_assignments(at=later + timedelta(minutes=10)) == 1
    assert "申請が2件あります" in mail_to("endo").body


def test_a_later_file_is_told_alone(people: People) -> None:
    panel = worlds.opened_round(people)
    doi = people.actor("doi")
    assign_reviewer(case_id=panel.case.pk, reviewer_id=people.endo.pk, actor=doi, at=OPENED_AT)
    assert announce_assignments(at=RESTED) == 1
    assign_reviewer(case_id=panel.rival.pk, reviewer_id=people.endo.pk, actor=doi, at=RESTED)
    assert announce_assignments(at=RESTED + timedelta(minutes=10)) == 1
    newest = Message.objects.filter(kind=KIND).latest("created_at")
    assert "申請が1件あります" in newest.body
    assert "R7-DX-001" not in newest.body


def test_nobody_hears_at_night_nor_of_what_is_no_longer_theirs(people: People) -> None:
    given = worlds.assigned(people)
    assert announce_assignments(at=at_hour(7)) == 0
    doi = people.actor("doi")
    remove_assignment(assignment_id=given["kanda"].pk, actor=doi, at=RESTED, because="分担を変えたため")
    file = given["endo_rival"].case.application
    withdraw_application(application_id=file.pk, actor=people.actor("chiba"), at=RESTED, because="見直すため")
    assert announce_assignments(at=at_hour(8)) == 1
    assert "申請が1件あります" in mail_to("endo").body


def test_the_worker_tells_by_the_clock(people: People, run_queue: Callable[[], list[str]]) -> None:
    assert app.conf.beat_schedule["screening.announce"]["task"] == "screening.announce"
    app.send_task("screening.announce")
    assert run_queue() == ["screening.announce"]
