"""Mails that failed or may not have arrived: found from the inbox, decided by a person, sent again once."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from applications.models import Application
from records.models import AuditEvent, Message, MessageState
from records.services.messages import begin_hand_over, claim_message, end_badly, post_message
from tests import worlds
from tests.people import People, signed_in
from tests.web.office_worlds import STRANGERS, later, office, sent_file
from tests.worlds import AT

__all__ = ["later"]
pytestmark = pytest.mark.usefixtures("later")

INBOX, LIST = "/office/", "/office/mails/"
REASON = {"act": "send", "because": "電話で、届いていないことを確かめた。"}
ARRIVED = {"act": "close", "because": "電話で、届いていることを確かめた。"}


def _ended(file: Application, state: MessageState = MessageState.FAILED) -> Message:
    """The file's mail, after the mail server's answer or after the worker's end."""
    mail = Message.objects.get(kind="application_submitted", subject_id=str(file.pk))
    claim = claim_message(message_id=mail.pk, at=AT)
    assert claim is not None
    assert begin_hand_over(message_id=mail.pk, claim=claim, at=AT)
    end_badly(message_id=mail.pk, claim=claim, state=state, because="メールサーバーが受け付けませんでした(550)")
    mail.refresh_from_db()
    return mail


def _address(mail: Message) -> str:
    return f"{LIST}{mail.pk}/"


def _listed(desk: Client) -> list[str]:
    return [each.url for each in desk.get(LIST).context["mails"]]


def test_an_empty_list_says_so(people: People) -> None:
    page = office(people).get(LIST).content.decode()
    assert "届いていないメールはありません。" in page
    assert "届いていないメール" not in office(people).get(INBOX).content.decode()


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.UNCERTAIN])
def test_the_inbox_leads_to_the_mail_and_the_mail_to_its_file(people: People, state: MessageState) -> None:
    file = sent_file(people)
    mail, desk = _ended(file, state), office(people)
    inbox = desk.get(INBOX).content.decode()
    assert "届いていないメール 1件" in inbox
    assert f'href="{_address(mail)}"' in inbox
    assert _listed(desk) == [_address(mail)]
    page = desk.get(_address(mail)).content.decode()
    assert mail.subject in page
    assert "メールサーバーが受け付けませんでした(550)" in page
    assert f'href="/office/applications/{file.pk}/"' in page
    assert ("2通届きます" in page) is (state is MessageState.UNCERTAIN)


def test_it_is_sent_again_with_a_reason_and_waits_no_longer(people: People) -> None:
    file = sent_file(people)
    mail, desk = _ended(file), office(people)
    assert desk.post(_address(mail), REASON)["Location"] == LIST
    again = Message.objects.get(sends_again=mail)
    assert (again.to, again.subject, again.body) == (mail.to, mail.subject, mail.body)
    assert again.state == MessageState.QUEUED
    event = AuditEvent.objects.get(verb="send_again")
    assert (event.actor_id, event.because) == (people.doi.pk, REASON["because"])
    assert _listed(desk) == []
    assert "もう一度送られています" in desk.get(_address(mail)).content.decode()
    history = desk.get(f"/office/applications/{file.pk}/").context["history"]
    assert ("メールをもう一度送信", REASON["because"]) in [(entry.what, entry.because) for entry in history]


def test_a_double_click_sends_one_mail(people: People) -> None:
    mail, desk = _ended(sent_file(people)), office(people)
    assert [desk.post(_address(mail), REASON).status_code for _ in range(2)] == [302, 409]
    assert Message.objects.filter(sends_again=mail).count() == 1


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.UNCERTAIN])
def test_one_that_needs_no_other_is_closed_with_a_reason_and_is_not_sent_afterwards(
    people: People, state: MessageState
) -> None:
    file = sent_file(people)
    mail, desk = _ended(file, state), office(people)
    assert desk.post(_address(mail), ARRIVED)["Location"] == LIST
    assert _listed(desk) == []
    assert "届いていないメール" not in desk.get(INBOX).content.decode()
    assert "送らずに済みにしました" in desk.get(_address(mail)).content.decode()
    history = desk.get(f"/office/applications/{file.pk}/").context["history"]
    assert ("メールを送らずに済みにした", ARRIVED["because"]) in [(entry.what, entry.because) for entry in history]
    assert [desk.post(_address(mail), each).status_code for each in (REASON, ARRIVED)] == [409, 409]
    assert not Message.objects.filter(sends_again=mail).exists()


