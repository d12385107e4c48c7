"""Two institutions in one case, and a judgement that stays inside: every address of the accompaniment is walked."""

import uuid
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from time_machine import travel

from support_cases import urls
from support_cases.models import PipelineEntry, SupportCase
from support_cases.rules.sharing import Visibility
from support_cases.services.referrals import offer_referral
from tests.case_worlds import AT, JUDGEMENT, TODAY, consented, partnered_case, recorded
from tests.people import People, signed_in

_SECRET = JUDGEMENT.partition(":")[2]
_READERS = ("goto", "hara", "aoki", "baba", "chiba", "doi", "endo", "jinnai", "nobody")
_KINDS = ("csv", "xlsx")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


def _world(people: People) -> dict[str, Any]:
    """Each record of the lead's holds the judgement, however far the record itself is shown."""
    case = partnered_case(people)
    consented(people, to="other_institution")
    rows = [recorded(people, case, visibility=visibility) for visibility in Visibility]
    entry = PipelineEntry.objects.create(
        institution=people.lead_institution, company=case.company, source="visit", noted_at=AT, note=_SECRET
    )
    referral = offer_referral(
        entry_id=entry.pk,
        to_institution_id=people.other_institution.pk,
        because="近くの機関が支えるため",
        actor=people.actor("goto"),
        at=AT,
    )
    partner = case.partners.get()
    return {
        "case_id": [case.pk],
        "record_id": [row.pk for row in rows],
        "homework_id": [row.homework.get().pk for row in rows],
        "entry_id": [entry.pk],
        "referral_id": [referral.pk],
        "partner_id": [partner.pk],
        "consent_id": [case.company.given_consents.first().pk],
        "institution_id": [people.lead_institution.pk, people.other_institution.pk],
        "kind": list(_KINDS),
        "move": ["assess", "suspend"],
        "scale": ["digital_stage", "process_phase"],
        "settled_on": [TODAY.isoformat()],
        "phase": ["p1"],
        "template_id": [1],
    }


def _addresses(pattern: URLPattern, world: dict[str, list[Any]]) -> Iterator[str]:
    """Every address of a pattern in this world; a key that this world has nothing for gets one of nobody."""
    names = [name for name in pattern.pattern.regex.groupindex if name not in pattern.default_args]
    longest = max((len(world.get(name, [0])) for name in names), default=1)
    for place in range(longest):
        given = {name: (world.get(name) or [uuid.uuid4()]) for name in names}
        yield reverse(
            f"support_cases:{pattern.name}",
            kwargs={name: values[min(place, len(values) - 1)] for name, values in given.items()},
        )


def _text(answer: Any) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    try:
        with ZipFile(BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    except BadZipFile:
        pass
    return data.decode("utf-8", "replace")


def _walked(client: Client, world: dict[str, list[Any]]) -> dict[str, tuple[int, str]]:
    return {
        address: (answer.status_code, _text(answer))
        for pattern in urls.urlpatterns
        for address in _addresses(pattern, world)
        for answer in [client.get(address)]
    }


@pytest.mark.parametrize("name", _READERS)
def test_a_judgement_stays_within_the_institution_that_wrote_it(people: People, name: str) -> None:
    world = _world(people)
    pages = _walked(signed_in(people.user(name)), world)
    faults = {address: status for address, (status, _) in pages.items() if status >= 500}
    assert faults == {}
    read = [address for address, (_, text) in pages.items() if _SECRET in text]
    if name == "goto":
        assert len(read) >= len(list(Visibility))
    else:
        assert read == []


@pytest.mark.parametrize("name", ["chiba", "doi", "endo", "jinnai", "nobody"])
def test_strangers_find_no_page_of_a_case(people: People, name: str) -> None:
    world = _world(people)
    pages = _walked(signed_in(people.user(name)), world)
    opened = [address for address, (status, _) in pages.items() if status == 200]
    case = SupportCase.objects.get()
    assert [address for address in opened if str(case.pk) in address or "/records/" in address] == []
    assert not any(case.company.name in text for status, text in pages.values() if status == 200)
