"""What was mailed about a file is read on its pages, by its people alone; and what was sent is taken back there."""

from typing import Any

import pytest
from time_machine import travel

from applications.models import Application
from applications.rules.workflow import Status
from applications.services.acceptance import withdraw_application
from records.models import AuditEvent, Message, MessageState
from records.rules.acts import VIEW
from tests.people import People, signed_in
from tests.worlds import AT, application_at, blank_draft, sent


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def _home(application: Application) -> str:
    return f"/applications/{application.pk}/"


def test_a_draft_says_where_its_letters_will_stand(people: People) -> None:
    draft = blank_draft(people)
    html = signed_in(people.aoki).get(_home(draft)).content.decode()
    assert "まだお知らせはありません" in html
    assert "まだお知らせはありません" in signed_in(people.baba).get(f"{_home(draft)}letters/").content.decode()


def test_a_letter_is_read_by_everybody_who_sees_the_file(people: People) -> None:
    application = sent(people).application
    letter = Message.objects.get(kind="application_submitted")
    place = f"{_home(application)}letters/{letter.pk}/"
    for user in (people.aoki, people.baba):
        reader = signed_in(user)
        home = reader.get(_home(application)).content.decode()
        assert letter.subject in home
        assert f'href="{place}"' in home
        html = reader.get(place).content.decode()
        assert application.receipt_number in html
        assert "受付の日時" in html
        assert "届いていない" not in html
    assert signed_in(people.chiba).get(place).status_code == 404
    assert signed_in(people.goto).get(place).status_code == 404
    assert signed_in(None).get(place).status_code == 302


def test_a_letter_of_another_file_is_not_read_through_ones_own(people: People) -> None:
    mine = sent(people).application
    sent(people, name="chiba")
    theirs = Message.objects.filter(kind="application_submitted").exclude(subject_id=str(mine.pk)).get()
    assert signed_in(people.aoki).get(f"{_home(mine)}letters/{theirs.pk}/").status_code == 404


def test_a_letter_that_may_not_have_arrived_is_read_here_all_the_same(people: People) -> None:
    application = sent(people).application
    letter = Message.objects.get(kind="application_submitted")
    Message.objects.filter(pk=letter.pk).update(state=MessageState.FAILED, failed_because="宛先がありません")
    html = signed_in(people.aoki).get(f"{_home(application)}letters/{letter.pk}/").content.decode()
    assert "届いていないことがあります" in html
    assert "宛先がありません" not in html


def test_the_office_that_reads_on_the_applicants_pages_leaves_its_trace(people: People) -> None:
    application = sent(people).application
    looks = AuditEvent.objects.filter(verb=VIEW, subject_id=str(application.pk))
    signed_in(people.aoki).get(_home(application))
    assert not looks.exists()
    for place in ("", "letters/", "confirm/", "receipt/"):
        assert signed_in(people.doi).get(f"{_home(application)}{place}").status_code == 200
    assert looks.count() == 4


def test_the_applicant_takes_back_what_was_sent_and_both_sides_are_told(people: People) -> None:
    application = sent(people).application
    aoki, place = signed_in(people.aoki), f"{_home(application)}withdraw/"
    assert f'href="{place}"' in aoki.get(_home(application)).content.decode()
    assert aoki.post(place, {"step": "preview", "because": " "}).status_code == 422
    shown = aoki.post(place, {"step": "preview", "because": "計画を見直すため"})
    page = shown.content.decode()
    assert application.receipt_number in shown.context["office_mail"][0]
    assert people.doi.email not in page
    application.refresh_from_db()
    assert application.status == Status.SUBMITTED
    assert "計画を見直すため" in aoki.post(place, {"step": "edit", "because": "計画を見直すため"}).content.decode()
    answer = aoki.post(place, {"step": "confirm", "because": "計画を見直すため"}, follow=True)
    assert "申請を取り下げました" in answer.content.decode()
    told = Message.objects.filter(kind="application_withdrawn_office").order_by("to")
    assert [each.to for each in told] == sorted((people.doi.email, people.honda.email))
    assert {(each.subject, each.body) for each in told} == {shown.context["office_mail"]}
    confirmed = Message.objects.get(kind="application_withdrawn")
    assert (confirmed.subject, confirmed.body) == (shown.context["mail"].subject, shown.context["mail"].body)
    assert aoki.post(place, {"step": "confirm", "because": "もう一度"}).status_code == 409
    assert Message.objects.filter(kind="application_withdrawn").count() == 1


def test_what_the_office_was_told_is_not_among_the_letters(people: People) -> None:
    application = application_at(Status.WITHDRAWN, people)
    html = signed_in(people.aoki).get(f"{_home(application)}letters/").content.decode()
    assert "取下げを受け付けました" in html
    assert "【取下げ】" not in html
    internal = Message.objects.filter(kind="application_withdrawn_office").first()
    assert internal is not None
    assert signed_in(people.aoki).get(f"{_home(application)}letters/{internal.pk}/").status_code == 404


def test_the_office_that_withdraws_needs_no_word_to_itself(people: People) -> None:
    application = sent(people).application
    withdraw_application(
        application_id=application.pk, actor=people.actor("doi"), at=AT, because="申請者から電話で申出があったため"
    )
    assert not Message.objects.filter(kind="application_withdrawn_office").exists()


@pytest.mark.parametrize(("name", "status"), [("baba", 404), ("chiba", 404), ("doi", 404), ("jinnai", 404)])
def test_nobody_else_takes_it_back_there(people: People, name: str, status: int) -> None:
    application = sent(people).application
    visitor, place = signed_in(people.user(name)), f"{_home(application)}withdraw/"
    assert visitor.get(place).status_code == status
    assert visitor.post(place, {"step": "confirm", "because": "なし"}).status_code == status
    application.refresh_from_db()
    assert application.status == Status.SUBMITTED
