"""A company is accompanied: diagnosed in two years and compared, and led from its case to an award and its roadmap."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Device
from tests.journeys.following import follow
from tests.journeys.house import House
from tests.journeys.inspection import inspect
from tests.journeys.signing_in import sign_in

pytestmark = pytest.mark.journey

_ITEMS, _HALF = 35, 18
_WIDTHS = (375, 1280)


def _look(page: Page) -> None:
    """At a phone's width and at a desk's."""
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        inspect(page)


def _answer(page: Page, places: range) -> None:
    for place in places:
        page.get_by_label("現在の水準").nth(place).select_option("2")
        page.get_by_label("目指す水準").nth(place).select_option("4")


def _diagnose(page: Page) -> None:
    """Half of it, away, back, and the rest."""
    page.goto("/support/")
    follow(page.get_by_role("link", name="千葉食品株式会社").first)
    follow(page.get_by_role("link", name="診断", exact=True))
    page.get_by_role("radio", name=re.compile("2019年版")).check()
    follow(page.get_by_role("button", name="この診断を始める"))
    expect(page.get_by_label("現在の水準")).to_have_count(_ITEMS)
    _answer(page, range(_HALF))
    expect(page.get_by_text(f"残り{_ITEMS - _HALF}項目")).to_be_visible()
    inspect(page)
    follow(page.get_by_role("link", name="診断", exact=True).last)
    expect(page.get_by_text(f"{_ITEMS}項目のうち{_HALF}項目に回答")).to_be_visible()
    follow(page.get_by_role("listitem").filter(has_text="記入中").get_by_role("link"))
    expect(page.get_by_label("現在の水準").nth(_HALF - 1)).to_have_value("2")
    expect(page.get_by_label("現在の水準").nth(_HALF)).to_have_value("")
    _answer(page, range(_HALF, _ITEMS))
    follow(page.get_by_role("button", name="診断を終える"))
    expect(page.get_by_text("平均 2.00").first).to_be_visible()


def _compare(page: Page) -> None:
    """Only the diagnosis of the same version is there to be compared with."""
    expect(page.get_by_role("link", name=re.compile("の診断と比べる"))).to_have_count(1)
    inspect(page)
    follow(page.get_by_role("link", name=re.compile("の診断と比べる")))
    for picture in ("前と今のすがた", "平均の推移"):
        expect(page.get_by_role("heading", name=picture)).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(_ITEMS + 1)
    expect(page.get_by_role("row").filter(has_text="▲").first).to_be_visible()
    inspect(page)


def test_a_diagnosis_of_this_year_is_held_beside_last_years(house: House, visit: Callable[[Device], Page]) -> None:
    house.call("tests.journeys.accompanying:live_through_a_year")
    goto = visit(DESK)
    sign_in(goto, "goto@bank.example")
    _diagnose(goto)
    _compare(goto)
    chiba = visit(PHONE)
    sign_in(chiba, "chiba@chiba.example")
    chiba.goto("/support/company/diagnoses/")
    expect(chiba.get_by_role("main").get_by_role("link", name=re.compile("35項目"))).to_have_count(3)
    inspect(chiba)
    follow(chiba.get_by_role("main").get_by_role("link", name=re.compile("2019年版")).first)
    _compare(chiba)


def test_a_case_fills_an_application_and_its_award_comes_back_onto_the_roadmap(
    house: House, visit: Callable[[Device], Page]
) -> None:
    house.call("tests.journeys.accompanying:plan_towards_the_subsidy")
    aoki, goto = visit(DESK), visit(PHONE)
    sign_in(aoki, "aoki@aoki.example")
    aoki.goto("/applications/")
    follow(aoki.get_by_role("listitem").filter(has_text="下書き").get_by_role("link").first)
    follow(aoki.get_by_role("button", name=re.compile("の内容を、申請の空欄に写す")))
    expect(aoki.get_by_text("5か所に写しました。内容を確かめてください。")).to_be_visible()
    expect(aoki.get_by_text(re.compile(r"\d+:\d\dに、支援ケース C\d+\(見本銀行"))).to_be_visible()
    inspect(aoki)
    draft = aoki.url
    follow(aoki.get_by_role("link", name="事業計画", exact=True))
    expect(aoki.get_by_text("受注くん").or_(aoki.locator("[value='受注くん']")).first).to_be_visible()
    aoki.goto(f"{draft}sections/requirements_bonus/")
    expect(aoki.get_by_text("この窓口にある事前相談の記録")).to_be_visible()
    house.call("tests.journeys.accompanying:send_and_grant")
    sign_in(goto, "goto@bank.example")
    goto.goto("/support/")
    follow(goto.get_by_role("link", name="株式会社青木製作所").first)
    follow(goto.get_by_role("link", name="計画", exact=True))
    expect(goto.get_by_text("補助事業を終える(交付決定").locator("visible=true").first).to_be_visible()
    expect(goto.get_by_role("heading", name="在庫照会")).to_be_visible()
    _look(goto)
    aoki.goto("/support/company/")
    follow(aoki.get_by_role("link", name=re.compile("計画を見る")))
    expect(aoki.get_by_role("heading", name="補助金の期限")).to_be_visible()
    expect(aoki.get_by_text("補助事業の実績を報告する(交付決定").locator("visible=true").first).to_be_visible()
    _look(aoki)
