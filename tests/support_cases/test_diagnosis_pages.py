"""A diagnosis on the page: begun, saved with and without script, held beside an earlier one, told honestly."""

import json
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from support_cases.models import CaseTemplate, Diagnosis
from support_cases.rules.benchmark import FEWEST_COMPANIES, spread_of
from support_cases.rules.published_averages import published_for
from support_cases.selectors.diagnoses import means_of_companies
from support_cases.services.diagnoses import finish_diagnosis
from tests.case_worlds import AT, TODAY, partnered_case
from tests.people import People, signed_in
from tests.support_cases.test_diagnoses import OLD_INDEX, begun, finished, said

IN_SPRING = AT.replace(year=2026, month=3)

pytestmark = pytest.mark.usefixtures("_today")


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


def _url(row: Diagnosis) -> str:
    return reverse("support_cases:diagnosis", args=[row.case_id, row.pk])


def test_the_tab_offers_versions_and_says_which_waits(people: People) -> None:
    case = partnered_case(people)
    begun(people, case)
    with travel(IN_SPRING, tick=False):
        page = signed_in(people.goto).get(reverse("support_cases:case_diagnoses", args=[case.pk])).content.decode()
    assert "公式の設問文が入るまで始められません" in page
    assert "35項目のうち0項目に回答" in page
    for name in ("aoki", "chiba", "doi"):
        answer = signed_in(people.user(name)).get(reverse("support_cases:case_diagnoses", args=[case.pk]))
        assert answer.status_code == 404


@pytest.mark.parametrize("key", ["dx_index", "dx_certification", "security_check", "governance_code"])
def test_a_diagnosis_of_each_kind_is_begun_answered_and_finished_without_script(people: People, key: str) -> None:
    case = partnered_case(people)
    begun(people, case)
    template = CaseTemplate.objects.filter(kind="diagnosis", key=key).order_by("valid_from")[0]
    client = signed_in(people.goto)
    answer = client.post(
        reverse("support_cases:begin_diagnosis", args=[case.pk]),
        {"template": template.pk, "answered_on": TODAY.isoformat()},
    )
    assert client.get(answer["Location"]).status_code == 200
    sent = {
        "seen": "{}",
        "next": "finish",
        "current-1": "2",
        "yes-1-1": "yes",
        "has-1": ["0", "2"],
        "evidence-1": "議事録",
    }
    result = client.post(answer["Location"], sent, follow=True)
    row = Diagnosis.objects.get(template=template, finished_at__isnull=False)
    assert row.answered == 1
    assert "残り" in result.content.decode()


def test_an_autosave_tells_the_next_version_and_a_clash_keeps_both(people: People) -> None:
    row = begun(people, partnered_case(people))
    client = signed_in(people.goto)
    told = client.post(_url(row), {"seen": "{}", "current-1": "2"}, headers={"X-Autosave": "1"}).json()
    assert (told["is_kept"], told["version"], json.loads(told["seen"])) == (True, 2, {"1": {"current": 2}})
    clash = client.post(_url(row), {"seen": "{}", "current-1": "4", "current-2": "1"}, headers={"X-Autosave": "1"})
    assert (clash.status_code, clash.json()["is_kept"]) == (409, False)
    page = client.post(_url(row), {"seen": "{}", "current-1": "4", "current-2": "1"})
    assert page.status_code == 409
    assert "ほかの人の内容" in page.content.decode()
    row.refresh_from_db()
    assert row.answers == {"1": {"current": 2}}


def test_a_level_off_the_scale_is_refused(people: People) -> None:
    row = begun(people, partnered_case(people))
    answer = signed_in(people.goto).post(_url(row), {"seen": "{}", "current-1": "9"})
    assert answer.status_code == 409
    assert "この尺度にない値" in answer.content.decode()


def test_two_of_one_version_are_compared_and_two_versions_are_refused_in_words(people: People) -> None:
    case = partnered_case(people)
    first = finished(people, case, _1=1, _2=3)
    second = finished(people, case, _1=2, _2=2)
    other = begun(people, case, key="governance_code", version="3-0")
    url = reverse("support_cases:compare_diagnoses", args=[case.pk])
    client = signed_in(people.goto)
    page = client.get(url, {"first": first.pk, "second": second.pk}).content.decode()
    assert ("上がった 1項目" in page, "下がった 1項目" in page) == (True, True)
    refusal = client.get(url, {"first": first.pk, "second": other.pk})
    assert refusal.status_code == 409
    assert "版が違う診断は並べて比べません" in refusal.content.decode()
    assert client.get(url, {"first": "x", "second": first.pk}).status_code == 404


