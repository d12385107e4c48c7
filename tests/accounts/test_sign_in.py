"""Signing in and out, and what a stranger learns by trying."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.accounts.letters import Letters
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db


def _try(visitor: Client, email: str, password: str) -> object:
    return visitor.post("/sign-in/", {"login": email, "password": password})


def test_signed_in_by_address_however_it_is_capitalised(knowing: People, visitor: Client) -> None:
    assert _try(visitor, "AOKI@Aoki.TEST", PASSWORD).url == "/me/start/"  # type: ignore[attr-defined]
    page = visitor.get("/me/").content.decode()
    assert "青木 花子(株式会社青木製作所)" in page
    assert "ログアウト" in page


def test_sign_in_goes_on_to_the_page_that_was_asked_for_and_nowhere_else(knowing: People) -> None:
    asked = {"login": knowing.aoki.email, "password": PASSWORD, "next": "/me/"}
    assert Client().post("/sign-in/", asked).url == "/me/"
    assert Client().post("/sign-in/", asked | {"next": "https://elsewhere.example/"}).url == "/me/start/"


def test_a_wrong_password_and_an_unknown_address_are_told_alike(knowing: People, visitor: Client) -> None:
    wrong = _try(visitor, knowing.aoki.email, "nope-nope-nope")
    unknown = _try(visitor, "who@who.test", "nope-nope-nope")
    sentence = "メールアドレスかパスワードが違います。"
    for answer in (wrong, unknown):
        assert sentence in answer.content.decode()  # type: ignore[attr-defined]
    bodies = {
        answer.content.decode()
        .replace(email, "")  # type: ignore[attr-defined]
        .split("<main")[1]
        .split('name="csrfmiddlewaretoken"')[0]
        for answer, email in ((wrong, knowing.aoki.email), (unknown, "who@who.test"))
    }
    assert len(bodies) == 1


def test_five_wrong_passwords_lock_the_address_out_and_nobody_else(knowing: People, visitor: Client) -> None:
    for _ in range(5):
        _try(visitor, knowing.aoki.email, "nope-nope-nope")
    locked = _try(visitor, knowing.aoki.email, PASSWORD)
    assert locked.status_code == 200  # type: ignore[attr-defined]
    assert "しばらくログインできません" in locked.content.decode()  # type: ignore[attr-defined]
    assert _try(Client(), knowing.chiba.email, PASSWORD).url == "/me/start/"  # type: ignore[attr-defined]


def test_who_comes_too_often_is_told_so_on_our_page(visitor: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    _try(visitor, "who@who.test", "nope-nope-nope")
    answer = _try(visitor, "who@who.test", "nope-nope-nope")
    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert "いったん止めています" in answer.content.decode()  # type: ignore[attr-defined]


def test_sign_out_is_a_post(knowing: People) -> None:
    inside = signed_in(knowing.aoki)
    assert inside.get("/sign-out/").status_code == 200
    assert inside.get("/me/").status_code == 200
    assert inside.post("/sign-out/").status_code == 302
    assert inside.get("/me/").status_code == 302


def test_a_session_lasts_half_a_day_and_is_extended_by_a_button(knowing: People, visitor: Client) -> None:
    _try(visitor, knowing.aoki.email, PASSWORD)
    begun = Session.objects.get().expire_date
    assert timedelta(hours=11, minutes=59) < begun - timezone.now() <= timedelta(hours=12)
    assert "data-session-ends" in visitor.get("/me/").content.decode()
    answer = visitor.post("/me/session/")
    assert answer.json()["ends_at"] > begun.isoformat()
    assert Session.objects.get().expire_date > begun


def test_a_changed_password_ends_the_other_sessions_and_is_told_by_letter(
    knowing: People, visitor: Client, letters: Letters
) -> None:
    _try(visitor, knowing.aoki.email, PASSWORD)
    elsewhere = signed_in(knowing.aoki)
    new = "atarashii-kotoba-77"
    answer = visitor.post("/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302, answer.content.decode()
    assert visitor.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    assert "パスワードが変わりました" in letters.to(knowing.aoki.email)[-1]


def test_a_session_planted_before_sign_in_is_worth_nothing_after_it(knowing: People, visitor: Client) -> None:
    planted = visitor.session.session_key
    _try(visitor, knowing.aoki.email, PASSWORD)
    assert visitor.session.session_key != planted
    other = Client()
    other.cookies["sessionid"] = str(planted)
    assert other.get("/me/").status_code == 302


def test_a_post_from_another_site_is_refused(knowing: People) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("/sign-in/", "/sign-up/", "/sign-out/", "/password/reset/", "/me/name/", "/me/email/"):
        assert strict.post(address, {}).status_code == 403, address


def test_a_person_who_is_shut_out_is_out_at_once(knowing: People, visitor: Client) -> None:
    _try(visitor, knowing.aoki.email, PASSWORD)
    User.objects.filter(pk=knowing.aoki.pk).update(is_active=False)
    assert visitor.get("/me/").status_code == 302
    assert _try(Client(), knowing.aoki.email, PASSWORD).url == "/sign-in/closed/"  # type: ignore[attr-defined]
