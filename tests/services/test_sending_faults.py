"""What fails while a file is sent costs time, never the file, its papers or its mail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from time_machine import travel

from applications.models import Application, Submission
from applications.selectors.filed import papers_of
from applications.services import submission as sending
from applications.services.submission import submit_application
from records.models import AuditEvent, IssuedPaper, Message
from records.services.sweep import sweep_messages, sweep_papers
from tests import worlds
from tests.people import everybody, signed_in
from tests.records.test_queue import broker_down
from tests.worlds import AT


def _sent() -> Application:
    people = everybody()
    return worlds.sent(people).application


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_both_papers_and_sends_one_mail(run_queue: Callable[[], list[str]]) -> None:
    application = _sent()
    names = run_queue()
    assert names.count("papers.render") == 2
    assert {each.paper.state for each in papers_of(application)} == {"ready"}
    assert Message.objects.get(kind="application_submitted").state == "sent"


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_down_the_file_is_sent_and_its_papers_and_mail_follow(
    run_queue: Callable[[], list[str]],
) -> None:
    people = everybody()
    run_queue()
    with travel(AT, tick=False), broker_down():
        draft = worlds.filled_draft(people)
        declared = {"submission_key": str(draft.submission_key), "declares": "on"}
        receipt = signed_in(people.aoki).post(f"/applications/{draft.pk}/confirm/", declared, follow=True)
    assert receipt.status_code == 200
    assert "R7-DX-001" in receipt.content.decode()
    assert run_queue() == []
    assert {each.paper.state for each in papers_of(draft)} == {"queued"}
    sweep_papers(at=AT + timedelta(minutes=1))
    sweep_messages(at=AT + timedelta(minutes=1))
    run_queue()
    assert {each.paper.state for each in papers_of(draft)} == {"ready"}
    assert [each.state for each in Message.objects.filter(kind="application_submitted")] == ["sent"]


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_the_middle_leaves_the_draft_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    people = everybody()
    draft = worlds.filled_draft(people)

    def torn(*_: object, **__: object) -> None:
        raise RuntimeError("the light went out")

    with monkeypatch.context() as dark:
        dark.setattr(sending, "post_letter", torn)
        with pytest.raises(RuntimeError, match="light"):
            submit_application(
                application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor("aoki"), at=AT
            )
    draft.refresh_from_db()
    assert (draft.status, draft.receipt_number) == ("draft", "")
    assert not Submission.objects.exists()
    assert not IssuedPaper.objects.exists()
    assert not AuditEvent.objects.filter(verb="submit").exists()
    again = submit_application(
        application_id=draft.pk,
        submission_key=draft.submission_key,
        actor=people.actor("aoki"),
        at=AT + timedelta(minutes=1),
    )
    assert again.application.receipt_number == "R7-DX-001"
