"""Whoever reads other people's files shows more than a password, in every session, and the demonstration's code opens nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.rules.demonstration import DEMONSTRATION_CODE, DEMONSTRATION_PASSWORD
from accounts.services.demonstration import settle_demonstration
from accounts.services.second_factor import give_authenticator
from accounts.views.adapter import SecondFactorAdapter
from tests.accounts.conftest import PASSWORD
from tests.accounts.letters import Letters
from tests.people import ARRIVED_AT, NAMES, People, signed_in

pytestmark = pytest.mark.django_db

OBLIGED = sorted(set(NAMES) - {"aoki", "baba", "chiba"})


def _by_password(visitor: Client, user: User, password: str = PASSWORD) -> str:
    answer = visitor.post("/sign-in/", {"login": user.email, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


def _code_now(user: User) -> str:
    secret = Authenticator.objects.get(user=user, type="totp").wrap().instance.data["secret"]
    return _code_of(SecondFactorAdapter().decrypt(secret))


def _code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.parametrize("name", OBLIGED)
def test_each_obliged_role_is_sent_to_the_set_up_from_every_page(knowing: People, visitor: Client, name: str) -> None:
    user = knowing.user(name)
    assert user is not None
    _by_password(visitor, user)
    for page in ("/me/", "/me/start/", f"/organisations/{knowing.company.pk}/members/", "/"):
        assert visitor.get(page).url == "/second-factor/", page
    assert visitor.post(f"/organisations/{knowing.secretariat.pk}/invite/", {}).url == "/second-factor/"
    assert "先に設定してください" in visitor.get("/second-factor/").content.decode()


@pytest.mark.parametrize("name", ["aoki", "baba", "chiba"])
def test_an_applicant_may_but_need_not(knowing: People, visitor: Client, name: str) -> None:
    user = knowing.user(name)
    assert user is not None
    _by_password(visitor, user)
    assert visitor.get("/me/").status_code == 200
    assert "先に設定してください" not in visitor.get("/second-factor/").content.decode()


def test_an_app_is_set_up_and_then_asked_for(knowing: People, visitor: Client) -> None:
    _by_password(visitor, knowing.doi)
    page = visitor.get("/second-factor/app/")
    assert page.status_code == 200, "the password was given a moment ago"
    secret = page.context["form"].secret
    refused = visitor.post("/second-factor/app/", {"code": "000000"})
    assert 'href="#id_code"' in refused.content.decode()
    assert visitor.post("/second-factor/app/", {"code": _code_of(secret)}).url == "/second-factor/recovery-codes/"
    assert visitor.get("/me/").status_code == 200
    assert secret not in str(Authenticator.objects.get(user=knowing.doi, type="totp").data), "sealed at rest"
    codes = visitor.get("/second-factor/recovery-codes/").context["unused_codes"]

    later = Client()
    assert _by_password(later, knowing.doi) == "/second-factor/code/"
    assert later.get("/me/").url.startswith("/sign-in/"), "half signed in is not signed in"
    assert later.post("/second-factor/code/", {"code": codes[0]}).url == "/me/start/"
    assert later.get("/me/").status_code == 200
    again = Client()
    _by_password(again, knowing.doi)
    assert again.post("/second-factor/code/", {"code": codes[0]}).status_code == 200, "a recovery code opens once"


def test_a_session_from_before_the_set_up_is_asked_too(knowing: People, visitor: Client) -> None:
    """Somebody who knew the password and was in already does not come in by the owner's set-up, nor beside it."""
    _by_password(visitor, knowing.doi)
    give_authenticator(knowing.doi)
    assert visitor.get("/me/").url == "/second-factor/again/?next=%2Fme%2F"
    for page in ("", "app/", "app/remove/", "passkeys/add/", "recovery-codes/", "recovery-codes/renew/"):
        for answer in (visitor.get(f"/second-factor/{page}"), visitor.post(f"/second-factor/{page}")):
            assert answer.url.startswith("/second-factor/again/"), page
    asked = visitor.get("/second-factor/again/").content.decode()
    assert "パスワードで確かめる" not in asked, "the password is known; it is the other one that is owed"
    assert visitor.post("/second-factor/again/", {"code": "111111"}).status_code == 200
    assert visitor.get("/me/").status_code == 302
    shown = visitor.post("/second-factor/again/?next=/me/", {"code": _code_now(knowing.doi)})
    assert shown.url == "/me/"
    assert visitor.get("/me/").status_code == 200


def test_who_removes_the_last_factor_sets_another_up_at_once(knowing: People, visitor: Client) -> None:
    _by_password(visitor, knowing.doi)
    secret = visitor.get("/second-factor/app/").context["form"].secret
    visitor.post("/second-factor/app/", {"code": _code_of(secret)})
    assert visitor.get("/me/").status_code == 200
    visitor.post("/second-factor/app/remove/")
    assert visitor.get("/me/").url == "/second-factor/"
    secret = visitor.get("/second-factor/app/").context["form"].secret
    visitor.post("/second-factor/app/", {"code": _code_of(secret)})
    assert visitor.get("/me/").status_code == 200


def test_a_code_of_an_app_opens_once_as_long_as_a_clock_would_take_it(knowing: People) -> None:
    give_authenticator(knowing.doi)
    with time_machine.travel(datetime(2026, 1, 1, 3, 0, 1, tzinfo=UTC), tick=False) as clock:
        seen = _code_now(knowing.doi)
        first, second = Client(), Client()
        _by_password(first, knowing.doi)
        assert first.post("/second-factor/code/", {"code": seen}).url == "/me/start/"
        _by_password(second, knowing.doi)
        clock.shift(timedelta(seconds=40))
        assert second.post("/second-factor/code/", {"code": seen}).status_code == 200, "read over a shoulder"
        assert second.get("/me/").status_code == 302


