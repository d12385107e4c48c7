"""The commands about people, as the person at the keyboard uses them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.actor import actor_of
from accounts.models import User
from accounts.rules.demonstration import DEMONSTRATION_CODE, DEMONSTRATION_PASSWORD
from accounts.rules.roles import Role
from records.models import AuditEvent
from tests.accounts.letters import Letters
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db


def _run(*words: str) -> str:
    told = StringIO()
    call_command(*words, stdout=told)
    return told.getvalue()


def test_the_demonstration_is_settled_once_and_told_each_time(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    first = _run("settle_demonstration")
    count = User.objects.count()
    assert _run("settle_demonstration") == first
    assert User.objects.count() == count == 11
    for word in (DEMONSTRATION_PASSWORD, DEMONSTRATION_CODE, "aoki@aoki.example", "jinnai@authority.example"):
        assert word in first


def test_no_demonstration_is_settled_in_a_real_house() -> None:
    with pytest.raises(CommandError):
        _run("settle_demonstration")
    assert not User.objects.exists()


def test_a_real_house_begins_with_its_administrator(visitor: Client, letters: Letters) -> None:
    _run("open_secretariat", "事務局", "伊藤 九美", "Ito@Office.test")
    ito = User.objects.get(email="ito@office.test")
    assert actor_of(ito).has(Role.ADMINISTRATOR)
    visitor.post("/password/reset/", {"email": "ito@office.test"})
    form = visitor.get(letters.link("ito@office.test")).url
    new = "atarashii-kotoba-77"
    visitor.post(form, {"password1": new, "password2": new})
    assert visitor.post("/sign-in/", {"login": "ito@office.test", "password": new}).url == "/me/start/"
    assert visitor.get("/me/").url == "/second-factor/", "and then a second factor"
    with pytest.raises(CommandError):
        _run("open_secretariat", "事務局", "だれか", "other@office.test")
    assert not User.objects.filter(email="other@office.test").exists()


def test_a_sign_in_in_wrong_hands_is_closed_at_once_and_opened_again(people: People) -> None:
    inside = signed_in(people.aoki)
    assert inside.get("/me/").status_code == 200
    words = ("close_sign_in", people.aoki.email, "--by", people.ito.email, "--because", "本人から電話")
    assert people.aoki.email in _run(*words)
    assert inside.get("/me/").status_code == 302
    event = AuditEvent.objects.get(verb="close_sign_in")
    assert (event.actor_id, event.because, event.subject_id) == (people.ito.pk, "本人から電話", str(people.aoki.pk))
    _run(*words)
    assert AuditEvent.objects.filter(verb="close_sign_in").count() == 1
    _run(*words, "--open")
    assert User.objects.get(pk=people.aoki.pk).is_active


@pytest.mark.parametrize(
    ("of", "by"), [("aoki@aoki.test", "doi@secretariat.test"), ("who@who.test", "ito@secretariat.test")]
)
def test_a_sign_in_is_closed_by_an_administrator_who_names_somebody(people: People, of: str, by: str) -> None:
    with pytest.raises(CommandError):
        _run("close_sign_in", of, "--by", by, "--because", "x")
    assert not User.objects.filter(is_active=False).exists()
