"""Every address × person × method: what is found is what addresses.toml says, and looking writes nothing.

Whoever finds nothing, or is asked to sign in, changes nothing either, whatever is posted.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import resolve
from time_machine import travel

from accounts.actor import actor_of
from accounts.models import User
from accounts.rules.roles import needs_second_factor
from accounts.services.second_factor import SHOWN_BY, give_authenticator
from applications.services.calls import open_demonstration
from tests import worlds
from tests.people import everybody
from tests.policies.addresses import ALWAYS, EVERYBODY, METHODS, addresses, table
from tests.policies.places import Places, colleague_who_fills_in, furnished

pytestmark = pytest.mark.django_db

ADDRESSES = addresses()
_WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(?P<table>\w+)"')
_REFUSALS = {"404", "sign_in"}
_SESSIONS = "django_session"


@dataclass(frozen=True)
class World:
    """The furnished house, and everybody's key to it."""

    places: Places
    sessions: dict[str, str]

    def browser(self, person: str) -> Client:
        """A browser in which this person has just signed in, by password and, where asked for, a second factor."""
        client = Client()
        if person in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        return client


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for every cell: whatever a visit changes is taken back after it."""
    with django_db_blocker.unblock(), travel(worlds.AT, tick=False), transaction.atomic():
        yield _world()
        transaction.set_rollback(True)


def _world() -> World:
    people = everybody()
    kubo = colleague_who_fills_in(people, at=worlds.AT, password=None)
    User.objects.update(password=make_password("one for all"))
    worlds.published_call()
    shown = open_demonstration(call_id=worlds.CALL, folders=settings.CALLS_FOLDERS, actor_label="tests", at=worlds.AT)
    places = furnished(people, kubo, open_call=shown.call_id, sent_call=worlds.CALL, sent_at=worlds.AT, now=worlds.AT)
    users = {name: kubo if name == "kubo" else people.user(name) for name in EVERYBODY}
    return World(places, {name: _key_of(User.objects.get(pk=user.pk)) for name, user in users.items() if user})


def _key_of(user: User) -> str:
    if needs_second_factor(actor_of(user).roles):
        give_authenticator(user)
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, "password")
    request.session[SHOWN_BY] = str(user.pk)
    request.session.save()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _told(answer: HttpResponseBase) -> str:
    """A status, or the name of the page that one is sent to."""
    if answer.status_code not in {301, 302, 303}:
        return str(answer.status_code)
    name = resolve(answer["Location"].split("?")[0].split("#")[0]).view_name
    return "sign_in" if name == "account_login" else name


@dataclass(frozen=True)
class Visit:
    """What one person found, which tables that wrote to, and what kind of answer it was."""

    told: str
    wrote: frozenset[str]
    content_type: str


class Writes:
    """Notes the tables that are written to, the session apart."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Let a statement through, and note what it changes."""
        found = _WRITE.match(sql)
        if found and found["table"] != _SESSIONS:
            self.tables.add(found["table"])
        return execute(sql, *rest)


def visit(world: World, method: str, url: str, person: str) -> Visit:
    """Go there, and take everything back."""
    browser, writes = world.browser(person), Writes()
    cache.clear()
    with transaction.atomic(), connection.execute_wrapper(writes):
        answer = getattr(browser, method)(url)
        told = _told(answer)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return Visit(told, frozenset(writes.tables), answer.get("Content-Type", ""))


CELLS = [
    pytest.param(name, subject, id=f"{name}-{subject}")
    for name, row in table().items()
    for subject in row.answers["get"]
]


def test_every_address_has_its_row_and_no_row_is_left_over(world: World) -> None:
    wanted = {name: set(world.places.subjects_at(address)) for name, address in ADDRESSES.items()}
    for method in METHODS:
        assert {name: set(row.answers[method]) for name, row in table().items()} == wanted


@pytest.mark.parametrize(("name", "subject"), CELLS)
def test_everybody_finds_what_the_table_says_and_looking_writes_nothing(world: World, name: str, subject: str) -> None:
    row, wrote, kinds = table()[name], set[str](), set[str]()
    for url in world.places.urls(ADDRESSES[name], subject):
        seen = {person: visit(world, "get", url, person) for person in EVERYBODY}
        assert {person: each.told for person, each in seen.items()} == row.answers["get"][subject], url
        wrote |= set[str]().union(*(each.wrote for each in seen.values()))
        kinds |= {each.content_type for each in seen.values() if each.told == "200"}
    assert wrote <= row.writes
    assert all(kind.startswith("text/html") is not row.is_download for kind in kinds), kinds


@pytest.mark.parametrize(("name", "subject"), CELLS)
def test_an_empty_post_is_answered_as_the_table_says_and_changes_nothing_for_others(
    world: World, name: str, subject: str
) -> None:
    row, changed_by = table()[name], set[str]()
    for url in world.places.urls(ADDRESSES[name], subject, shown=False):
        seen = {person: visit(world, "post", url, person) for person in EVERYBODY}
        assert {person: each.told for person, each in seen.items()} == row.answers["post"][subject], url
        changed_by |= {person for person, each in seen.items() if each.wrote}
    assert changed_by == row.changed_by.get(subject, frozenset())


def test_whoever_has_signed_in_is_led_to_a_page_that_is_there(world: World) -> None:
    rows, landing = table(), table()["accounts:landing"].answers["get"][ALWAYS]
    for person in world.sessions:
        assert rows[landing[person]].answers["get"][ALWAYS][person] == "200", person


def test_who_is_refused_changes_nothing() -> None:
    for name, row in table().items():
        for subject, changed_by in row.changed_by.items():
            refused = {each for each, answer in row.answers["post"][subject].items() if answer in _REFUSALS}
            assert not refused & changed_by, (name, subject)
