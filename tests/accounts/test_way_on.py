"""Whoever begins at a call and has no sign-in yet arrives at the beginning of that call's application, and nowhere else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.views.ways import is_own_address
from tests import worlds
from tests.accounts.letters import Letters
from tests.accounts.test_sign_up import COMPANY, NEW
from tests.people import People

pytestmark = pytest.mark.django_db

BEGIN = f"/applications/new/{worlds.CALL}/"
ELSEWHERE = (
    "https://elsewhere.test/",
    "//elsewhere.test/",
    "/\\elsewhere.test/",
    "///elsewhere.test/",
    "javascript:alert(1)",
    "http:elsewhere.test",
    "applications/",
    "",
)


def _link(page: str, words: str) -> str:
    """Where the link with these words leads."""
    found = re.search(rf'href="([^"]+)"[^>]*>{words}', page)
    assert found, words
    return found[1].replace("&amp;", "&")


def _asked_to_sign_up(visitor: Client) -> dict[str, str]:
    """Follow the pages as a newcomer does, to the form of sign-up."""
    sign_in = visitor.get(visitor.get(BEGIN).url).content.decode()
    form = visitor.get(_link(sign_in, "はじめて使うとき")).content.decode()
    return NEW | {"next": re.findall(r'name="next" value="([^"]+)"', form)[0]}


def test_from_the_call_to_its_application_by_sign_up(visitor: Client, letters: Letters) -> None:
    worlds.published_call()
    assert visitor.post("/sign-up/", _asked_to_sign_up(visitor)).url == "/sign-up/sent/"
    letter = letters.link("ohno@ohno.test")
    assert visitor.post(letter).url == BEGIN
    register = visitor.get(BEGIN).url
    assert register.startswith("/organisations/register/")
    page = visitor.get(register).content.decode()
    assert f'name="next" value="{BEGIN}"' in page
    assert "続けて申請を始められます" in page
    wrong = visitor.post(register, COMPANY | {"next": BEGIN, "corporate_number": "1"}).content.decode()
    assert f'name="next" value="{BEGIN}"' in wrong, "a slip does not lose the way"
    assert visitor.post(register, COMPANY | {"next": BEGIN}).url == BEGIN
    assert "大野木工有限会社" in visitor.get(BEGIN).content.decode()


def test_the_letter_opened_on_another_device_knows_the_way(visitor: Client, letters: Letters) -> None:
    worlds.published_call()
    visitor.post("/sign-up/", _asked_to_sign_up(visitor))
    telephone = Client()
    letter = letters.link("ohno@ohno.test")
    assert telephone.post(letter).url == BEGIN
    asked = telephone.get(BEGIN).url
    assert asked == f"/sign-in/?next={BEGIN}"
    signed_in = telephone.post(asked, {"login": "ohno@ohno.test", "password": NEW["password1"], "next": BEGIN})
    assert signed_in.url == BEGIN


@pytest.mark.parametrize("url", ELSEWHERE)
def test_no_way_leads_out_of_the_house(visitor: Client, letters: Letters, url: str) -> None:
    assert not is_own_address(url)
    visitor.post("/sign-up/", NEW | {"next": url})
    letter = letters.link("ohno@ohno.test")
    assert "next=" not in letter
    assert visitor.post(f"{letter}?next={url}").url == "/me/start/"
    assert visitor.post("/organisations/register/", COMPANY | {"next": url}).url == "/me/start/"
    signed_out = visitor.post("/sign-out/", {"next": url}).url
    assert signed_out.startswith("/")
    assert "elsewhere" not in signed_out
    again = Client().post("/sign-in/", {"login": "ohno@ohno.test", "password": NEW["password1"], "next": url})
    assert again.url == "/me/start/"


def test_who_waits_for_an_answer_is_told_so_wherever_work_would_begin(
    visitor: Client, letters: Letters, people: People
) -> None:
    visitor.post("/sign-up/", NEW)
    visitor.post(letters.link("ohno@ohno.test"))
    visitor.post(reverse("accounts:join"), {"corporate_number": people.company.corporate_number})
    assert visitor.get("/me/start/").url == "/me/"
    page = visitor.get("/me/").content.decode()
    assert "参加を申し出ています" in page
    assert "まだどの組織にも入っていません" not in page
    assert "参加を申し出ています" in visitor.get("/organisations/register/").content.decode()
