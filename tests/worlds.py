"""Worlds that real services have made, so that no test starts from a state the system cannot reach."""

from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pikepdf
from django.conf import settings

from accounts.models import Organisation
from applications.models import Application, CallRevision, Submission
from applications.rules.workflow import Status
from applications.services.acceptance import accept_application, dismiss_application, withdraw_application
from applications.services.calls import load_call, publish_call
from applications.services.cost_lines import add_cost_line
from applications.services.decisions import grant_application, refuse_application
from applications.services.drafts import Saved, save_section, start_draft
from applications.services.on_behalf import enter_on_behalf
from applications.services.submission import submit_application
from kernel.calendar import TOKYO
from tests import filled
from tests.people import People

CALL = "fy2025_introduction"
# A working day within the window of the real call.
AT = datetime(2025, 5, 20, 10, 0, tzinfo=TOKYO)

TODAY = AT.date()


def published_call(*, at: datetime = AT) -> CallRevision:
    """The real call, loaded and published as its office would."""
    revision = load_call(call_id=CALL, folders=settings.CALLS_FOLDERS, at=at - timedelta(days=40))
    return publish_call(revision_id=revision.pk, actor_label="事務局", at=at - timedelta(days=39), because="公募の開始")


def blank_draft(people: People, *, name: str = "aoki", at: datetime = AT) -> Application:
    """A draft as its first click leaves it."""
    published_call(at=at)
    organisation = people.rival if name == "chiba" else people.company
    return start_draft(call_id=CALL, organisation_id=organisation.pk, actor=people.actor(name), at=at)


def filled_draft(people: People, *, name: str = "aoki", at: datetime = AT) -> Application:
    """A draft in which nothing is left to fill in."""
    draft = blank_draft(people, name=name, at=at)
    fill(draft.pk, people, name=name, at=at)
    draft.refresh_from_db()
    return draft


def fill(application_id: UUID, people: People, *, name: str = "aoki", at: datetime = AT) -> None:
    """Answer every section of a draft and put its lines in."""
    actor = people.actor(name)
    application = Application.objects.select_related("revision").get(pk=application_id)
    versions = {row.key: row.version for row in application.sections.all()}
    for key, answers in filled.answers(application.revision.terms).items():
        kept = save_section(
            application_id=application_id, key=key, answers=answers, version=versions.get(key, 0), actor=actor, at=at
        )
        assert isinstance(kept, Saved)
        assert not kept.problems, kept.problems
    for line in filled.LINES:
        assert not add_cost_line(application_id=application_id, values=line, actor=actor, at=at).problems


def sent(people: People, *, name: str = "aoki", at: datetime = AT) -> Submission:
    """A filled draft, sent."""
    draft = filled_draft(people, name=name, at=at)
    return submit_application(
        application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor(name), at=at
    )


def application_at(status: Status, people: People, *, name: str = "aoki", at: datetime = AT) -> Application:
    """An application of this status, led there by the people who would."""
    if status is Status.DRAFT:
        return filled_draft(people, name=name, at=at)
    application = sent(people, name=name, at=at).application
    later, office = at + timedelta(days=1), people.actor("doi")
    if status in (Status.GRANTED, Status.REFUSED):
        decide = grant_application if status is Status.GRANTED else refuse_application
        accept_application(application_id=application.pk, actor=office, at=later)
        decide(application_id=application.pk, actor=people.actor("honda"), at=later)
    ways = {
        Status.ACCEPTED: lambda: accept_application(application_id=application.pk, actor=office, at=later),
        Status.DISMISSED: lambda: dismiss_application(
            application_id=application.pk, actor=office, at=later, because="県内に拠点がないため"
        ),
        Status.WITHDRAWN: lambda: withdraw_application(
            application_id=application.pk, actor=people.actor(name), at=later, because="計画を見直すため"
        ),
    }
    if status in ways:
        ways[status]()
    return Application.objects.select_related("revision", "organisation").get(pk=application.pk)


def postal_draft(
    people: People, *, organisation: Organisation | None = None, received_on: date = TODAY, at: datetime = AT
) -> Application:
    """A file that came by post, begun by the secretariat."""
    published_call(at=AT)
    return enter_on_behalf(
        call_id=CALL,
        organisation_id=(organisation or people.company).pk,
        channel="postal",
        received_on=received_on,
        actor=people.actor("doi"),
        at=at,
        because="簡易書留で届いたため",
    )


def a_pdf() -> bytes:
    """The bytes of a whole PDF of one blank page."""
    data = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(data, static_id=True)
    return data.getvalue()
