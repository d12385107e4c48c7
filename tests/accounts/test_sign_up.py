"""From nobody to a member of a company, by way of the mailbox."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import travel

from accounts.actor import actor_of
from accounts.models import Organisation, User
from accounts.rules.roles import ALL_RIGHTS, Role
from records.models import AuditEvent
from tests.accounts.letters import Letters
from tests.people import ARRIVED_AT, People

pytestmark = pytest.mark.django_db

NEW = {"name": "大野 千尋", "email": "Ohno@Ohno.test", "password1": "kumo-to-sora-1010"}
COMPANY = {
    "corporate_number": "9999900000033",
    "name": "大野木工有限会社",
    "name_kana": "オオノモッコウユウゲンガイシャ",
    "postal_code": "８８００００１",
    "municipality_code": "452017",
    "address": "宮崎県宮崎市橘通西0-0-0",
    "telephone": "0985000000",
}


def _signed_up(visitor: Client, letters: Letters) -> None:
    answer = visitor.post("/sign-up/", NEW)
    assert answer.url == "/sign-up/sent/", answer.content.decode()
    visitor.post(letters.link("ohno@ohno.test"))


def test_sign_up_verify_signed_in_company(visitor: Client, letters: Letters) -> None:
    assert visitor.post("/sign-up/", NEW).url == "/sign-up/sent/"
    user = User.objects.get(email="ohno@ohno.test")
    assert not visitor.get("/me/").context, "nobody is signed in before the address is proven"
    link = letters.link("ohno@ohno.test")
    assert visitor.get(link).status_code == 200
    assert not user.emailaddress_set.get().verified, "looking at the page proves nothing"
    assert visitor.post(link).url == "/me/start/"
    assert visitor.get("/me/start/").url == "/organisations/register/"
    answer = visitor.post("/organisations/register/", COMPANY)
    assert answer.url == "/me/start/", answer.content.decode()
    company = Organisation.objects.get(corporate_number="9999900000033")
    assert (company.postal_code, company.telephone) == ("880-0001", "0985-00-0000")
    [place] = actor_of(user).memberships
    assert (place.organisation_id, place.role, place.rights) == (company.pk, Role.APPLICANT_MEMBER, ALL_RIGHTS)
    assert visitor.get("/me/start/").url == "/applications/"
    verbs = list(AuditEvent.objects.filter(actor_id=user.pk).values_list("verb", flat=True))
    assert sorted(verbs) == ["register_company", "sign_up", "verify_email"]


def test_a_company_that_is_here_is_joined_not_doubled(visitor: Client, letters: Letters, people: People) -> None:
    _signed_up(visitor, letters)
    answer = visitor.post("/organisations/register/", COMPANY | {"corporate_number": people.company.corporate_number})
    assert answer.status_code == 422
    assert people.company.name in answer.content.decode()
    assert visitor.post("/organisations/join/", {"corporate_number": people.company.corporate_number}).url == "/me/"
    user = User.objects.get(email="ohno@ohno.test")
    assert not actor_of(user).memberships, "asking is not being in"
    assert user.join_requests.count() == 1
    visitor.post("/organisations/join/", {"corporate_number": people.company.corporate_number})
    assert user.join_requests.count() == 1, "asking twice is asking once"


@pytest.mark.parametrize("number", ["9999900000034", "999990000003", "宮崎", ""])
def test_a_wrong_corporate_number_is_told_at_its_field(visitor: Client, letters: Letters, number: str) -> None:
    _signed_up(visitor, letters)
    answer = visitor.post("/organisations/register/", COMPANY | {"corporate_number": number})
    assert answer.status_code == 422
    assert 'href="#id_corporate_number"' in answer.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("password", ["short", "password1234", "ohno@ohno.test"])
def test_a_weak_password_is_refused(visitor: Client, db: None, password: str) -> None:
    answer = visitor.post("/sign-up/", NEW | {"password1": password})
    assert answer.status_code == 200
    assert 'href="#id_password1"' in answer.content.decode()
    assert not User.objects.exists()


def test_an_address_that_is_known_is_answered_as_one_that_is_not(
    visitor: Client, letters: Letters, people: People
) -> None:
    """Nobody learns by signing up who is here; the mailbox's owner does."""
    known = visitor.post("/sign-up/", NEW | {"email": people.aoki.email})
    unknown = Client().post("/sign-up/", NEW)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/sign-up/sent/")
    assert User.objects.filter(email=people.aoki.email).count() == 1
    assert "すでに登録されている" in letters.to(people.aoki.email)[-1]


def test_a_known_and_an_unknown_address_are_reset_alike(visitor: Client, letters: Letters, people: People) -> None:
    answers = [visitor.post("/password/reset/", {"email": each}) for each in (people.aoki.email, "who@who.test")]
    assert {(each.status_code, each.url) for each in answers} == {(302, "/password/reset/sent/")}
    assert "登録されていません" in letters.to("who@who.test")[-1]


def test_nobodys_mailbox_is_flooded_by_resets(visitor: Client, letters: Letters, people: People) -> None:
    with travel(ARRIVED_AT, tick=False) as clock:
        for _ in range(12):
            for _ in range(3):
                visitor.post("/password/reset/", {"email": people.aoki.email})
            clock.shift(timedelta(minutes=5))
    assert len(letters.to(people.aoki.email)) == 10


def test_a_password_is_reset_by_letter(visitor: Client, letters: Letters, people: People) -> None:
    visitor.post("/password/reset/", {"email": people.aoki.email})
    link = letters.link(people.aoki.email)
    form = visitor.get(link).url
    new = "atarashii-kotoba-77"
    assert visitor.post(form, {"password1": new, "password2": new}).url == "/password/reset/done/"
    people.aoki.refresh_from_db()
    assert people.aoki.check_password(new)
    assert "再設定" in letters.to(people.aoki.email)[-1]
    assert AuditEvent.objects.filter(verb="password_reset", subject_id=str(people.aoki.pk)).exists()
    assert "使えません" in Client().get(link).content.decode(), "the link opens once"


def test_a_person_in_business_registers_without_a_number(visitor: Client, letters: Letters) -> None:
    _signed_up(visitor, letters)
    unnumbered = COMPANY | {"corporate_number": "", "name": "大野木工所"}
    refused = visitor.post("/organisations/register/", unnumbered)
    assert refused.status_code == 422
    assert "個人事業主の方は、下の欄を選んでください" in refused.content.decode()
    assert visitor.post("/organisations/register/", unnumbered | {"has_no_number": "on"}).url == "/me/start/"
    company = Organisation.objects.get(name="大野木工所")
    assert company.corporate_number == ""
    [place] = actor_of(User.objects.get(email="ohno@ohno.test")).memberships
    assert (place.organisation_id, place.rights) == (company.pk, ALL_RIGHTS)


def test_a_number_and_none_contradict_each_other(visitor: Client, letters: Letters) -> None:
    _signed_up(visitor, letters)
    answer = visitor.post("/organisations/register/", COMPANY | {"has_no_number": "on"})
    assert answer.status_code == 422
    assert not Organisation.objects.filter(name=COMPANY["name"]).exists()
