"""Every address of the screening, tried by everybody whose business it is not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from records.models import AuditEvent
from records.rules.acts import LOOKS
from screening.models import GrantDecision, Release
from tests import screening_worlds as worlds
from tests.people import People, signed_in
from tests.worlds import CALL

STRANGERS = ("aoki", "baba", "chiba", "goto", "hara", "ito")
# A POST that carries nothing is answered before anybody is asked for: these are refused all the same.
_SHUT = (404, 405)


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from _patterns(each, inner)
        else:
            yield f"{prefix}{each.name}", each


NAMES_OF_SCREENING = sorted(name for name, _ in _patterns(get_resolver()) if name.startswith("screening:"))
_ARGUMENTS = {name: sorted(pattern.pattern.regex.groupindex) for name, pattern in _patterns(get_resolver())}


def _known(people: People) -> dict[str, Any]:
    release: Release = worlds.drafted(people)
    decision = GrantDecision.objects.select_related("case").filter(release=release).earliest("pk")
    assignment = decision.case.assignments.earliest("assigned_at")
    return {
        "call": CALL,
        "assignment_id": assignment.pk,
        "case_id": decision.case_id,
        "reviewer_id": people.fujii.pk,
        "user_id": people.endo.pk,
        "release_id": release.pk,
        "decision_id": decision.pk,
        "move": "remove",
        "kind": "csv",
        "criterion": "1-1",
        "bonus": "dx_plan",
        "number": 1,
        "size": "small",
    }


@pytest.fixture
def addresses(people: People) -> dict[str, str]:
    known = _known(people)
    return {
        name: reverse(name, kwargs={argument: known[argument] for argument in _ARGUMENTS[name]})
        for name in NAMES_OF_SCREENING
    }


def _answers(browser: Client, url: str) -> tuple[int, int]:
    return browser.get(url).status_code, browser.post(url, {"because": "理由"}).status_code


@pytest.mark.parametrize("name", STRANGERS)
def test_no_address_of_the_screening_is_there_for_a_stranger(
    people: People, addresses: dict[str, str], name: str
) -> None:
    browser = signed_in(people.user(name))
    for address, url in addresses.items():
        looked, posted = _answers(browser, url)
        assert looked in _SHUT, address
        assert posted in _SHUT, address


def test_no_address_of_the_office_is_there_for_a_reviewer(people: People, addresses: dict[str, str]) -> None:
    browser = signed_in(people.fujii)
    for address, url in addresses.items():
        if url.startswith("/office/"):
            looked, posted = _answers(browser, url)
            assert looked in _SHUT, address
            assert posted in _SHUT, address


def test_nobody_is_asked_to_sign_in_first(people: People, addresses: dict[str, str]) -> None:
    browser = Client()
    for address, url in addresses.items():
        looked, posted = _answers(browser, url)
        assert looked in (302, 401, 405), address
        assert posted in (302, 401, 405), address


def test_the_auditor_looks_and_changes_nothing(people: People, addresses: dict[str, str]) -> None:
    browser, before = signed_in(people.jinnai), _acts()
    for address, url in addresses.items():
        _, posted = _answers(browser, url)
        assert posted in (200, 404, 405, 409, 422), address
    assert _acts() == before


def _acts() -> int:
    return AuditEvent.objects.exclude(verb__in=LOOKS).count()
