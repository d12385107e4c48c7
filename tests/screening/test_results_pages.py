"""The results of a round as pages: ranking, what-if, exports, comparison of reviewers; for office and auditor alone."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from applications.services.acceptance import withdraw_application
from records.models import AuditEvent
from screening.models import BonusDecision
from screening.selectors.results import competing, contest_of
from screening.services.assignments import set_aside_sheet
from screening.services.bonuses import decide_bonus
from tests import screening_worlds as worlds
from tests.people import People, signed_in
from tests.screening_worlds import Panel
from tests.worlds import CALL

pytestmark = pytest.mark.django_db
BASE = f"/office/screening/{CALL}"
PAGES = (
    "results/",
    "results/export.csv",
    "results/export.xlsx",
    "calibration/",
    "allocation/",
    "allocation/comparison/",
    "minutes/",
)
STRANGERS = ("aoki", "baba", "chiba", "endo", "fujii", "goto", "hara")


@pytest.fixture
def panel(people: People) -> Panel:
    return worlds.settled(people)


@pytest.fixture
def office(people: People) -> Client:
    return signed_in(people.doi)


def page(client: Client, path: str, **query: Any) -> str:
    answer = client.get(f"{BASE}/{path}", query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(client: Client, **query: Any) -> list[dict[str, str]]:
    answer = client.get(f"{BASE}/results/export.csv", query)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", PAGES)
def test_office_and_auditor_see_the_results_and_nobody_else_does(people: People, panel: Panel, path: str) -> None:
    for name in ("doi", "honda", "jinnai"):
        assert signed_in(people.user(name)).get(f"{BASE}/{path}").status_code == 200
    for name in STRANGERS:
        assert signed_in(people.user(name)).get(f"{BASE}/{path}").status_code == 404
    assert Client().get(f"{BASE}/{path}").status_code == 302
    assert signed_in(people.doi).get(f"/office/screening/no-such-call/{path}").status_code == 404


def test_the_ranking_stands_in_its_order_with_its_figures(panel: Panel, office: Client) -> None:
    first, second = rows_of(office)
    numbers = [panel.case.application.receipt_number, panel.rival.application.receipt_number]
    assert [first["受付番号"], second["受付番号"]] == numbers
    assert (first["順位"], first["基礎点/満点"], first["基礎点の割合"]) == ("1", "158/200", "79.00%")
    assert (second["基礎点/満点"], second["総合点"], second["基準点"]) == ("144/200", "72.000000", "通過")
    assert first["配分額(円)"] == ""
    said = page(office, "results/")
    assert said.index(numbers[0]) < said.index(numbers[1])
    assert "この公募の基準点" in said


def test_the_excel_file_holds_what_the_page_shows(panel: Panel, office: Client) -> None:
    answer = office.get(f"{BASE}/results/export.xlsx", {"q": panel.rival.application.organisation.name})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][1] == panel.rival.application.receipt_number
    assert AuditEvent.objects.filter(verb="export_list", subject_kind="screening.screeninground").count() == 1


def test_another_reading_is_a_trial_that_says_so(people: People, office: Client) -> None:
    panel = worlds.settled(people, endo_rival=6, fujii_rival=8)
    assert len(rows_of(office)) == 1
    tried = page(office, "results/", cutoff="base_and_bonus_of_all")
    assert "試しの読み方" in tried
    assert "基準点に届かない申請 1件" in tried
    every = rows_of(office, show="every")
    assert [row["配分"] for row in every] == ["順位あり", "基準点未満"]
    assert every[1]["順位"] == ""
    assert [row["受付番号"] for row in rows_of(office, show="below_cutoff")] == [panel.rival.application.receipt_number]
    assert office.get(f"{BASE}/results/", {"cutoff": "unheard"}).status_code == 422


def test_a_scenario_fills_the_columns_of_the_budget(people: People, panel: Panel, office: Client) -> None:
    worlds.scenario(people, panel)
    first, second = rows_of(office)
    assert (first["配分"], second["配分"]) == ("全額", "一部")
    assert int(first["配分額(円)"]) + int(second["配分額(円)"]) <= worlds.BUDGET


def test_files_that_are_not_ready_are_listed_with_what_they_lack(people: People, office: Client) -> None:
    panel = worlds.opened_round(people)
    sheets = worlds.assigned(people, panel=panel)
    worlds.scored(sheets["endo"], points=10)
    said = page(office, "results/")
    assert "採点がそろっていない申請" in said
    assert "採点票が出ていません(神田 千秋)" in said
    assert "採点票が出ていません(藤井 六助、遠藤 五月)" in said
    assert "採点がそろっていない申請が2件あります" in said


def test_a_file_whose_sheets_are_in_is_ranked_before_it_is_settled(people: People, office: Client) -> None:
    panel = worlds.opened_round(people)
    sheets = worlds.assigned(people, panel=panel)
    for name in ("endo", "kanda"):
        worlds.scored(sheets[name], points=10)
    (row,) = rows_of(office)
    assert "採点は未確定(暫定)" in row["備考"]


def test_a_sheet_set_aside_counts_for_nothing(people: People, panel: Panel, office: Client) -> None:
    sheet = panel.case.assignments.get(reviewer=people.endo)
    set_aside_sheet(
        assignment_id=sheet.pk, actor=people.actor("doi"), at=worlds.FROZEN_AT, because="後から取引が分かったため"
    )
    assert {row["基礎点/満点"] for row in rows_of(office)} == {"75/100", "144/200"}


def test_a_withdrawn_file_competes_no_more(people: People, panel: Panel) -> None:
    withdraw_application(
        application_id=panel.rival.application_id, actor=people.actor("chiba"), at=worlds.FROZEN_AT, because="取りやめ"
    )
    (only,) = competing(panel.round)
    assert only.application == panel.case.application.receipt_number


def test_the_last_word_on_a_bonus_counts(people: People, panel: Panel) -> None:
    for points in (2, 0, 2):
        number = BonusDecision.objects.filter(case=panel.case, bonus="partnership").count()
        decide_bonus(
            case_id=panel.case.pk,
            bonus="partnership",
            points=points,
            evidence={"url": "https://www.biz-partnership.jp/1", "published_on": "2025-05-01"},
            because="掲載を確認",
            actor=people.actor("doi"),
            at=worlds.FROZEN_AT,
            seen=number,
        )
    by_number = contest_of(panel.round).by_number
    entry = by_number[panel.case.application.receipt_number]
    assert entry.candidate is not None
    assert entry.candidate.bonuses["partnership"] == 2
    assert len(entry.undecided) == 2


def test_the_queries_do_not_grow_with_the_files(
    people: People, panel: Panel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        contest_of(panel.round)


def test_reviewers_are_compared_by_name(people: People, panel: Panel, office: Client) -> None:
    said = page(office, "calibration/")
    assert said.index("神田 千秋") < said.index("藤井 六助")
    assert "共有が少ない(参考)" in said
    assert "離れた採点票はありません" in said
    assert "<svg" in said
    shown = page(office, "calibration/", without=str(people.endo.pk))
    assert "遠藤 五月を除いたとき" in shown
    assert page(office, "calibration/", without="nobody")


def test_sheets_that_lie_apart_are_told(people: People, office: Client) -> None:
    worlds.settled(people, endo=20, kanda=1)
    said = page(office, "calibration/")
    assert "採点票が2枚" in said
    assert "届くようになる" in said


def test_nothing_to_compare_says_how_it_comes(people: People, office: Client) -> None:
    worlds.opened_round(people)
    for path in ("results/", "calibration/", "allocation/"):
        assert "まだありません" in page(office, path) or "採点のそろった申請が" in page(office, path)


def test_after_freezing_the_ranking_leads_to_the_minutes(people: People, office: Client) -> None:
    worlds.frozen(people)
    assert "議事録を見る" in page(office, "results/")
