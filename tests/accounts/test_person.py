"""What a person changes of oneself: the name at once, the address only when its mailbox has answered."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import EmailChange, User
from accounts.policies import Why
from accounts.services.demonstration import settle_demonstration
from accounts.services.email_changes import ask_for_email, change_email
from accounts.services.people import change_name
from accounts.services.refusals import Refused
from records.models import AuditEvent, Message
from tests.accounts.conftest import PASSWORD
from tests.accounts.letters import Letters
from tests.people import ARRIVED_AT, People, signed_in

pytestmark = pytest.mark.django_db

NEW = "hanako@aoki.test"


def _inside(knowing: People) -> Client:
    """A browser in which Aoki has just typed her password."""
    browser = Client()
    browser.post("/sign-in/", {"login": knowing.aoki.email, "password": PASSWORD})
    return browser


def test_a_name_is_changed_and_the_trail_holds_both(people: People) -> None:
    inside = signed_in(people.aoki)
    assert inside.post("/me/name/", {"name": " 青木　華子 "}).url == "/me/"
    assert "青木　華子" in inside.get("/me/").content.decode()
    event = AuditEvent.objects.get(verb="change_name")
    assert (event.changes, event.actor_id) == ({"name": ["青木 花子", "青木　華子"]}, people.aoki.pk)
    inside.post("/me/name/", {"name": "青木　華子"})
    assert AuditEvent.objects.filter(verb="change_name").count() == 1, "no change is no event"


@pytest.mark.parametrize("name", ["", "青木\n事務局より", "青木\u202e子花", "https://aoki.test/", "WWW.aoki.test"])
def test_a_name_that_could_pass_for_something_else_is_refused(people: People, name: str) -> None:
    """Names stand in letters that the house writes: they bring neither lines nor links of their own."""
    answer = signed_in(people.aoki).post("/me/name/", {"name": name})
    assert answer.status_code == 422
    assert 'href="#id_name"' in answer.content.decode()


def test_nobody_is_renamed_by_others(people: People) -> None:
    with pytest.raises(Refused, match="not_oneself"):
        change_name(actor=people.actor("doi"), user=people.aoki, name="x", at=ARRIVED_AT)


def test_an_address_is_changed_by_its_own_mailbox(knowing: People, letters: Letters) -> None:
    inside = _inside(knowing)
    assert inside.post("/me/email/", {"email": "Hanako@Aoki.test"}).url == "/me/"
    assert "確認を待っています" in inside.get("/me/").content.decode()
    assert User.objects.get(pk=knowing.aoki.pk).email == knowing.aoki.email, "asking changes nothing"
    link, elsewhere = letters.link(NEW), Client()
    page = elsewhere.get(link).content.decode()
    assert "青木 花子さん" in page
    assert knowing.aoki.email in page, "whoever opens a stranger's letter sees whose it is"
    assert User.objects.get(pk=knowing.aoki.pk).email == knowing.aoki.email, "looking changes nothing"
    assert elsewhere.post(link).url == "/me/"
    assert SESSION_KEY not in elsewhere.session, "the letter proves a mailbox and signs nobody in"
    assert User.objects.get(pk=knowing.aoki.pk).email == NEW
    [known] = EmailAddress.objects.filter(user=knowing.aoki)
    assert (known.email, known.verified, known.primary) == (NEW, True, True)
    assert "別のアドレスに変わりました" in letters.to(knowing.aoki.email)[-1], "the mailbox that is left is told"
    assert NEW not in letters.to(knowing.aoki.email)[-1]
    asked, changed = (AuditEvent.objects.get(verb=verb) for verb in ("ask_for_email", "change_email"))
    assert asked.changes == changed.changes == {"email": [knowing.aoki.email, NEW]}
    assert Client().post("/sign-in/", {"login": NEW, "password": PASSWORD}).url == "/me/start/"
    assert Client().post("/sign-in/", {"login": knowing.aoki.email, "password": PASSWORD}).status_code == 200
    assert Client().post(link).status_code == 404, "the letter works once"


def test_the_password_is_asked_before_the_address(knowing: People) -> None:
    unattended = signed_in(knowing.aoki)
    for answer in (unattended.get("/me/email/"), unattended.post("/me/email/", {"email": NEW})):
        assert answer.url.startswith("/sign-in/again/")
    assert not EmailChange.objects.exists()
    assert unattended.post("/sign-in/again/?next=/me/email/", {"password": PASSWORD}).url == "/me/"
    assert EmailChange.objects.get().email == NEW, "what was typed meanwhile is not lost"
    assert unattended.get("/me/email/").status_code == 200


def test_an_address_that_nobody_has_proven_opens_nothing(knowing: People, letters: Letters) -> None:
    """Mistyped, it may be a stranger's mailbox: it signs nobody in and no password is chosen by it."""
    _inside(knowing).post("/me/email/", {"email": NEW})
    assert Client().post("/sign-in/", {"login": NEW, "password": PASSWORD}).status_code == 200
    Client().post("/password/reset/", {"email": NEW})
    assert "登録されていません" in letters.to(NEW)[-1]


