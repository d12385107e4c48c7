"""The people of every test. They came in through the real services, so that nobody is what nobody could become.

Aoki applies with every right; Baba, of the same company, only looks; Chiba's company is a rival. Doi is staff of the
secretariat and Honda its head; Endo and Fujii review; Goto advises for the lead institution and Hara for another; Ito
administers; Jinnai audits; and `nobody` has not signed in.
"""

from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client

from accounts.actor import NOBODY, Actor, actor_of
from accounts.models import Organisation, User
from accounts.services.demonstration import settle_people
from accounts.services.second_factor import SHOWN_BY

ARRIVED_AT = datetime(2025, 4, 1, 0, 0, tzinfo=UTC)
NAMES = ("aoki", "baba", "chiba", "doi", "honda", "endo", "fujii", "goto", "hara", "ito", "jinnai")


@dataclass(frozen=True)
class People:
    """Users by name, and their organisations."""

    aoki: User
    baba: User
    chiba: User
    doi: User
    honda: User
    endo: User
    fujii: User
    goto: User
    hara: User
    ito: User
    jinnai: User
    company: Organisation
    rival: Organisation
    secretariat: Organisation
    lead_institution: Organisation
    other_institution: Organisation
    panel: Organisation
    authority: Organisation

    def user(self, name: str) -> User | None:
        """The user of this name; None is nobody."""
        user: User | None = None if name == "nobody" else getattr(self, name)
        return user

    def actor(self, name: str) -> Actor:
        """The person of this name as policies see one."""
        return actor_of(self.user(name))


def everybody(password: str | None = None) -> People:
    """Let everybody in; without a password nobody can sign in by one, which spares the hashing."""
    settled = settle_people(password=password, at=ARRIVED_AT, domain="test")
    return People(
        **settled.users,
        company=settled.company,
        rival=settled.rival,
        secretariat=settled.secretariat,
        lead_institution=settled.lead_institution,
        other_institution=settled.other_institution,
        panel=settled.panel,
        authority=settled.authority,
    )


def signed_in(user: User | None) -> Client:
    """A browser in which this person has signed in, with the second factor where the role asks for one."""
    client = Client()
    if user is not None:
        client.force_login(user)
        session = client.session
        session[SHOWN_BY] = str(user.pk)
        session.save()
    return client


# Who came in first, and every row they left: to come in takes hundreds of queries, and nearly every test has people.
_CAME_IN: list[tuple[People, list[list[Model]]]] = []


@pytest.fixture
def people(db: None) -> People:
    """Everybody, without passwords. They come in once; tests that are rolled back begin with the rows this left."""
    if not connection.in_atomic_block:
        return everybody()
    if not _CAME_IN:
        before = {model: set(keys) for model, keys in _keys()}
        arrived = everybody()
        _CAME_IN.append((deepcopy(arrived), list(_rows_since(before))))
        return arrived
    arrived, left = _CAME_IN[0]
    for rows in left:
        type(rows[0])._base_manager.bulk_create([copy(row) for row in rows])
    return deepcopy(arrived)


def _keys() -> Iterator[tuple[type[Model], list[object]]]:
    for model in apps.get_models():
        yield model, list(model._base_manager.order_by("pk").values_list("pk", flat=True))


def _rows_since(before: dict[type[Model], set[object]]) -> Iterator[list[Model]]:
    for model, keys in _keys():
        if new := [key for key in keys if key not in before[model]]:
            yield list(model._base_manager.filter(pk__in=new).order_by("pk"))


__all__ = ["ARRIVED_AT", "NAMES", "NOBODY", "People", "everybody", "people", "signed_in"]
