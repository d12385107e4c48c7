"""A file that came by post is entered with its day of arrival, and registered as sent by the office."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.models import Organisation
from applications.models import Application
from applications.rules.refusals import SENTENCES, Why
from applications.rules.workflow import Status
from records.models import AuditEvent
from tests import worlds
from tests.people import People, signed_in
from tests.web.office_worlds import STRANGERS, later, office
from tests.worlds import CALL

__all__ = ["later"]
pytestmark = pytest.mark.usefixtures("later")

ENTRY = "/office/applications/new/"


def _letter(**other: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "call": CALL,
        "channel": "postal",
        "received_on_0": "令和7",
        "received_on_1": "5",
        "received_on_2": "20",
        "arrived_clock": "",
        "corporate_number": "",
        "name": "個人事業主 𠮷田 髙子",
        "because": "簡易書留で届いたため",
        **other,
    }


@pytest.fixture(autouse=True)
def _published(people: People) -> None:
    worlds.published_call()


def _entered(people: People, **other: str) -> Any:
    return office(people).post(ENTRY, _letter(**other))


def test_the_day_of_arrival_is_kept_and_written_down(people: People) -> None:
    answer = _entered(people)
    file = Application.objects.get()
    assert answer["Location"] == f"/office/applications/{file.pk}/"
    assert (file.channel, file.received_on.isoformat(), file.status) == ("postal", "2025-05-20", Status.DRAFT)
    assert file.organisation.name == "個人事業主 𠮷田 髙子"
    event = AuditEvent.objects.get(verb="enter_on_behalf")
    assert (event.actor_id, event.because) == (people.doi.pk, "簡易書留で届いたため")


def test_a_form_sent_twice_begins_one_entry(people: People) -> None:
    desk, letter, known = office(people), _letter(), Organisation.objects.count()
    answers = [desk.post(ENTRY, letter) for _ in range(2)]
    file = Application.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/office/applications/{file.pk}/"] * 2
    assert Organisation.objects.count() == known + 1
    assert AuditEvent.objects.filter(verb="enter_on_behalf").count() == 1


def test_the_key_of_an_entry_opens_nobody_elses_draft(people: People) -> None:
    theirs = worlds.filled_draft(people)
    assert office(people).post(ENTRY, _letter(key=str(theirs.pk))).status_code == 404
    assert Application.objects.count() == 1


def test_what_was_entered_is_registered_as_sent_once(people: People) -> None:
    _entered(people)
    file, desk = Application.objects.get(), office(people)
    page = desk.get(f"/office/applications/{file.pk}/")
    assert [offer.label for offer in page.context["next_step"].offers] == ["入力を続ける", "提出する"]
    address = f"/office/applications/{file.pk}/submit/"
    assert "メールアドレスがありません" in desk.get(address).content.decode()
    assert [desk.post(address, {"step": "confirm"}).status_code for _ in range(2)] == [302, 409]
    file.refresh_from_db()
    assert file.receipt_number


def test_a_known_company_is_not_registered_twice(people: People) -> None:
    known, count = people.company, Organisation.objects.count()
    assert _entered(people, corporate_number=known.corporate_number, name=known.name).status_code == 302
    assert Application.objects.get().organisation == known
    assert Organisation.objects.count() == count


def test_the_other_desk_names_its_moment(people: People) -> None:
    assert _entered(people, channel="jgrants", arrived_clock="９:05").status_code == 302
    assert Application.objects.get().arrived_at.isoformat() == "2025-05-20T00:05:00+00:00"


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("name", {"corporate_number": "known"}),
        ("corporate_number", {"corporate_number": "1234567890123"}),
        ("received_on", {"received_on_1": "13"}),
        ("arrived_clock", {"channel": "jgrants"}),
        ("arrived_clock", {"channel": "jgrants", "arrived_clock": "25時"}),
        ("because", {"because": " "}),
        ("name", {"name": ""}),
        ("channel", {"channel": "web"}),
        ("call", {"call": "fy1999"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(people: People, field: str, other: dict[str, str]) -> None:
    if other.get("corporate_number") == "known":
        other = {"corporate_number": people.company.corporate_number}
    answer = _entered(people, **other)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Application.objects.exists()


def test_nothing_arrives_tomorrow(people: People) -> None:
    answer = _entered(people, received_on_2="31")
    assert answer.status_code == 409
    assert SENTENCES[Why.ARRIVES_LATER] in answer.content.decode()
    assert not Application.objects.exists()


@pytest.mark.parametrize("name", [*STRANGERS, "jinnai"])
def test_only_the_secretariat_enters(people: People, name: str) -> None:
    desk = signed_in(people.user(name))
    assert desk.get(ENTRY).status_code == desk.post(ENTRY, _letter()).status_code == 404
