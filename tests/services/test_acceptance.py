"""What the secretariat does with a file that has arrived, and what the applicant hears of it."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.services.refusals import Refused
from applications.models import Application, Resolution
from applications.rules.refusals import Why
from applications.rules.workflow import Move, Status
from applications.selectors.filed import outcomes_decided
from applications.services.acceptance import accept_application, dismiss_application, withdraw_application
from applications.services.advance import Law, advance, govern, law_of
from applications.services.drafts import save_section
from applications.services.letters import preview_letter
from applications.services.on_behalf import enter_on_behalf
from applications.services.resolutions import resolve_review
from applications.services.submission import submit_application
from kernel.calendar import TOKYO
from kernel.verdict import Outcome
from records.audit.recording import OutsideTransactionError
from records.models import AuditEvent, Message
from tests import worlds
from tests.people import People
from tests.worlds import AT

LATER = AT + timedelta(days=1)


def _reviewed(people: People) -> Application:
    """A sent file in which a rule leaves the answer to a person."""
    draft = worlds.filled_draft(people)
    save_section(
        application_id=draft.pk,
        key="requirements_bonus",
        answers={"insolvency": "special_liquidation"},
        version=1,
        actor=people.actor("aoki"),
        at=AT,
    )
    return submit_application(
        application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor("aoki"), at=AT
    ).application


def test_the_mail_is_the_one_that_the_preview_showed(people: People) -> None:
    application = worlds.application_at(Status.SUBMITTED, people)
    shown = preview_letter(application, Move.DISMISS, because="県内に拠点がないため", at=LATER)
    dismiss_application(
        application_id=application.pk, actor=people.actor("doi"), at=LATER, because="県内に拠点がないため"
    )
    message = Message.objects.get(kind="application_dismissed")
    assert shown is not None
    assert (message.to, message.subject, message.body) == (shown.to, shown.subject, shown.body)
    assert "県内に拠点がないため" in message.body


def test_a_second_click_is_refused_calmly_and_changes_nothing(people: People) -> None:
    application = worlds.application_at(Status.ACCEPTED, people)
    with pytest.raises(Refused) as refusal:
        accept_application(application_id=application.pk, actor=people.actor("doi"), at=LATER)
    assert refusal.value.why is Why.NOT_NOW
    assert AuditEvent.objects.filter(verb="accept").count() == 1
    assert Message.objects.filter(kind="application_accepted").count() == 1


@pytest.mark.parametrize("because", ["", " 　\n"])
def test_nothing_is_taken_away_without_a_reason(because: str, people: People) -> None:
    application = worlds.application_at(Status.SUBMITTED, people)
    for verb in (dismiss_application, withdraw_application):
        with pytest.raises(Refused) as refusal:
            verb(application_id=application.pk, actor=people.actor("doi"), at=LATER, because=because)
        assert refusal.value.why is Why.REASON_MISSING


def test_the_applicant_takes_a_file_back(people: People) -> None:
    application = worlds.application_at(Status.WITHDRAWN, people)
    event = AuditEvent.objects.get(verb="withdraw")
    assert (event.actor_id, event.because) == (people.aoki.pk, "計画を見直すため")
    assert event.changes["status"] == ["submitted", "withdrawn"]
    assert Message.objects.get(kind="application_withdrawn").to == "aoki@example.jp"
    assert application.receipt_number == "R7-DX-001"


def test_a_person_decides_what_a_rule_leaves_to_a_person(people: People) -> None:
    application = _reviewed(people)
    first = resolve_review(
        application_id=application.pk,
        rule="R-022",
        outcome=Outcome.UNMET,
        actor=people.actor("doi"),
        at=LATER,
        because="清算中のため",
    )
    last = resolve_review(
        application_id=application.pk,
        rule="R-022",
        outcome=Outcome.MET,
        actor=people.actor("honda"),
        at=LATER,
        because="協定の認可を確かめたため",
    )
    assert (first.number, last.number) == (1, 2)
    assert last.resolved_by == people.honda
    assert [event.because for event in AuditEvent.objects.filter(verb="resolve_review").order_by("at", "id")]
    assert Resolution.objects.count() == 2
    submission = application.submissions.get()
    assert outcomes_decided(submission) == {("R-022", 0): Outcome.MET}


@pytest.mark.parametrize(
    ("name", "rule", "outcome", "because", "why"),
    [
        ("aoki", "R-022", Outcome.MET, "理由", Why.FOR_SECRETARIAT),
        ("doi", "R-022", Outcome.MET, " ", Why.REASON_MISSING),
        ("doi", "R-020", Outcome.MET, "理由", Why.NOTHING_TO_RESOLVE),
        ("doi", "R-022", Outcome.REVIEW, "理由", Why.NOTHING_TO_RESOLVE),
        ("doi", "R-999", Outcome.MET, "理由", Why.NOTHING_TO_RESOLVE),
    ],
)
def test_nothing_else_is_decided(
    *, name: str, rule: str, outcome: Outcome, because: str, why: Why, people: People
) -> None:
    application = _reviewed(people)
    with pytest.raises(Refused) as refusal:
        resolve_review(
            application_id=application.pk,
            rule=rule,
            outcome=outcome,
            actor=people.actor(name),
            at=LATER,
            because=because,
        )
    assert refusal.value.why is why
    assert not Resolution.objects.exists()


def test_entry_on_behalf_is_written_down_with_its_day(people: People) -> None:
    draft = worlds.postal_draft(people)
    event = AuditEvent.objects.get(verb="enter_on_behalf")
    assert event.changes == {"channel": "postal", "received_on": "2025-05-20"}
    assert (event.actor_id, event.because, event.subject_id) == (people.doi.pk, "簡易書留で届いたため", str(draft.pk))


@pytest.mark.parametrize(
    ("name", "channel", "arrives", "moment", "why"),
    [
        ("aoki", "postal", AT, None, Why.FOR_SECRETARIAT),
        ("ito", "postal", AT, None, Why.FOR_SECRETARIAT),
        ("doi", "web", AT, None, Why.CHANNEL_IS_NOT_ENTERED),
        ("doi", "jgrants", AT, None, Why.CHANNEL_IS_NOT_ENTERED),
        ("doi", "postal", AT, AT, Why.CHANNEL_IS_NOT_ENTERED),
        ("doi", "postal", LATER, None, Why.ARRIVES_LATER),
        ("doi", "jgrants", AT, LATER, Why.ARRIVES_LATER),
    ],
)
def test_an_impossible_arrival_is_refused(
    *, name: str, channel: str, arrives: datetime, moment: datetime | None, why: Why, people: People
) -> None:
    worlds.published_call()
    with pytest.raises(Refused) as refusal:
        enter_on_behalf(
            call_id=worlds.CALL,
            organisation_id=people.company.pk,
            channel=channel,
            received_on=arrives.date(),
            arrived_at=moment,
            actor=people.actor(name),
            at=AT,
            because="届いたため",
        )
    assert refusal.value.why is why


def test_the_other_desk_is_judged_by_its_moment(people: People) -> None:
    worlds.published_call()
    moment = datetime(2025, 6, 9, 23, 59, 59, tzinfo=TOKYO)
    draft = enter_on_behalf(
        call_id=worlds.CALL,
        organisation_id=people.company.pk,
        channel="jgrants",
        received_on=moment.date(),
        arrived_at=moment,
        actor=people.actor("doi"),
        at=moment + timedelta(days=3),
        because="Jグランツから転記",
    )
    submission = submit_application(
        application_id=draft.pk,
        submission_key=draft.submission_key,
        actor=people.actor("doi"),
        at=moment + timedelta(days=3),
    )
    outcomes = {each["rule"]: each["outcome"] for each in submission.assessment.verdicts}
    assert outcomes["R-001"] == "met"


def test_a_file_without_an_address_sends_no_mail(people: People) -> None:
    draft = worlds.postal_draft(people)
    assert preview_letter(draft, Move.ACCEPT, at=AT) is None
    submit_application(application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor("doi"), at=AT)
    assert not Message.objects.filter(kind__startswith="application_").exists()


@pytest.mark.django_db(transaction=True)
def test_the_door_opens_only_inside_a_transaction(people: People) -> None:
    application = worlds.application_at(Status.SUBMITTED, people)
    with pytest.raises(OutsideTransactionError):
        advance(application, Move.ACCEPT, actor=people.actor("doi"), at=LATER)


def test_two_laws_for_one_kind_are_refused() -> None:
    law = law_of(Application)
    govern(Application, law)
    with pytest.raises(ValueError, match="two laws"):
        govern(Application, Law(law.workflow, law.policy_of))


@pytest.mark.parametrize("broken", [{"status": "submitted"}, {"status": "granted"}, {"receipt_number": "R7-DX-009"}])
def test_the_database_refuses_a_state_without_its_fields(broken: dict[str, object], people: People) -> None:
    draft = worlds.blank_draft(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(**broken)
