"""Sending: once, in time, with everything frozen; and judged the same years later."""

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet

from accounts.services.refusals import Refused
from applications.models import Application, Assessment, Submission
from applications.rules.judgement import Judgement
from applications.rules.refusals import Why
from applications.selectors import picture_of
from applications.selectors.filed import answers_of, papers_of
from applications.services import reassessment
from applications.services.drafts import save_section
from applications.services.submission import hash_of, submit_application
from kernel.calendar import TOKYO
from records.models import Attachment, AuditEvent, Message
from records.services.attachment_store import store
from records.services.attachments import upload_attachment
from tests import worlds
from tests.people import People
from tests.worlds import AT, a_pdf


def _file(draft: Application, people: People, name: str = "納税証明書.pdf") -> Attachment:
    kept = upload_attachment(
        subject=draft,
        purpose="tax_certificate",
        file=ContentFile(a_pdf(), name=name),
        actor=people.actor("aoki"),
        at=AT,
    )
    assert isinstance(kept, Attachment), kept
    return kept


def _mails() -> QuerySet[Message]:
    return Message.objects.filter(kind__startswith="application_")


def _send(draft: Application, people: People, *, name: str = "aoki", at: datetime = AT) -> Submission:
    return submit_application(
        application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor(name), at=at
    )


def test_sending_gives_a_number_a_frozen_state_papers_and_a_mail(people: People) -> None:
    draft = worlds.filled_draft(people)
    file = _file(draft, people)
    submission = _send(draft, people)
    application = Application.objects.get()
    assert (application.status, application.receipt_number) == ("submitted", "R7-DX-001")
    assert (application.submitted_at, application.received_on) == (AT, AT.date())
    assert submission.attachments[0]["sha256"] == file.sha256
    assert Attachment.objects.get().sealed_at == AT
    assert submission.assessment.eligible == "met"
    assert submission.assessment.amount["granted_at_most"] == 1_525_000
    assert {each.paper.kind for each in papers_of(application)} == {"application", "receipt_notice"}
    message = _mails().get()
    assert message.to == "aoki@example.jp"
    assert "R7-DX-001" in message.subject
    assert "1960" not in str(submission.answers)
    assert answers_of(submission)["pledges"]["officer_register"][0]["birth_date"] == "1960-02-29"


def test_the_hash_is_that_of_what_was_sent(people: People) -> None:
    submission = worlds.sent(people)
    submission.refresh_from_db()
    sealed = {"pledges": {"officer_register": answers_of(submission)["pledges"]["officer_register"]}}
    frozen = {name: getattr(submission, name) for name in ("answers", "cost_lines", "facts", "attachments")}
    assert hash_of({**frozen, "sealed": sealed}) == submission.sha256


def test_a_second_click_is_handed_the_same_submission(people: People) -> None:
    draft = worlds.filled_draft(people)
    assert _send(draft, people) == _send(draft, people, at=AT + timedelta(minutes=1))
    assert Submission.objects.count() == 1
    assert _mails().count() == 1
    assert AuditEvent.objects.filter(verb="submit").count() == 1


def test_a_key_of_another_file_sends_nothing(people: People) -> None:
    draft = worlds.filled_draft(people)
    with pytest.raises(Refused) as refusal:
        submit_application(application_id=draft.pk, submission_key=uuid4(), actor=people.actor("aoki"), at=AT)
    assert refusal.value.why is Why.KEY_OF_ANOTHER_FILE
    assert not Submission.objects.exists()


def test_numbers_have_no_gaps_even_where_a_sending_fails(people: People) -> None:
    rival = worlds.filled_draft(people, name="chiba")
    broken = worlds.filled_draft(people)
    store().delete(_file(broken, people).file)
    with pytest.raises(Refused) as refusal:
        _send(broken, people)
    assert refusal.value.why is Why.ATTACHMENT_DAMAGED
    assert _send(rival, people, name="chiba").application.receipt_number == "R7-DX-001"


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (datetime(2025, 4, 17, 23, 59, 59, 999999, TOKYO), Why.WINDOW_NOT_OPEN),
        (datetime(2025, 4, 18, 0, 0, 0, 0, TOKYO), None),
        (datetime(2025, 6, 9, 23, 59, 59, 999999, TOKYO), None),
        (datetime(2025, 6, 10, 0, 0, 0, 0, TOKYO), Why.WINDOW_CLOSED),
    ],
)
def test_the_window_closes_to_the_second(at: datetime, why: Why | None, people: People) -> None:
    draft = worlds.filled_draft(people)
    if why is None:
        assert _send(draft, people, at=at).submitted_at == at
    else:
        with pytest.raises(Refused) as refusal:
            _send(draft, people, at=at)
        assert refusal.value.why is why
        assert Application.objects.get().status == "draft"


