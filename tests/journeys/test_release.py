"""A budget is tried out and frozen, and decisions go out: drafted from the minutes, one cut, letters looked at one by one, released, and read by a company."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, PHONE_WITHOUT_SCRIPTS, Device
from tests.journeys.deciding import LONG_FILE
from tests.journeys.following import follow
from tests.journeys.house import House
from tests.journeys.inspection import inspect
from tests.journeys.signing_in import sign_in
from tests.worlds import CALL

pytestmark = pytest.mark.journey

_ALLOCATION = f"/office/screening/{CALL}/allocation/"
_RELEASES = f"/office/screening/{CALL}/releases/"
_MADE_WITHIN = 60_000


def _try_out(page: Page, budget: str, name: str) -> None:
    page.locator("form[data-budget]").get_by_label(re.compile("予算")).first.fill(budget)
    follow(page.get_by_role("button", name="この予算で試す"))
    expect(page.get_by_text("まだ保存していない条件です。").first).to_be_visible()
    inspect(page)
    page.get_by_label("案の名前").fill(name)
    follow(page.get_by_role("button", name="新しい案として保存する"))
    expect(page.get_by_text(f"案「{name}」を保存しました。")).to_be_visible()


def _simulate(page: Page) -> None:
    """Two budgets side by side: one ends within the second file, the other serves both in part or whole."""
    page.goto(f"/office/screening/{CALL}/results/")
    inspect(page)
    page.goto(_ALLOCATION)
    inspect(page)
    _try_out(page, "2000000", "少ない予算")
    _try_out(page, "3,400,000", "当初予算")
    page.goto(f"{_ALLOCATION}comparison/")
    expect(page.get_by_text("少ない予算").first).to_be_visible()
    inspect(page)
    page.goto(f"/office/screening/{CALL}/calibration/")
    inspect(page)


def _freeze(page: Page) -> None:
    """The head alone freezes, after reading what it means; without scripts, on a phone."""
    page.goto(_ALLOCATION)
    follow(page.get_by_role("link", name=re.compile("^当初予算")))
    follow(page.get_by_role("link", name="この配分で確定する"))
    expect(page.get_by_text("議事録を作成し、以後変更できません。")).to_be_visible()
    follow(page.get_by_role("button", name="この配分で確定する"))
    inspect(page, scripts=False)
    page.get_by_label("開催日").fill("令和7年7月4日")
    page.get_by_label("場所").fill("工業技術センター 会議室")
    page.get_by_label("出席者").fill("議長, 本田 八重\n審査員, 遠藤 五月")
    follow(page.get_by_role("button", name="この配分で確定する"))
    expect(page.get_by_text("順位と配分を確定し、議事録を作成しました。")).to_be_visible()
    inspect(page, scripts=False)


def _draft(page: Page) -> None:
    page.goto(_RELEASES)
    inspect(page)
    follow(page.get_by_role("button", name="議事録から決定の案を作る"))
    expect(page.get_by_text("3件の決定の案を作りました。")).to_be_visible()
    inspect(page)


def _cut_a_line(page: Page) -> None:
    follow(page.get_by_role("link", name=re.compile(LONG_FILE)).first)
    page.get_by_label("No.3 査定額").fill("0")
    page.get_by_label("変更の理由").fill("見積の内訳を確かめたため")
    follow(page.get_by_role("button", name="変えて、計算し直す"))
    expect(page.get_by_role("alert")).to_contain_text("査定の理由を入力してください")
    inspect(page)
    page.get_by_label("No.3 理由").fill("事業に欠かせないものと認められないため。")
    page.get_by_label("決定額", exact=True).fill("")
    follow(page.get_by_role("button", name="変えて、計算し直す"))
    expect(page.get_by_text("決定の案を変えました。")).to_be_visible()
    inspect(page)


def _prepare(page: Page) -> None:
    follow(page.get_by_role("link", name="決定の一覧"))
    page.get_by_label("決定日").fill("令和7年7月9日")
    page.get_by_role("button", name="通知書を作る").click()
    expect(page.get_by_role("heading", name="通知書を確かめる")).to_be_visible(timeout=_MADE_WITHIN)
    inspect(page)


def _check_each(page: Page, count: int) -> None:
    follow(page.get_by_role("link", name="通知書を確かめる", exact=True))
    for number in range(1, count + 1):
        _sees_the_letter(page)
        follow(page.get_by_role("button", name="確認した。次の通知書へ"))
        assert f"{count}件中{number}件 確認済み" in page.get_by_role("main").inner_text()
    expect(page.get_by_role("link", name="一括で通知する")).to_be_visible()


def _sees_the_letter(page: Page) -> None:
    """Every page of the letter is there as a picture."""
    pictures = page.get_by_role("img", name=re.compile("通知書 "))
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    inspect(page)


def _release(page: Page) -> None:
    """On a phone and without scripts, too."""
    page.goto(_RELEASES)
    follow(page.get_by_role("main").get_by_role("link").first)
    follow(page.get_by_role("link", name="一括で通知する"))
    inspect(page, scripts=False)
    expect(page.get_by_text("交付を決定しました")).to_be_visible()
    expect(page.get_by_text("メールアドレスのない申請(2件)")).to_be_visible()
    follow(page.get_by_role("button", name=re.compile("一括で通知する")))
    expect(page.get_by_text("3件の決定を通知しました。")).to_be_visible()
    inspect(page, scripts=False)


def _read_by_the_company(page: Page) -> None:
    page.goto("/applications/")
    follow(page.get_by_role("listitem").filter(has_text="交付決定").get_by_role("link"))
    expect(page.get_by_text("交付が決まりました")).to_be_visible()
    inspect(page)
    follow(page.get_by_role("link", name="交付決定後のページへ"))
    expect(page.get_by_text("R7-DX-K001").first).to_be_visible()
    inspect(page)
    page.get_by_role("link", name="交付決定通知書を開く").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDFを受け取る")).click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.goto(f"/calls/{CALL}/")
    follow(page.get_by_role("link", name="採択された事業の一覧"))
    expect(page.get_by_text("2件の事業に交付を決定しました。")).to_be_visible()
    inspect(page)


def test_a_budget_is_tried_and_frozen_and_decisions_are_drafted_checked_released_and_read(
    house: House, visit: Callable[[Device], Page]
) -> None:
    house.call("tests.journeys.deciding:settle_a_round")
    doi, honda = visit(DESK), visit(PHONE_WITHOUT_SCRIPTS)
    sign_in(doi, "doi@secretariat.example")
    sign_in(honda, "honda@secretariat.example")
    _simulate(doi)
    _freeze(honda)
    _draft(doi)
    _cut_a_line(doi)
    _prepare(doi)
    _check_each(doi, 3)
    _release(honda)
    # Whoever comes second is told calmly that it is done.
    doi.goto(_RELEASES)
    expect(doi.get_by_text("通知済み").first).to_be_visible()
    aoki = visit(PHONE)
    sign_in(aoki, "aoki@aoki.example")
    _read_by_the_company(aoki)
