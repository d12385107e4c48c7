"""Companies in mind: noted once, seen by the own institution alone, opened by consent, referred by answer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from accounts.models import Organisation
from accounts.rules.roles import OrganisationKind
from records.models import Message
from support_cases.models import PipelineEntry, Referral, SharingConsent, SupportCase
from tests.case_worlds import AT
from tests.people import People, signed_in

pytestmark = pytest.mark.usefixtures("_today")
LIST = "/support/companies/"


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


def _told(**values: Any) -> dict[str, Any]:
    return {
        "corporate_number": "6999900000011",
        "name": "青木",
        "demand_layer": "apparent",
        "source": "visit",
        **values,
    }


def _noted(people: People, **values: Any) -> PipelineEntry:
    signed_in(people.goto).post(reverse("support_cases:pipeline_note"), _told(**values))
    return PipelineEntry.objects.latest("noted_at", "pk")


def test_a_company_in_the_register_is_noted_under_its_number_and_once(people: People) -> None:
    entry = _noted(people)
    assert entry.company == people.company
    again = signed_in(people.goto).post(reverse("support_cases:pipeline_note"), _told())
    assert again.status_code == 422
    assert "すでに一覧にあります" in again.content.decode()


def test_a_new_company_is_noted_by_name(people: People) -> None:
    assert _noted(people, corporate_number="", name="髙﨑商店").company.name == "髙﨑商店"


@pytest.mark.parametrize(("name", "status"), [("goto", 200), ("hara", 404), ("aoki", 404), ("doi", 404)])
def test_other_institutions_do_not_see_it(people: People, name: str, status: int) -> None:
    entry = _noted(people)
    address = reverse("support_cases:pipeline_entry", args=[entry.pk])
    assert signed_in(people.user(name)).get(address).status_code == status


def test_a_case_opens_with_consent_alone(people: People) -> None:
    entry, client = _noted(people), signed_in(people.goto)
    address = reverse("support_cases:pipeline_open", args=[entry.pk])
    refused = client.post(address)
    assert (refused.status_code, SupportCase.objects.count()) == (409, 0)
    assert "企業の同意がないため" in refused.content.decode()
    told = {"category": "records", "starts_on": "2025-05-20", "until": "2026-05-19", "note": "綴り12"}
    assert client.post(reverse("support_cases:pipeline_consent", args=[entry.pk]), told).status_code == 302
    assert SharingConsent.objects.get().how == "paper"
    assert client.post(address).status_code == 302
    assert SupportCase.objects.get().company == people.company


def test_two_who_change_one_entry_do_not_overwrite_each_other(people: People) -> None:
    entry, client = _noted(people), signed_in(people.goto)
    address = reverse("support_cases:pipeline_entry", args=[entry.pk])
    told = {"demand_layer": "latent", "source": "visit", "version": "1"}
    assert client.post(address, {**told, "next_approach": "電話する"}).status_code == 302
    second = client.post(address, {**told, "next_approach": "訪問する"})
    assert second.status_code == 409
    assert "訪問する" in second.content.decode()
    entry.refresh_from_db()
    assert entry.next_approach == "電話する"


def test_silence_is_told_after_the_days_the_institution_says(people: People) -> None:
    _noted(people, last_contact_on="2025-05-19")
    assert "連絡なしの企業が" not in signed_in(people.goto).get(LIST).content.decode()
    with travel(AT + timedelta(days=31), tick=False):
        client = signed_in(people.goto)
        assert "連絡なしの企業が1社" in client.get(LIST).content.decode()
        assert people.company.name in client.get(f"{LIST}?silent=yes").content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_exported_as_filtered(people: People, kind: str) -> None:
    _noted(people)
    answer = signed_in(people.goto).get(f"/support/companies.{kind}?demand_layer=apparent")
    assert answer.status_code == 200
    assert signed_in(people.aoki).get(f"/support/companies.{kind}").status_code == 404
    if kind == "csv":
        assert people.company.name in answer.content.decode()


def test_a_referral_is_answered_and_both_sides_are_mailed(people: People) -> None:
    entry = _noted(people)
    told = {"to_institution": str(people.other_institution.pk), "because": "近くの機関が支えるため"}
    signed_in(people.goto).post(reverse("support_cases:pipeline_refer", args=[entry.pk]), told)
    referral = Referral.objects.get()
    address = reverse("support_cases:referral", args=[referral.pk])
    assert Message.objects.get(kind="referral_offered").to == people.hara.email
    assert people.company.name not in Message.objects.get(kind="referral_offered").body
    assert signed_in(people.aoki).get(address).status_code == 404
    hara = signed_in(people.hara)
    assert hara.post(address, {"accepts": "no", "answer": ""}).status_code == 422
    assert signed_in(people.goto).post(address, {"accepts": "yes"}).status_code == 409
    assert hara.post(address, {"accepts": "yes"}).status_code == 302
    referral.refresh_from_db()
    assert referral.state == "accepted"
    assert Message.objects.get(kind="referral_answered").to == people.goto.email
    assert PipelineEntry.objects.filter(institution=people.other_institution, source="referral").exists()


def test_a_company_that_was_given_up_is_taken_up_again_with_its_referral(people: People) -> None:
    entry = _noted(people)
    given_up = {"company": people.company, "institution": people.other_institution, "noted_at": AT, "is_dropped": True}
    theirs = PipelineEntry.objects.create(source="visit", **given_up)
    told = {"to_institution": str(people.other_institution.pk), "because": "近くの機関が支えるため"}
    signed_in(people.goto).post(reverse("support_cases:pipeline_refer", args=[entry.pk]), told)
    address = reverse("support_cases:referral", args=[Referral.objects.get().pk])
    assert signed_in(people.hara).post(address, {"accepts": "yes"}).status_code == 302
    theirs.refresh_from_db()
    assert not theirs.is_dropped


def test_the_list_asks_as_often_for_many_as_for_one(people: People) -> None:
    _noted(people)
    client = signed_in(people.goto)
    client.get(LIST)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    one = queries()
    for number in range(5):
        company = Organisation.objects.create(kind=OrganisationKind.COMPANY, name=f"見本{number}", created_at=AT)
        PipelineEntry.objects.create(
            institution=people.lead_institution, company=company, source="visit", noted_at=AT, advisor=people.goto
        )
    assert queries() == one
