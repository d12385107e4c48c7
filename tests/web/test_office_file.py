"""The page of a file: what was sent with its verdicts, what the office decides of it, and who was shown it."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Application, Resolution
from applications.rules.workflow import Move, Status
from applications.services.drafts import save_section
from applications.services.letters import preview_letter
from applications.services.submission import submit_application
from records.models import AuditEvent, Message
from records.services.attachments import upload_attachment
from tests import worlds
from tests.people import People
from tests.web.office_worlds import IN_OFFICE, LATER, later, office, sent_file
from tests.worlds import AT, a_pdf

__all__ = ["later"]
pytestmark = pytest.mark.usefixtures("later")

LIST = "/office/applications/"
MOVES = ("accept/", "dismiss/", "withdraw/")


def _address(file: Application, part: str = "") -> str:
    return f"{LIST}{file.pk}/{part}"


@pytest.mark.parametrize("name", IN_OFFICE)
def test_the_page_shows_what_was_sent(people: People, name: str) -> None:
    file = sent_file(people)
    page = office(people, name).get(_address(file)).content.decode()
    sent = (
        file.receipt_number,
        "在庫照会の自動化",
        "株式会社髙﨑製作所",
        "在庫管理システム一式",
        "1,500,000円",
        "2025年8月",
    )
    for said in sent:
        assert said in page
    assert "1960" not in page
    assert "昭和35年" not in page


def test_looking_is_written_down(people: People) -> None:
    file = sent_file(people)
    office(people, "jinnai").get(_address(file))
    event = AuditEvent.objects.get(verb="view_personal_data")
    assert (event.actor_id, event.subject_id) == (people.jinnai.pk, str(file.pk))


def test_the_auditor_is_offered_nothing(people: People) -> None:
    file = sent_file(people)
    desk = office(people, "jinnai")
    page = desk.get(_address(file))
    assert page.context["next_step"].offers == ()
    assert "判断する" not in page.content.decode()
    confirmed = {"step": "confirm", "because": "x"}
    assert {desk.post(_address(file, move), confirmed).status_code for move in MOVES} == {404}
    file.refresh_from_db()
    assert file.status == Status.SUBMITTED


def test_accepting_sends_the_mail_that_was_shown(people: People) -> None:
    file = sent_file(people)
    desk = office(people)
    shown = desk.get(_address(file, "accept/")).context["mail"]
    assert shown == preview_letter(file, Move.ACCEPT, at=LATER)
    assert desk.post(_address(file, "accept/"), {"step": "confirm"}).status_code == 302
    file.refresh_from_db()
    assert file.status == Status.ACCEPTED
    mail = Message.objects.get(kind="application_accepted")
    assert (mail.to, mail.subject, mail.body) == (shown.to, shown.subject, shown.body)


@pytest.mark.parametrize("move", ["dismiss", "withdraw"])
def test_a_reason_is_seen_in_its_mail_before_it_leaves(people: People, move: str) -> None:
    file = sent_file(people)
    desk, address = office(people), _address(file, f"{move}/")
    assert desk.get(address).context["mail"] is None
    refused = desk.post(address, {"step": "confirm", "because": "  "})
    assert refused.status_code == 422
    assert "理由を入力してください。" in refused.content.decode()
    because = "必要な書類が\nそろわなかったため。"
    shown = desk.post(address, {"step": "preview", "because": because})
    assert shown.status_code == 200
    assert Application.objects.get(pk=file.pk).status == Status.SUBMITTED
    assert "そろわなかったため。" in shown.context["mail"].body
    edited = desk.post(address, {"step": "edit", "because": because}).content.decode()
    assert "そろわなかったため。</textarea>" in edited
    assert desk.post(address, {"step": "confirm", "because": shown.context["because"]}).status_code == 302
    mail = Message.objects.get(kind__in=("application_dismissed", "application_withdrawn"))
    assert mail.body == shown.context["mail"].body


def test_a_double_click_gets_a_calm_answer(people: People) -> None:
    file = sent_file(people)
    desk, address = office(people), _address(file, "accept/")
    desk.post(address, {"step": "confirm"})
    for again in (desk.post(address, {"step": "confirm"}), desk.get(address)):
        assert again.status_code == 409
        assert "すでに変わっています" in again.content.decode()
    assert Message.objects.filter(kind="application_accepted").count() == 1


def test_a_move_without_the_mail_seen_changes_nothing(people: People) -> None:
    file = sent_file(people)
    assert office(people).post(_address(file, "accept/")).status_code == 200
    assert Application.objects.get(pk=file.pk).status == Status.SUBMITTED
    assert office(people).get(_address(file, "explode/")).status_code == 404


def _reviewed(people: People) -> Application:
    """A sent file in which a rule leaves the answer to a person."""
    draft, actor = worlds.filled_draft(people), people.actor("aoki")
    save_section(
        application_id=draft.pk,
        key="requirements_bonus",
        answers={"insolvency": "special_liquidation"},
        version=1,
        actor=actor,
        at=AT,
    )
    sent = submit_application(application_id=draft.pk, submission_key=draft.submission_key, actor=actor, at=AT)
    return sent.application


def _review(people: People, file: Application) -> tuple[str, int]:
    verdicts = office(people).get(_address(file)).context["verdicts"]
    asked = next(each for each in verdicts if each.form is not None)
    return asked.form["rule"].value(), asked.form["line"].value()


def test_a_review_is_resolved_where_it_stands(people: People) -> None:
    file = _reviewed(people)
    rule, line = _review(people, file)
    desk = office(people)
    given = {"rule": rule, "line": line, "outcome": "met", "because": "登記簿で確かめた。"}
    answer = desk.post(_address(file, "resolve/"), given)
    assert answer["Location"] == f"{_address(file)}#verdict-{rule}-{line}"
    assert Resolution.objects.get().resolved_by == people.doi
    page = desk.get(_address(file)).content.decode()
    assert f"{people.doi.name}(" in page
    assert "登記簿で確かめた。" in page


def test_a_decision_without_a_reason_is_asked_for_again_where_it_stands(people: People) -> None:
    file = _reviewed(people)
    rule, line = _review(people, file)
    answer = office(people).post(_address(file, "resolve/"), {"rule": rule, "line": line, "outcome": "met"})
    assert answer.status_code == 422
    assert f'href="#id_{rule}_{line}_because"' in answer.content.decode()
    assert not Resolution.objects.exists()


def test_a_decision_that_is_asked_for_again_is_a_look_like_any_other(people: People) -> None:
    file = _reviewed(people)
    office(people).post(_address(file, "resolve/"), {"rule": "R-001", "line": 0})
    event = AuditEvent.objects.get(verb="view_personal_data")
    assert (event.actor_id, event.subject_id, event.changes) == (people.doi.pk, str(file.pk), {"shown": "申請の詳細"})


def test_a_mail_seen_beforehand_is_a_look_like_any_other(people: People) -> None:
    file = sent_file(people)
    office(people).get(_address(file, "dismiss/"))
    assert not AuditEvent.objects.filter(verb="view_personal_data").exists()
    office(people).get(_address(file, "accept/"))
    event = AuditEvent.objects.get(verb="view_personal_data")
    assert event.changes["shown"].startswith("メールの下見")


def test_what_no_rule_left_open_cannot_be_decided(people: People) -> None:
    file = sent_file(people)
    given = {"rule": "R-999", "line": 0, "outcome": "met", "because": "x"}
    assert office(people).post(_address(file, "resolve/"), given).status_code == 409
    assert office(people).post(_address(file, "resolve/"), given | {"line": "%00"}).status_code == 422


def test_the_page_costs_the_same_with_one_file_enclosed_and_with_three(people: People) -> None:
    file = sent_file(people)
    desk, counts = office(people), []
    for number in range(3):
        upload_attachment(
            subject=file,
            purpose="catalogue",
            file=ContentFile(a_pdf(), name=f"{number}.pdf"),
            actor=people.actor("doi"),
            at=LATER,
        )
        desk.get(_address(file))
        with CaptureQueriesContext(connection) as seen:
            desk.get(_address(file))
        counts.append(len(seen))
    assert counts[0] == counts[2] <= 20