def test_the_company_holds_its_finished_ones_side_by_side(people: People) -> None:
    case = partnered_case(people)
    first, second = finished(people, case, _1=1), finished(people, case, _1=2)
    still, other = begun(people, case), begun(people, case, key="governance_code", version="3-0")
    said(people, other, {"1": {"current": 1}})
    finish_diagnosis(diagnosis_id=other.pk, actor=people.actor("goto"), at=AT)
    url = reverse("support_cases:company_comparison")
    for name, second_row, status in (
        ("baba", second, 200),
        ("aoki", still, 404),
        ("aoki", other, 409),
        ("chiba", second, 404),
        ("goto", second, 404),
    ):
        answer = signed_in(people.user(name)).get(url, {"first": first.pk, "second": second_row.pk})
        assert answer.status_code == status, name
    page = signed_in(people.aoki).get(reverse("support_cases:company_diagnosis", args=[second.pk])).content.decode()
    assert page.count(url) == 1
    assert f"{url}?first={first.pk}&amp;second={second.pk}" in page


def test_a_result_names_the_published_average_with_its_source_and_says_why_there_is_no_benchmark(
    people: People,
) -> None:
    row = finished(people, partnered_case(people), _1=2)
    page = signed_in(people.goto).get(_url(row)).content.decode()
    assert ("1.67" in page, "1,349件" in page, "2025年5月7日公表" in page) == (True, True, True)
    assert "いま0社" in page


def test_a_partner_without_consent_does_not_reach_a_diagnosis(people: People) -> None:
    row = finished(people, partnered_case(people))
    assert signed_in(people.hara).get(_url(row)).status_code == 404


def test_the_tab_asks_no_more_for_more_diagnoses(people: People) -> None:
    case = partnered_case(people)
    client = signed_in(people.goto)
    url = reverse("support_cases:case_diagnoses", args=[case.pk])
    counts = []
    for rows in (1, 3):
        while Diagnosis.objects.count() < rows:
            finished(people, case)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_benchmark_needs_ten_companies_and_gives_median_and_quartiles() -> None:
    values = [Fraction(each) for each in range(FEWEST_COMPANIES)]
    assert spread_of(values[1:]) is None
    spread = spread_of(values)
    assert spread is not None
    assert (spread.lower, spread.median, spread.upper) == (Fraction(9, 4), Fraction(9, 2), Fraction(27, 4))


def test_a_published_average_belongs_to_one_version() -> None:
    assert published_for("dx_index", "2026") is None
    known = published_for("dx_index", "2019")
    assert known is not None
    assert (known.current, known.target) == (Fraction("1.67"), Fraction("3.34"))


def test_a_diagnosis_day_to_come_is_refused(people: People) -> None:
    case = partnered_case(people)
    row = begun(people, case)
    said(people, row, {"1": {"current": 1}})
    finish_diagnosis(diagnosis_id=row.pk, actor=people.actor("goto"), at=AT)
    answer = signed_in(people.goto).post(
        reverse("support_cases:begin_diagnosis", args=[case.pk]),
        {"template": row.template_id, "answered_on": (TODAY + timedelta(days=1)).isoformat()},
    )
    assert answer.status_code == 409


def test_the_company_reads_its_finished_diagnoses_and_no_open_one(people: People) -> None:
    case = partnered_case(people)
    row = finished(people, case, _1=2)
    draft = begun(people, case)
    client = signed_in(people.aoki)
    page = client.get(reverse("support_cases:company_diagnoses")).content.decode()
    assert reverse("support_cases:company_diagnosis", args=[row.pk]) in page
    assert client.get(reverse("support_cases:company_diagnosis", args=[row.pk])).status_code == 200
    assert client.get(reverse("support_cases:company_diagnosis", args=[draft.pk])).status_code == 404
    for name in ("chiba", "goto", "doi"):
        answer = signed_in(people.user(name)).get(reverse("support_cases:company_diagnosis", args=[row.pk]))
        assert answer.status_code == 404


def test_a_clash_is_settled_by_the_next_press(people: People) -> None:
    row = begun(people, partnered_case(people))
    client = signed_in(people.goto)
    client.post(_url(row), {"seen": "{}", "current-1": "2", "current-3": "1"})
    page = client.post(_url(row), {"seen": "{}", "current-1": "4"})
    seen = page.context["seen"]
    client.post(_url(row), {"seen": seen, "current-1": "4", "current-3": "1"})
    row.refresh_from_db()
    assert row.answers == {"1": {"current": 4}, "3": {"current": 1}}


def test_a_company_counts_once_in_the_benchmark_by_its_newest_full_diagnosis(people: People) -> None:
    case = partnered_case(people)
    partly = finished(people, case, _1=5)
    codes = [question.code for question in OLD_INDEX.questions]
    for level, on in ((1, TODAY - timedelta(days=30)), (3, TODAY)):
        row = begun(people, case, on=on)
        said(people, row, {code: {"current": level} for code in codes})
        finish_diagnosis(diagnosis_id=row.pk, actor=people.actor("goto"), at=AT)
    assert means_of_companies(partly.template_id) == (Fraction(3),)


def test_a_result_asks_no_more_with_more_diagnoses_beside_it(people: People) -> None:
    case = partnered_case(people)
    row = finished(people, case)
    client = signed_in(people.goto)
    finished(people, case)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(_url(row))
        counts.append(len(asked))
        finished(people, case)
    assert counts[0] == counts[1]