def test_nothing_is_decided_without_a_choice(people: People) -> None:
    mail, desk = _ended(sent_file(people)), office(people)
    assert desk.post(_address(mail), {"because": "電話"}).status_code == 422
    assert _listed(desk) == [_address(mail)]


def test_without_a_reason_nothing_is_sent_and_it_is_asked_for_again(people: People) -> None:
    mail, desk = _ended(sent_file(people)), office(people)
    answer = desk.post(_address(mail), {"act": "send", "because": "  "})
    assert answer.status_code == 422
    assert 'href="#id_because"' in answer.content.decode()
    assert not Message.objects.filter(sends_again=mail).exists()


def test_a_mail_on_its_way_is_not_sent_again(people: People) -> None:
    file = sent_file(people)
    mail = Message.objects.get(subject_id=str(file.pk))
    desk = office(people)
    assert desk.get(_address(mail)).context["form"] is None
    assert desk.post(_address(mail), REASON).status_code == 409
    assert not Message.objects.filter(sends_again=mail).exists()


def test_looking_at_a_mail_is_written_down_and_looking_alone_sends_nothing(people: People) -> None:
    file = sent_file(people)
    mail = _ended(file)
    office(people, "jinnai").get(_address(mail))
    event = AuditEvent.objects.get(verb="view_personal_data")
    assert (event.actor_id, event.subject_id) == (people.jinnai.pk, str(file.pk))
    assert event.changes == {"shown": f"メール「{mail.subject}」"}
    assert not Message.objects.filter(sends_again=mail).exists()


def test_the_auditor_reads_and_sends_nothing(people: People) -> None:
    mail, desk = _ended(sent_file(people)), office(people, "jinnai")
    page = desk.get(_address(mail))
    assert page.status_code == 200
    assert page.context["form"] is None
    assert desk.post(_address(mail), REASON).status_code == 404
    assert not Message.objects.filter(sends_again=mail).exists()


def test_strangers_find_nothing(people: People) -> None:
    mail = _ended(sent_file(people))
    for name in STRANGERS:
        desk = signed_in(people.user(name))
        assert {desk.get(LIST).status_code, desk.get(_address(mail)).status_code} == {404}, name
        assert desk.post(_address(mail), REASON).status_code == 404, name


def _keyed(**about: Any) -> Message:
    return post_message(kind="invitation", to="x@example.jp", subject="招待", body="鍵", at=timezone.now(), **about)


def test_a_mail_with_a_key_in_it_is_nobodys_reading(people: People) -> None:
    desk = office(people)
    for mail in (_keyed(about=None, is_secret=True), _keyed(about=sent_file(people), is_secret=True)):
        Message.objects.filter(pk=mail.pk).update(state=MessageState.FAILED, failed_because="550")
        assert desk.get(_address(mail)).status_code == desk.post(_address(mail), REASON).status_code == 404
    assert _listed(desk) == []


def test_a_mail_about_a_file_out_of_sight_is_not_there(people: People) -> None:
    draft = worlds.filled_draft(people)
    mail = _keyed(about=draft)
    Message.objects.filter(pk=mail.pk).update(state=MessageState.FAILED, failed_because="550")
    assert _listed(office(people)) == []
    assert office(people).get(_address(mail)).status_code == 404


def test_the_list_costs_the_same_at_one_mail_and_at_three(
    people: People, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    file, desk = sent_file(people), office(people)
    _ended(file)
    with django_assert_max_num_queries(7) as seen:
        desk.get(LIST)
    for _ in range(2):
        mail = _keyed(about=file)
        Message.objects.filter(pk=mail.pk).update(state=MessageState.FAILED, failed_because="550")
    with django_assert_num_queries(len(seen)):
        desk.get(LIST)
