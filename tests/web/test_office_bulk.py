"""Several files accepted at once: seen first with their mails, decided one by one, and told one by one."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from applications.models import Application, ApplicationSection
from applications.policies import may_accept_several
from applications.rules.refusals import Why
from applications.rules.sections import SectionKey
from applications.rules.workflow import Status
from applications.services import letters
from applications.services.acceptance import dismiss_application
from records.models import AuditEvent, Message
from tests.people import People, signed_in
from tests.web.office_worlds import LATER, STRANGERS, later, office, postal_files, sent_file

__all__ = ["later"]
pytestmark = pytest.mark.usefixtures("later")

LIST = "/office/applications/"
ACCEPT, RESULT = f"{LIST}accept/", f"{LIST}accept/result/"


def _ticked(*files: Application, **other: str) -> dict[str, Any]:
    return {"ticks": [str(file.pk) for file in files], "back": "status=submitted&sort=company", **other}


def _numbers(listed: list[Any]) -> list[str]:
    return [each.number for each in listed]


def _status(file: Application) -> str:
    return Application.objects.get(pk=file.pk).status


def _confirmed(desk: Client, *files: Application) -> Any:
    answer = desk.post(ACCEPT, _ticked(*files, step="confirm"))
    assert answer["Location"] == RESULT
    return desk.get(RESULT).context


def test_the_list_lets_only_that_be_ticked_which_can_be_accepted(people: People) -> None:
    file, (posted,) = sent_file(people), postal_files(people, 1)
    dismiss_application(application_id=posted.pk, actor=people.actor("doi"), at=LATER, because="期限の後に届いたため")
    desk = office(people)
    page = desk.get(LIST).content.decode()
    assert f'name="ticks" value="{file.pk}"' in page
    assert str(posted.pk) in page
    assert f'value="{posted.pk}"' not in page
    assert "checked" not in page.partition("<tbody>")[2]
    every = desk.get(LIST, {"pick": "all", "status": "submitted"})
    assert "checked" in every.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    assert "pick" not in every.context["table"]["query"]
    assert 'name="ticks"' not in office(people, "jinnai").get(LIST).content.decode()


def test_every_mail_is_seen_before_any_leaves(people: People) -> None:
    file, (posted,) = sent_file(people), postal_files(people, 1)
    answer = office(people).post(ACCEPT, _ticked(file, posted))
    assert answer.status_code == 200
    shown = {each.file.pk: each for each in answer.context["waiting"]}
    assert shown[file.pk].mail.to == "aoki@example.jp"
    assert shown[file.pk].mail.body in answer.content.decode()
    assert shown[posted.pk].mail is None
    assert _status(file) == Status.SUBMITTED
    looks = AuditEvent.objects.filter(verb="view_personal_data").values_list("subject_id", flat=True)
    assert set(looks) == {str(file.pk), str(posted.pk)}
    assert Message.objects.filter(kind="application_accepted").count() == 0


def test_each_goes_through_its_own_verb_and_is_told(people: People) -> None:
    file, posted = sent_file(people), postal_files(people, 2)
    desk = office(people)
    shown = desk.post(ACCEPT, _ticked(file, *posted)).context["waiting"]
    told = _confirmed(desk, file, *posted)
    assert len(told["done"]) == 3
    assert told["staying"] == []
    assert {_status(each) for each in (file, *posted)} == {Status.ACCEPTED}
    assert AuditEvent.objects.filter(verb="accept", actor_id=people.doi.pk).count() == 3
    mail = Message.objects.get(kind="application_accepted")
    assert mail.body == next(each.mail.body for each in shown if each.file.pk == file.pk)
    assert told["back_url"] == f"{LIST}?status=submitted&sort=company"


def test_one_that_moved_meanwhile_keeps_back_no_other_and_says_why(people: People) -> None:
    file, (posted,) = sent_file(people), postal_files(people, 1)
    desk = office(people)
    dismiss_application(application_id=posted.pk, actor=people.actor("honda"), at=LATER, because="期限の後に届いたため")
    seen = desk.post(ACCEPT, _ticked(file, posted)).context
    assert (_numbers(seen["waiting"]), _numbers(seen["staying"])) == ([file.receipt_number], [posted.receipt_number])
    told = _confirmed(desk, file, posted)
    assert _numbers(told["done"]) == [file.receipt_number]
    assert "すでに変わっています" in told["staying"][0].refused
    assert _status(posted) == Status.DISMISSED


def test_a_second_press_accepts_nothing_twice(people: People) -> None:
    file, desk = sent_file(people), office(people)
    _confirmed(desk, file)
    told = _confirmed(desk, file)
    assert told["done"] == []
    assert _numbers(told["staying"]) == [file.receipt_number]
    assert Message.objects.filter(kind="application_accepted").count() == 1


def test_a_mail_that_cannot_be_set_keeps_its_own_file_back_alone(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, (posted,) = sent_file(people), postal_files(people, 1)
    known = letters.recipient_of
    monkeypatch.setattr(letters, "recipient_of", lambda each: "だれ\n" if each.pk == file.pk else known(each))
    desk = office(people)
    assert desk.get(f"{LIST}{file.pk}/accept/").status_code == 409
    assert _numbers(desk.post(ACCEPT, _ticked(file, posted)).context["staying"]) == [file.receipt_number]
    told = _confirmed(desk, file, posted)
    assert _numbers(told["done"]) == [posted.receipt_number]
    assert "連絡先を確かめてください" in told["staying"][0].refused
    assert _status(file) == Status.SUBMITTED
    assert not AuditEvent.objects.filter(verb="accept", subject_id=str(file.pk)).exists()


def test_an_address_that_nobody_can_write_to_gives_way_to_that_of_whoever_began_the_file(people: People) -> None:
    file = sent_file(people)
    section = ApplicationSection.objects.get(application=file, key=SectionKey.APPLICANT)
    section.answers["contact_email"] = "a..b@example.jp"
    section.save()
    (shown,) = office(people).post(ACCEPT, _ticked(file)).context["waiting"]
    assert shown.mail.to == people.aoki.email


def test_the_result_shows_again_and_changes_nothing(people: People) -> None:
    file, desk = sent_file(people), office(people)
    _confirmed(desk, file)
    events = AuditEvent.objects.count()
    assert _numbers(desk.get(RESULT).context["done"]) == [file.receipt_number]
    assert AuditEvent.objects.count() == events


def test_a_result_that_is_not_there_leads_back_to_the_list(people: People) -> None:
    assert office(people).get(RESULT)["Location"] == LIST


@pytest.mark.parametrize("step", ["", "confirm"])
def test_nothing_ticked_asks_for_a_tick(people: People, step: str) -> None:
    answer = office(people).post(ACCEPT, {"step": step, "back": ""})
    assert answer.status_code == 422
    assert "選ばれていません" in answer.content.decode()


def test_what_is_not_there_is_counted_and_never_touched(people: People) -> None:
    file = sent_file(people)
    answer = office(people).post(ACCEPT, {**_ticked(file), "ticks": [str(file.pk), str(file.pk), "x", str(uuid4())]})
    assert answer.context["missing"] == 2
    assert _numbers(answer.context["waiting"]) == [file.receipt_number]


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/?a=1", 'q="><script>', "\r\nSet-Cookie: a=b"]
)
def test_the_way_back_is_a_query_of_the_list_whatever_is_sent(people: People, back: str) -> None:
    answer = office(people).post(ACCEPT, {"back": back})
    assert answer.context["back_url"].startswith(f"{LIST}?")
    assert "<script>" not in answer.content.decode().partition("<main")[2]


def test_nobody_else_accepts(people: People) -> None:
    file = sent_file(people)
    for name in (*STRANGERS, "jinnai"):
        desk = signed_in(people.user(name))
        assert desk.post(ACCEPT, _ticked(file, step="confirm")).status_code == 404, name
        assert desk.get(RESULT).status_code == 404, name
    assert office(people).get(ACCEPT).status_code == 405
    assert _status(file) == Status.SUBMITTED


def test_who_has_not_signed_in_is_refused_as_such(people: People) -> None:
    assert may_accept_several(people.actor("nobody")).refused is Why.NOT_SIGNED_IN
    assert signed_in(None).post(ACCEPT, {})["Location"].startswith("/sign-in/")
    # The button's own address is no page: one comes back to the list on which it stands, and nowhere else.
    for referer, page in (
        ("http://testserver/office/applications/?q=a", "/office/applications/%3Fq%3Da"),
        ("http://elsewhere.test/office/", ACCEPT),
        ("http://testserver//elsewhere.test/", ACCEPT),
    ):
        answer = signed_in(None).post(ACCEPT, {}, headers={"Referer": referer})
        assert answer["Location"] == f"/sign-in/?next={page}"
