"""Every address of this floor: nobody writes by looking, sight and page agree, and each is walked by everybody."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, reverse

from accounts import urls
from accounts.models import Membership
from accounts.policies import may_view_organisation
from accounts.rules.roles import Role
from accounts.selectors import organisations_visible_to
from accounts.services.invitations import invite_colleague
from accounts.services.memberships import ask_to_join
from accounts.services.second_factor import give_authenticator
from tests.people import ARRIVED_AT, NAMES, NOBODY, People, signed_in

pytestmark = pytest.mark.django_db

EVERYBODY = (*NAMES, "nobody")
# Open to visitors: how one comes in, and what a letter opens. All else sends a visitor to the sign-in.
PUBLIC = {
    "account_login", "account_signup", "account_logout", "account_inactive", "account_email_verification_sent",
    "account_confirm_email", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_login_webauthn",
    "mfa_authenticate", "invitation",
}  # fmt: skip
# The first look at recovery codes is noted by the library, which is a record of a view.
NOTES_THE_VIEW = {"mfa_view_recovery_codes", "mfa_download_recovery_codes"}
_SESSION_TABLE = "django_session"


def _patterns(listed: Any = urls.urlpatterns) -> Iterator[URLPattern]:
    for each in listed:
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns)
        else:
            yield each


ADDRESSES = {pattern.name: pattern for pattern in _patterns()}


@pytest.fixture
def addresses(people: People) -> dict[str, str]:
    """Each address, with something that is there."""
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return token

    invitation = invite_colleague(
        actor=people.actor("aoki"),
        organisation=people.company,
        email="new@aoki.test",
        role=Role.APPLICANT_MEMBER,
        rights=frozenset(),
        link_to=link_to,
        at=ARRIVED_AT.replace(year=2099),
    )
    asked = ask_to_join(actor=people.actor("chiba"), company=people.company, at=ARRIVED_AT)
    baba = Membership.objects.get(user=people.baba)
    values = {
        "organisation_id": people.company.pk,
        "membership_id": baba.pk,
        "request_id": asked.pk,
        "invitation_id": invitation.pk,
        "token": tokens[0],
        "key": "nothing",
        "uidb36": "abc",
        "pk": 1,
    }
    return {str(name): _filled(pattern, values) for name, pattern in ADDRESSES.items()}


def _filled(pattern: URLPattern, values: dict[str, Any]) -> str:
    wanted = {key: values[key] for key in pattern.pattern.regex.groupindex}
    namespace = "accounts:" if pattern in urls.OWN else ""
    return reverse(f"{namespace}{pattern.name}", kwargs=wanted)


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_writes_by_looking(people: People, addresses: dict[str, str], name: str) -> None:
    """Only the session moves: who has looked is a matter of the session alone."""
    if (user := people.user(name)) is not None:
        give_authenticator(user)
    browser = signed_in(user)
    for address in set(addresses) - NOTES_THE_VIEW:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            browser.get(addresses[address])
        writes = [
            query["sql"]
            for query in caught.captured_queries
            if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"} and _SESSION_TABLE not in query["sql"]
        ]
        assert writes == [], address


@pytest.mark.parametrize("address", sorted(set(ADDRESSES) - PUBLIC))  # type: ignore[type-var]
def test_a_visitor_is_sent_to_the_sign_in(addresses: dict[str, str], address: str) -> None:
    browser = Client()
    answers = [browser.get(addresses[address]), browser.post(addresses[address])]
    for answer in answers:
        assert answer.status_code == 405 or answer.url.startswith("/sign-in/"), (address, answer.status_code)
    assert any(answer.status_code == 302 for answer in answers)


@pytest.mark.parametrize("address", sorted(PUBLIC))
def test_a_public_page_answers_a_visitor_in_our_look(addresses: dict[str, str], address: str) -> None:
    answer = Client().get(addresses[address])
    if answer.status_code == 302:
        assert address in {"account_logout", "mfa_authenticate", "mfa_login_webauthn"}
        return
    page = answer.content.decode()
    assert "産業DX補助金の窓口" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("name", EVERYBODY)
def test_sight_policy_and_page_agree(people: People, name: str) -> None:
    actor = people.actor(name)
    browser = signed_in(people.user(name))
    for organisation in (people.company, people.rival, people.secretariat, people.panel, people.lead_institution):
        is_seen = organisations_visible_to(actor).filter(pk=organisation.pk).exists()
        assert may_view_organisation(actor, organisation).is_allowed is is_seen
        if actor is not NOBODY:
            status = browser.get(f"/organisations/{organisation.pk}/members/").status_code
            assert status == (200 if is_seen else 404)


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_founds_offices(people: People, name: str) -> None:
    answer = signed_in(people.user(name)).post("/organisations/found/", {"kind": "panel", "name": "第2審査会"})
    assert (answer.status_code == 302 and "members" in answer.url) is (name in {"honda", "ito"})