def test_whose_address_is_taken_is_told_to_its_mailbox_alone(knowing: People, letters: Letters) -> None:
    known, unknown = _inside(knowing), _inside(knowing)
    told = [
        browser.post("/me/email/", {"email": email}, follow=True).content.decode().replace(email, "@")
        for browser, email in ((unknown, NEW), (known, knowing.chiba.email))
    ]
    assert told[0].split("<main")[1].split("csrf")[0] == told[1].split("<main")[1].split("csrf")[0]
    assert "すでに登録されている" in letters.to(knowing.chiba.email)[-1]
    assert "/email-changes/" not in letters.to(knowing.chiba.email)[-1]


def test_an_address_taken_meanwhile_stays_with_who_proved_it_first(people: People) -> None:
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return token

    for name in ("aoki", "chiba"):
        ask_for_email(actor=people.actor(name), email=NEW, link_to=link_to, at=ARRIVED_AT)
    change_email(token=tokens[1], at=ARRIVED_AT)
    with pytest.raises(Refused) as refusal:
        change_email(token=tokens[0], at=ARRIVED_AT)
    assert refusal.value.why is Why.EMAIL_TAKEN
    assert User.objects.get(email=NEW) == people.chiba


def test_a_wish_ends_by_a_newer_one_by_time_and_by_taking_it_back(knowing: People, letters: Letters) -> None:
    inside = _inside(knowing)
    inside.post("/me/email/", {"email": NEW})
    first = letters.link(NEW)
    inside.post("/me/email/", {"email": NEW})
    second = letters.link(NEW)
    assert Client().get(first).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert Client().get(second).status_code == 404
        assert Client().post(second).status_code == 404
    assert inside.post("/me/email/keep/").url == "/me/"
    assert Client().get(second).status_code == 404
    assert "確認を待っています" not in inside.get("/me/").content.decode()
    assert AuditEvent.objects.filter(verb="withdraw_email_change").count() == 1


def test_the_same_address_is_no_change(knowing: People) -> None:
    answer = _inside(knowing).post("/me/email/", {"email": knowing.aoki.email.upper()})
    assert answer.status_code == 422
    assert "いまと同じです" in answer.content.decode()


def test_nobodys_mailbox_is_flooded(knowing: People) -> None:
    inside = _inside(knowing)
    answers = [inside.post("/me/email/", {"email": f"n{number}@aoki.test"}).status_code for number in range(6)]
    assert answers == [302] * 5 + [429]
    assert Message.objects.filter(kind="confirm_email_change").count() == 5


def test_a_sign_in_of_the_demonstration_stays_in_it(settings: Settings) -> None:
    """Its password is public: under a real address it would outlive the demonstration."""
    settings.DEMONSTRATION = True
    inside = signed_in(settle_demonstration(at=ARRIVED_AT).users["aoki"])
    page = inside.post("/me/email/", {"email": NEW}, follow=True).content.decode()
    assert "みんなで使うため、変更できません" in page
    assert not EmailChange.objects.exists()


def test_the_token_is_not_in_the_database(knowing: People, letters: Letters) -> None:
    _inside(knowing).post("/me/email/", {"email": NEW})
    token = letters.link(NEW).split("/")[2]
    assert not EmailChange.objects.filter(token_sha256=token).exists()
    assert not AuditEvent.objects.filter(changes__icontains=token).exists()
    assert Message.objects.get(to=NEW).is_secret
