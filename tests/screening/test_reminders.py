"""Reminders 7, 3 and 1 days before the due date: one mail for a reviewer and a day, and none for who is done."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest

from accounts.models import Membership
from accounts.rules.roles import Role
from accounts.services.memberships import end_membership
from applications.services.acceptance import withdraw_application
from config.celery import app
from kernel.calendar import TOKYO
from records.models import AuditEvent, Message
from screening.models import Reminder, ScreeningRound
from screening.rules.reminders import is_daytime, is_reminded_on
from screening.services.announcements import announce_assignments
from screening.services.reminders import KIND, remind_reviewers
from screening.services.rounds import change_round
from tests import screening_worlds as worlds
from tests.people import People
from tests.screening_worlds import DUE_ON


def before(days: int, hour: int = 9) -> datetime:
    return datetime.combine(DUE_ON - timedelta(days=days), time(hour), TOKYO)


def mails() -> list[Message]:
    return list(Message.objects.filter(kind=KIND).order_by("to"))


@pytest.mark.parametrize("days", range(-1, 9))
def test_reminded_days_are_three(days: int) -> None:
    assert is_reminded_on(DUE_ON, DUE_ON - timedelta(days=days)) is (days in (1, 3, 7))


@pytest.mark.parametrize(("hour", "is_day"), [(0, False), (7, False), (8, True), (23, True)])
def test_nobody_is_woken(hour: int, is_day: bool) -> None:
    assert is_daytime(before(1, hour)) is is_day


def test_each_reviewer_hears_once_a_day_of_the_files_left(people: People) -> None:
    given = worlds.assigned(people)
    assert remind_reviewers(at=before(7)) == 3
    assert remind_reviewers(at=before(7, 10)) == 0
    to = {mail.to: mail for mail in mails()}
    assert set(to) == {"endo@panel.test", "fujii@panel.test", "kanda@panel.test"}
    body = to["endo@panel.test"].body
    assert "申請が2件あります" in body
    assert "R7-DX-001 在庫照会の自動化" in body
    assert "令和7年6月27日(金)" in body
    assert to["endo@panel.test"].subject == "採点の期限まであと7日です(令和7年6月27日(金))"
    worlds.scored(given["endo"])
    worlds.scored(given["kanda"])
    assert remind_reviewers(at=before(3)) == 2
    assert "申請が1件あります" in Message.objects.filter(to="endo@panel.test").latest("created_at").body
    assert AuditEvent.objects.filter(verb="remind_reviewer").count() == Reminder.objects.count() == 5


def test_whoever_left_the_panel_hears_no_more_of_files(people: People) -> None:
    worlds.assigned(people)
    place = Membership.objects.get(user=people.fujii, role=Role.REVIEWER)
    end_membership(actor=people.actor("ito"), membership=place, at=before(9), because="任期の終わり")
    assert (announce_assignments(at=before(8)), remind_reviewers(at=before(7))) == (2, 2)
    assert not Message.objects.filter(to="fujii@panel.test", kind__startswith="screening_").exists()


def test_other_days_nights_and_closed_files_are_silent(people: People) -> None:
    given = worlds.assigned(people)
    assert remind_reviewers(at=before(5)) == 0
    assert remind_reviewers(at=before(3, 7)) == 0
    for name in ("aoki", "chiba"):
        file = given["endo" if name == "aoki" else "endo_rival"].case.application
        withdraw_application(application_id=file.pk, actor=people.actor(name), at=before(4), because="見直すため")
    assert remind_reviewers(at=before(3)) == 0
    assert not mails()


def test_a_due_date_that_moved_reminds_anew(people: People) -> None:
    worlds.assigned(people)
    assert remind_reviewers(at=before(1)) == 3
    kept = ScreeningRound.objects.get()
    change_round(
        round_id=kept.pk,
        due_on=DUE_ON + timedelta(days=2),
        reviewers_per_file=kept.reviewers_per_file,
        actor=people.actor("doi"),
        at=before(1),
    )
    assert remind_reviewers(at=before(1, 10)) == 3


def test_the_worker_reminds_by_the_clock(people: People, run_queue: Callable[[], list[str]]) -> None:
    assert app.conf.beat_schedule["screening.remind"]["task"] == "screening.remind"
    app.send_task("screening.remind")
    assert run_queue() == ["screening.remind"]
