"""Whoever applies or advises walks through the whole house after a release and finds nothing of how it was decided.

Every address is asked for with every object there is, so that guessing one is part of the walk. A new address whose
arguments nobody has named here fails the test: it cannot be forgotten.
"""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
import time_machine
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.models import User
from applications.models import Application, FilePaper
from applications.rules.workflow import Move, Status
from records.models import IssuedPaper, Message
from screening.services.bonuses import decide_bonus
from tests import screening_worlds as worlds
from tests.case_worlds import JUDGEMENT
from tests.people import People, signed_in
from tests.policies.support_places import SUPPORT_PAGES, supported
from tests.walking import named_addresses, text_of
from tests.worlds import CALL

COMMENT, BECAUSE, TRIAL = "講評の目印ゐゑ", "判断の目印ゑゐ", "案の目印ヰヱ"
# Pooled points, and means as the contract writes them: no day, amount or count of this world is spelt so.
FIGURES = ("158", "79.000000", "40.500000", "83点", "75点", "36点", "45点")
WORDS = ("審査員", "足切り", "基準点", "採点票", "補欠", "1位", "2位", "below_cutoff", "議事録")
WALKERS = ("aoki", "baba", "chiba", "goto", "hara", "nobody")


@dataclass(frozen=True)
class Walk:
    """A screened and released round, and who scored it."""

    people: People
    secrets: tuple[str, ...]


@pytest.fixture
def walk(people: People) -> Iterator[Walk]:
    panel = worlds.opened_round(people)
    given = {"endo": 12, "kanda": 10, "endo_rival": 4, "fujii_rival": 5}
    for name, assignment in worlds.assigned(people, panel=panel).items():
        worlds.scored(assignment, points=given[name], comment=COMMENT)
    for case in (panel.case, panel.rival):
        decide_bonus(
            case_id=case.pk,
            bonus="dx_plan",
            points=0,
            evidence={},
            because=BECAUSE,
            actor=people.actor("doi"),
            at=worlds.OPENED_AT,
        )
        worlds.settle(case.pk, people=people)
    kept = worlds.scenario(people, panel, name=TRIAL)
    minutes = worlds.frozen(people, panel=panel, kept=kept)
    drafted = worlds.drafted(people, minutes=minutes)
    worlds.released(people, release=worlds.checked(people, release=worlds.prepared(people, release=drafted)))
    assert {each.status for each in Application.objects.all()} == {Status.GRANTED, Status.REFUSED}
    reviewers = tuple(user.name for user in (people.endo, people.fujii, panel.kanda))
    with time_machine.travel(worlds.RELEASED_AT, tick=True):
        yield Walk(people, (COMMENT, BECAUSE, TRIAL, *reviewers, *FIGURES, *WORDS))


def _keys(model: str) -> list[str]:
    return [str(pk) for pk in apps.get_model(model)._base_manager.values_list("pk", flat=True).order_by("pk")]


def _samples() -> Mapping[str, list[str]]:
    """Every value that an argument of an address can take in this world."""
    return {
        "call": [CALL],
        "application_id": _keys("applications.Application"),
        "line_id": _keys("applications.CostLine"),
        "attachment_id": [*_keys("records.Attachment"), str(next(iter(_keys("records.IssuedPaper"))))],
        "paper_id": _keys("records.IssuedPaper"),
        "award_id": _keys("awards.Award"),
        "case_id": _keys("screening.ScreeningCase"),
        "assignment_id": _keys("screening.Assignment"),
        "release_id": _keys("screening.Release"),
        "decision_id": _keys("screening.GrantDecision"),
        "scenario_id": _keys("screening.Scenario"),
        "reviewer_id": [
            str(user.pk) for user in User.objects.filter(assignments__isnull=False).distinct().order_by("pk")
        ],
        "user_id": _keys("accounts.User"),
        "organisation_id": _keys("accounts.Organisation"),
        "membership_id": _keys("accounts.Membership"),
        "request_id": _keys("accounts.JoinRequest"),
        "invitation_id": _keys("accounts.Invitation"),
        "move": [move.value for move in Move],
        "key": ["applicant", "costs", "project_plan"],
        "criterion": ["1-1"],
        "bonus": ["dx_plan"],
        "kind": ["csv", "xlsx"],
        "number": ["1"],
        "size": ["page"],
        "token": ["no-such-token"],
        "change_token": ["no-such-token"],
        "message_id": _keys("records.Message"),
        "uidb36": ["0"],
        "pk": ["1"],
    }


