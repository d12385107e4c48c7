"""Institutions are found by what one lacks; nobody reads what another said of the own skills."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from accounts.services.refusals import Refused
from support_cases.models import AdvisorProfile, InstitutionProfile, SkillAssessment
from support_cases.policies.profiles import may_edit_institution, may_keep_own_profile
from support_cases.rules.refusals import Why
from support_cases.rules.skills import FEWEST_RATERS, skill_standard, team_means
from support_cases.services.profiles import assess_skills, save_institution
from tests.case_worlds import AT
from tests.people import NAMES, People, signed_in

pytestmark = pytest.mark.usefixtures("_today")
VALUES = {
    "kind": "shinkin",
    "strengths": ["資金繰り", "業務改善"],
    "services": ["訪問"],
    "municipalities": ["452017"],
    "is_certified": True,
    "approves_records": False,
    "record_within_days": 7,
    "silent_after_days": 30,
    "introduction": "",
}
SENT = {
    "kind": "chamber",
    "strengths": "経営相談\n\n経営相談\n記帳",
    "record_within_days": "5",
    "silent_after_days": "20",
    "version": "0",
}


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


def _profiled(people: People, *, seen: int = 0) -> InstitutionProfile:
    return save_institution(
        institution_id=people.lead_institution.pk,
        values=VALUES,
        seen_version=seen,
        actor=people.actor("goto"),
        at=AT,
    )


def test_the_standard_has_its_items() -> None:
    groups = {group.key: len(group.items) for group in skill_standard().groups}
    assert groups == {"why": 3, "data": 4, "technology": 4, "how": 5, "mind": 7, "support": 2}


def test_only_an_institutions_own_advisors_keep_its_profile(people: People) -> None:
    lead = people.lead_institution.pk
    told = {name: may_edit_institution(people.actor(name), lead).refused for name in (*NAMES, "nobody")}
    assert {name for name, why in told.items() if why is None} == {"goto"}
    assert (told["hara"], told["nobody"]) == (Why.FOR_ADVISOR, Why.NOT_SIGNED_IN)
    keepers = {name for name in NAMES if may_keep_own_profile(people.actor(name)).is_allowed}
    assert keepers == {"goto", "hara"}


def test_a_profile_is_kept_by_its_form_and_a_second_editor_is_told(people: People) -> None:
    url = reverse("support_cases:institution_edit", args=[people.other_institution.pk])
    client = signed_in(people.hara)
    assert client.get(url).status_code == 200
    assert client.post(url, SENT).status_code == 302
    assert InstitutionProfile.objects.get().strengths == ["経営相談", "記帳"]
    again = client.post(url, SENT | {"strengths": "販路"})
    assert again.status_code == 409
    assert "先に保存された内容" in again.content.decode()
    assert signed_in(people.goto).get(url).status_code == 409


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({}, True),
        ({"kind": "shinkin"}, True),
        ({"kind": "chamber"}, False),
        ({"words": "資金"}, True),
        ({"words": "資金 訪問"}, True),
        ({"words": "広告"}, False),
        ({"municipality": "452017"}, True),
        ({"municipality": "452025"}, False),
        ({"leads": "1"}, True),
        ({"skill": "data"}, False),
        ({"kind": "made-up", "municipality": "1", "skill": "x"}, True),
    ],
)
def test_the_directory_finds_by_what_one_lacks(people: People, query: dict[str, str], is_found: bool) -> None:
    _profiled(people)
    page = signed_in(people.hara).get(reverse("support_cases:institutions"), query).content.decode()
    assert (reverse("support_cases:institution", args=[people.lead_institution.pk]) in page) is is_found


def test_an_empty_search_says_what_to_do(people: People) -> None:
    page = signed_in(people.hara).get(reverse("support_cases:institutions"), {"kind": "school"}).content.decode()
    assert "条件を一つずつ外して" in page


def test_companies_and_offices_do_not_reach_the_directory(people: People) -> None:
    for name in ("aoki", "doi", "endo", "jinnai", "ito"):
        for url in (reverse("support_cases:institutions"), reverse("support_cases:myself")):
            assert signed_in(people.user(name)).get(url).status_code == 404


def test_the_directory_asks_the_same_of_two_institutions_as_of_more(people: People) -> None:
    client = signed_in(people.goto)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("support_cases:institutions"))
        counts.append(len(asked))
        if not InstitutionProfile.objects.exists():
            _profiled(people)
            AdvisorProfile.objects.create(user=people.goto, qualifications=["ITパスポート"])
    assert counts[0] == counts[1]


def test_ratings_are_frozen_and_only_their_own_person_reads_them(people: People) -> None:
    client = signed_in(people.goto)
    assert client.get(reverse("support_cases:own_skills")).status_code == 200
    client.post(reverse("support_cases:own_skills"), {"why-1": "3", "data-2": "1"})
    client.post(reverse("support_cases:own_skills"), {"why-1": "2"})
    assert SkillAssessment.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        SkillAssessment.objects.update(levels={})
    assert "スキルの自己評価" in client.get(reverse("support_cases:myself")).content.decode()
    other = signed_in(people.hara).get(reverse("support_cases:institution", args=[people.lead_institution.pk]))
    assert "個人の評価は示しません" in other.content.decode()


@pytest.mark.parametrize("levels", [{"why-1": 9}, {"nothing": 1}])
def test_a_rating_off_the_standard_is_refused(people: People, levels: dict[str, int]) -> None:
    with pytest.raises(Refused) as refusal:
        assess_skills(levels=levels, actor=people.actor("goto"), at=AT)
    assert refusal.value.why is Why.NOT_ON_SCALE


def test_a_team_is_told_only_where_nobody_can_be_recognised() -> None:
    rating = {"why-1": 3, "why-2": 1}
    assert team_means([rating] * (FEWEST_RATERS - 1)) == {}
    assert team_means([rating] * FEWEST_RATERS) == {"why": Fraction(2)}
    assert team_means([rating] * (FEWEST_RATERS - 1) + [{"data-1": 1}]) == {}


def test_profile_and_training_are_kept_and_a_day_to_come_is_refused(people: People) -> None:
    client = signed_in(people.goto)
    url = reverse("support_cases:myself")
    assert client.post(url, {"qualifications": "ITパスポート", "introduction": "", "version": "0"}).status_code == 302
    assert client.post(url, {"qualifications": "別の資格", "introduction": "", "version": "1"}).status_code == 409
    training = reverse("support_cases:add_training")
    told = {"name": "マナビDX", "finished_on": "2025-05-01", "hours": "1.5", "note": ""}
    assert client.post(training, told).status_code == 302
    assert "マナビDX" in client.get(url).content.decode()
    refusal = client.post(training, told | {"finished_on": "2025-06-01"})
    assert "今日か過ぎた日" in refusal.content.decode()