def test_a_password_that_was_reset_is_not_a_second_factor(knowing: People, visitor: Client, letters: Letters) -> None:
    give_authenticator(knowing.doi)
    visitor.post("/password/reset/", {"email": knowing.doi.email})
    form = visitor.get(letters.link(knowing.doi.email)).url
    new = "atarashii-kotoba-77"
    visitor.post(form, {"password1": new, "password2": new})
    assert visitor.get("/me/").url.startswith("/sign-in/"), "choosing a password signs nobody in"
    assert _by_password(visitor, knowing.doi, new) == "/second-factor/code/"
    assert visitor.get("/me/").status_code == 302


def test_the_ways_to_prove_oneself_again_are_named_in_japanese(knowing: People, visitor: Client) -> None:
    give_authenticator(knowing.aoki)
    _by_password(visitor, knowing.aoki)
    visitor.post("/second-factor/code/", {"code": _code_now(knowing.aoki)})
    assert "認証アプリか回復コードで確かめる" in visitor.get("/sign-in/again/").content.decode()
    assert "パスワードで確かめる" in visitor.get("/second-factor/again/").content.decode()


@pytest.mark.parametrize("name", ["doi", "ito"])
def test_the_fixed_code_opens_the_demonstration(visitor: Client, settings: Settings, name: str) -> None:
    settings.DEMONSTRATION = True
    user = settle_demonstration(at=ARRIVED_AT).users[name]
    assert _by_password(visitor, user, DEMONSTRATION_PASSWORD) == "/second-factor/code/"
    assert visitor.post("/second-factor/code/", {"code": DEMONSTRATION_CODE}).url == "/me/start/"
    assert visitor.get("/me/").status_code == 200


def test_the_fixed_code_opens_nobody_else_in_the_demonstration(
    knowing: People, visitor: Client, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    give_authenticator(knowing.doi)
    _by_password(visitor, knowing.doi)
    assert visitor.post("/second-factor/code/", {"code": DEMONSTRATION_CODE}).status_code == 200
    assert visitor.get("/me/").status_code == 302


def test_outside_the_demonstration_its_people_and_its_code_are_refused(visitor: Client, settings: Settings) -> None:
    users = settle_demonstration(at=ARRIVED_AT).users
    answer = visitor.post("/sign-in/", {"login": users["doi"].email, "password": DEMONSTRATION_PASSWORD})
    assert answer.url == reverse("account_inactive")
    assert visitor.get("/me/").status_code == 302
    settings.DEMONSTRATION = True
    _by_password(visitor, users["doi"], DEMONSTRATION_PASSWORD)
    settings.DEMONSTRATION = False
    visitor.post("/second-factor/code/", {"code": DEMONSTRATION_CODE})
    assert visitor.get("/me/").status_code == 302
    inside = signed_in(users["aoki"])
    assert inside.get("/me/").status_code == 302, "nor does a session of before live on"


def test_the_sign_ins_stand_on_the_page_of_the_demonstration_alone(visitor: Client, settings: Settings) -> None:
    mails = 'href="/demonstration/mail/"'
    page = visitor.get("/sign-in/").content.decode()
    assert DEMONSTRATION_PASSWORD not in page
    assert mails not in page
    settings.DEMONSTRATION = True
    page = visitor.get("/sign-in/").content.decode()
    assert DEMONSTRATION_PASSWORD in page
    assert mails in page


def test_a_code_is_not_guessed_for_long(knowing: People, visitor: Client) -> None:
    give_authenticator(knowing.doi)
    _by_password(visitor, knowing.doi)
    for _ in range(6):
        answer = visitor.post("/second-factor/code/", {"code": "111111"})
    assert "しばらく" in answer.content.decode()
    assert visitor.post("/second-factor/code/", {"code": _code_now(knowing.doi)}).status_code == 200


def test_a_person_who_set_one_up_freely_is_asked_too(knowing: People, visitor: Client) -> None:
    give_authenticator(knowing.aoki)
    assert _by_password(visitor, knowing.aoki) == "/second-factor/code/"
    assert visitor.post("/second-factor/code/", {"code": _code_now(knowing.aoki)}).url == "/me/start/"


def test_what_everybody_signs_in_with_stays_as_it_is(visitor: Client, letters: Letters, settings: Settings) -> None:
    """A visitor of the demonstration locks out no other."""
    settings.DEMONSTRATION = True
    doi = settle_demonstration(at=ARRIVED_AT).users["doi"]
    _by_password(visitor, doi, DEMONSTRATION_PASSWORD)
    visitor.post("/second-factor/code/", {"code": DEMONSTRATION_CODE})
    new = "atarashii-kotoba-77"
    changed = visitor.post(
        "/password/change/", {"oldpassword": DEMONSTRATION_PASSWORD, "password1": new, "password2": new}
    )
    assert "みんなで使うため" in changed.content.decode()
    assert "みんなで使うため" in visitor.post("/second-factor/app/remove/").content.decode()
    visitor.post("/password/reset/", {"email": doi.email})
    form = visitor.get(letters.link(doi.email)).url
    assert "みんなで使うため" in visitor.post(form, {"password1": new, "password2": new}).content.decode()
    doi.refresh_from_db()
    assert doi.check_password(DEMONSTRATION_PASSWORD)
    again = Client()
    _by_password(again, doi, DEMONSTRATION_PASSWORD)
    assert again.post("/second-factor/code/", {"code": DEMONSTRATION_CODE}).url == "/me/start/"