def test_a_form_that_is_not_filled_in_is_not_sent(people: People) -> None:
    draft = worlds.blank_draft(people)
    with pytest.raises(Refused) as refusal:
        _send(draft, people)
    assert refusal.value.why is Why.ANSWERS_MISSING
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_what_the_rules_hold_against_it_does_not_stop_a_file(people: People) -> None:
    draft = worlds.filled_draft(people)
    save_section(
        application_id=draft.pk,
        key="requirements_bonus",
        answers={"prefectural_tax_arrears": True},
        version=1,
        actor=people.actor("aoki"),
        at=AT,
    )
    assert _send(draft, people).assessment.eligible == "unmet"


def test_nothing_of_a_sent_file_is_edited(people: People) -> None:
    application = worlds.sent(people).application
    with pytest.raises(Refused) as refusal:
        save_section(
            application_id=application.pk, key="applicant", answers={}, version=1, actor=people.actor("aoki"), at=AT
        )
    assert refusal.value.why is Why.NOT_NOW


def test_every_frozen_judgement_comes_out_again(people: People) -> None:
    worlds.sent(people)
    worlds.sent(people, name="chiba")
    told = StringIO()
    call_command("reassess", stdout=told, stderr=told)
    assert told.getvalue() == "2件を判定し直しました。違いは0件です。\n"


def test_a_changed_judgement_is_told(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds.sent(people)
    natural = reassessment.assessed

    def otherwise(judgement: Judgement) -> dict[str, Any]:
        now = natural(judgement)
        return {**now, "amount": {**now["amount"], "limit": 1}, "eligible": "unmet"}

    monkeypatch.setattr(reassessment, "assessed", otherwise)
    told = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("reassess", worlds.CALL, stdout=told, stderr=StringIO())
    assert failure.value.returncode == 1
    assert told.getvalue().splitlines() == [
        "R7-DX-001 第1回: eligible: met → unmet",
        "R7-DX-001 第1回: amount: limit: 1525000 → 1",
    ]


@pytest.mark.parametrize("model", [Submission, Assessment])
def test_a_frozen_row_refuses_every_change(model: type[Submission | Assessment], people: People) -> None:
    row = model.objects.get(pk=worlds.sent(people).pk)
    with pytest.raises((IntegrityError, OperationalError), match="frozen"), transaction.atomic():
        row.save()
    with (
        pytest.raises((IntegrityError, OperationalError), match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_post_is_judged_by_its_day_of_arrival(people: People) -> None:
    draft = worlds.postal_draft(people, received_on=date(2025, 6, 9), at=datetime(2025, 6, 12, 9, 0, tzinfo=TOKYO))
    submission = _send(draft, people, name="doi", at=datetime(2025, 6, 12, 9, 30, tzinfo=TOKYO))
    outcomes = {each["rule"]: each["outcome"] for each in submission.assessment.verdicts}
    assert (outcomes["R-001"], outcomes["R-002"]) == ("met", "met")
    assert submission.application.received_on == date(2025, 6, 9)


def test_post_that_comes_late_stays_late(people: People) -> None:
    draft = worlds.postal_draft(people, received_on=date(2025, 6, 10), at=datetime(2025, 6, 12, 9, 0, tzinfo=TOKYO))
    submission = _send(draft, people, name="doi", at=datetime(2025, 6, 12, 9, 30, tzinfo=TOKYO))
    outcomes = {each["rule"]: each["outcome"] for each in submission.assessment.verdicts}
    assert outcomes["R-002"] == "unmet"


def test_papers_say_what_was_sent(people: People) -> None:
    application = worlds.sent(people).application
    contexts = {each.paper.kind: each.paper.context for each in papers_of(application)}
    paper = contexts["application"]
    assert paper["receipt_number"] == "R7-DX-001"
    assert paper["applicant"]["representative_name"] == "髙﨑 一郎"
    assert paper["plan"]["challenges"][0]["task"] == "在庫照会"
    assert {each["mark"] for each in paper["pledges"]["pledges"]} == {"■"}
    assert paper["officer_register"]["officers"][0]["birth_date"] == "昭和35年2月29日"
    assert contexts["receipt_notice"]["received_at"] == "令和7年5月20日(火) 10時00分00秒"


def test_the_judgement_of_the_page_is_the_one_that_is_frozen(people: People) -> None:
    draft = worlds.filled_draft(people)
    shown = picture_of(draft, at=AT).judgement
    frozen = _send(draft, people).assessment
    assert [each["outcome"] for each in frozen.verdicts] == [verdict.outcome for verdict in shown.verdicts]
    assert connection.vendor in {"sqlite", "postgresql"}
