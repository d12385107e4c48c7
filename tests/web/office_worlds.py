"""Files for the office's pages, and who may come to them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import travel

from accounts.models import Organisation
from accounts.rules.roles import OrganisationKind
from applications.models import Application
from applications.rules.workflow import Status
from applications.services.on_behalf import enter_on_behalf
from applications.services.submission import submit_application
from tests import worlds
from tests.people import NAMES, People, signed_in
from tests.worlds import AT, CALL

IN_OFFICE = ("doi", "honda", "jinnai")
STRANGERS = tuple(name for name in NAMES if name not in IN_OFFICE)
LATER = AT + timedelta(days=2)
LONG_NAME = "株式会社" + "宮崎県央総合産業振興連携推進事業協同組合" * 3


@pytest.fixture
def later(people: People) -> Iterator[None]:
    """Two days after the file was sent."""
    with travel(LATER, tick=False):
        yield


def office(people: People, name: str = "doi") -> Client:
    """The browser of somebody in the office."""
    return signed_in(people.user(name))


def sent_file(people: People, name: str = "aoki") -> Application:
    """A file that waits for its formal check."""
    return worlds.application_at(Status.SUBMITTED, people, name=name)


def postal_files(people: People, count: int) -> list[Application]:
    """Files that came by post, of as many companies, entered and sent by the secretariat."""
    worlds.published_call()
    actor = people.actor("doi")
    made = []
    for number in range(count):
        company = Organisation.objects.create(
            kind=OrganisationKind.COMPANY, name=f"会社{number:02d} {LONG_NAME}"[:200], created_at=AT
        )
        draft = enter_on_behalf(
            call_id=CALL,
            organisation_id=company.pk,
            channel="postal",
            received_on=AT.date(),
            actor=actor,
            at=AT,
            because="簡易書留で届いたため",
        )
        submit_application(application_id=draft.pk, submission_key=draft.submission_key, actor=actor, at=AT)
        made.append(Application.objects.get(pk=draft.pk))
    return made