def _samples_of_a_case(people: People) -> Mapping[str, list[str]]:
    """The same for a case of a support institution, whose advisors walk too."""
    values = supported(people, at=worlds.RELEASED_AT)
    pages = {key: value for each in SUPPORT_PAGES.values() for page in each for key, value in page.items()}
    rows = [str(pk) for key, pk in values.items() if ":" in key]
    return {**{key: [str(value)] for key, value in {**pages, **values}.items()}, "row_id": rows}


def _urls(people: People) -> list[str]:
    known, found = _samples(), []
    samples = {
        key: list(dict.fromkeys([*known.get(key, ()), *more]))
        for key, more in {**dict.fromkeys(known, ()), **_samples_of_a_case(people)}.items()
    }
    for name, arguments in named_addresses(get_resolver().url_patterns):
        assert set(arguments) <= samples.keys(), f"{name}: name the values of {set(arguments) - samples.keys()}"
        for values in itertools.product(*(samples[each] for each in arguments)):
            try:
                found.append(reverse(name, kwargs=dict(zip(arguments, values, strict=True))))
            except NoReverseMatch as error:
                raise AssertionError(f"{name} with {values}") from error
    return list(dict.fromkeys(found))


def _found(text: str, secrets: tuple[str, ...]) -> list[str]:
    squeezed = "".join(text.split())
    return [each for each in secrets if _holds(text, squeezed, each)]


def _holds(text: str, squeezed: str, secret: str) -> bool:
    if secret[0].isdecimal():
        return re.search(rf"(?<![\d.,-]){re.escape(secret)}(?![\d,-])", text) is not None
    return secret in text or "".join(secret.split()) in squeezed


def _visited(client: Client, urls: list[str]) -> Iterator[tuple[str, HttpResponse]]:
    for url in urls:
        answer = client.get(url)
        assert answer.status_code < 500, url
        yield url, answer


@pytest.mark.parametrize("name", WALKERS)
def test_no_page_paper_or_export_tells_how_it_was_decided(walk: Walk, name: str) -> None:
    client, leaks, shown = signed_in(walk.people.user(name)), [], 0
    # The same walk asks for what an advisor of the company keeps to the own institution.
    secrets = walk.secrets if name == "goto" else (*walk.secrets, JUDGEMENT)
    for url, answer in _visited(client, _urls(walk.people)):
        shown += answer.status_code == 200
        leaks += [(url, secret) for secret in _found(text_of(answer), secrets)]
    assert leaks == []
    assert shown > 10


def test_no_paper_of_a_file_and_no_mail_tells_it_either(walk: Walk) -> None:
    papers = IssuedPaper.objects.filter(pk__in=FilePaper.objects.values("paper_id"))
    letters = {paper.kind for paper in papers}
    assert {"grant_notice", "refusal_notice"} <= letters
    for paper in papers:
        assert _found(json.dumps(paper.context, ensure_ascii=False), walk.secrets) == [], paper.kind
    inside = {user.email for user in (walk.people.endo, walk.people.fujii)} | {"kanda@panel.test"}
    outside = Message.objects.exclude(to__in=inside)
    assert outside.filter(kind="application_refused").exists()
    for message in outside:
        assert _found(f"{message.subject}\n{message.body}", walk.secrets) == [], message.kind


def test_the_office_finds_it_so_the_marks_are_there_to_be_found(walk: Walk) -> None:
    client = signed_in(walk.people.honda)
    text = "\n".join(
        text_of(answer) for url, answer in _visited(client, [u for u in _urls(walk.people) if "/support/" not in u])
    )
    found = _found(text, walk.secrets)
    assert JUDGEMENT not in text
    for mark in (COMMENT, BECAUSE, TRIAL, walk.people.endo.name, "158"):
        assert mark in found, mark
