"""From the public page to the downloaded PDF, as people walk it."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader

from tests.journeys.answers import ANSWERS, CONSULTATION, end_on
from tests.journeys.conftest import DESK, DEVICES, PHONE, PHONE_WITHOUT_SCRIPTS, Device
from tests.journeys.following import follow
from tests.journeys.inspection import inspect

pytestmark = pytest.mark.journey

Visit = Callable[[Device], Page]


def _heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text().replace("※必須", "").strip()


def _latest_end(page: Page) -> tuple[str, str, str]:
    """The latest end as the page itself names it."""
    found = re.search(r"いちばん遅くて(令和\d+)年(\d+)月(\d+)日", page.locator("main").inner_text())
    assert found is not None
    return found.group(1), found.group(2), found.group(3)


def _answer(page: Page) -> None:
    heading = _heading(page)
    if "事前相談" in heading:
        CONSULTATION(page)
    elif "いつ終わる予定" in heading:
        end_on(*_latest_end(page))(page)
    else:
        ANSWERS[heading](page)


def _go_to_precheck(page: Page, *, scripts: bool = True) -> None:
    page.goto("/")
    inspect(page, scripts=scripts)
    follow(page.get_by_role("link", name="【実演用】"))
    expect(page.get_by_text("これは実演用の公募です。")).to_be_visible()
    inspect(page, scripts=scripts)
    follow(page.get_by_role("link", name="5分で確認する"))
    inspect(page, scripts=scripts)
    follow(page.get_by_role("link", name="はじめる"))


def _answer_everything(page: Page, *, scripts: bool) -> None:
    for _ in range(40):
        if "事前確認の結果" in _heading(page):
            return
        inspect(page, scripts=scripts)
        before = page.url
        _answer(page)
        follow(page.get_by_role("button", name="次へ", exact=True).last)
        assert page.url != before, page.locator("main").inner_text()
    raise AssertionError("the questions have no end")


def _take(page: Page, button: str, folder: Path, *, scripts: bool) -> str:
    """Ask for a paper, wait for the worker, download it, and return its text."""
    page.get_by_role("button", name=button).first.click()
    link = page.get_by_role("link", name="PDFを受け取る")
    link.wait_for(timeout=60_000)
    inspect(page, scripts=scripts)
    with page.expect_download() as download:
        link.click()
    target = folder / "paper.pdf"
    download.value.save_as(target)
    assert download.value.suggested_filename.endswith(".pdf")
    data = target.read_bytes()
    assert data.startswith(b"%PDF")
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_from_the_public_page_to_the_downloaded_papers(visit: Visit, device: Device, tmp_path: Path) -> None:
    page, scripts = visit(device), device.scripts
    _go_to_precheck(page, scripts=scripts)
    _answer_everything(page, scripts=scripts)
    inspect(page, scripts=scripts)
    main = page.locator("main")
    expect(main).to_contain_text("すべて満たしています")
    expect(main).to_contain_text("1,666,666.5円")
    expect(main).to_contain_text("1,666,000円")
    assert "1,666,000円" in _take(page, "この結果をPDFで受け取る", tmp_path, scripts=scripts)
    follow(page.get_by_role("link", name="「事前確認の結果」に戻る"))
    assert "金1,666,000円" in _take(page, "様式第1号をPDFで受け取る", tmp_path, scripts=scripts)


def test_the_page_that_waits_for_a_paper_is_for_everybody(visit: Visit) -> None:
    page = visit(PHONE)
    _go_to_precheck(page)
    # It must not turn into the next page under the eyes of the inspector.
    page.route("**/papers/**", _stay)
    page.goto(page.url.replace("/entity/", "/result/"))
    follow(page.get_by_role("button", name="この結果をPDFで受け取る"))
    page.wait_for_url("**/papers/**")
    inspect(page)


def _stay(route: Route) -> None:
    if route.request.resource_type == "fetch":
        route.abort()
    else:
        route.continue_()


def test_a_refusal_is_led_to_and_mended(visit: Visit) -> None:
    page = visit(PHONE)
    _go_to_precheck(page)
    follow(page.get_by_role("button", name="次へ", exact=True).last)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    inspect(page)
    summary.get_by_role("link").click()
    expect(page.get_by_role("radio").first).to_be_focused()
    _answer(page)
    follow(page.get_by_role("button", name="次へ", exact=True).last)
    assert _heading(page) != "申請する方は、次のどれにあたりますか"


def test_what_is_wrong_in_a_row_is_shown_there(visit: Visit) -> None:
    page = visit(PHONE_WITHOUT_SCRIPTS)
    _go_to_precheck(page, scripts=False)
    page.goto(page.url.replace("/entity/", "/costs/"))
    page.get_by_label("金額(税抜)").first.fill("三百万円")
    page.get_by_label("買うもの・頼むこと").fill("名" * 60)
    follow(page.get_by_role("button", name="経費をもう一つ足す"))
    expect(page.get_by_role("group", name="経費 2")).to_be_visible()
    assert page.get_by_label("金額(税抜)").first.input_value() == "三百万円"
    follow(page.get_by_role("button", name="次へ", exact=True).last)
    inspect(page, scripts=False)
    expect(page.get_by_role("alert")).to_contain_text("1行目・金額(税抜)")
    assert page.get_by_label("金額(税抜)").first.input_value() == "三百万円"
    follow(page.get_by_role("button", name="この行を消す").first)
    assert page.get_by_label("金額(税抜)").first.input_value() == ""
    inspect(page, scripts=False)


def test_back_keeps_what_was_answered(visit: Visit) -> None:
    page = visit(DESK)
    _go_to_precheck(page)
    _answer(page)
    follow(page.get_by_role("button", name="次へ", exact=True).last)
    follow(page.get_by_role("link", name="前に戻る"))
    expect(page.get_by_label("会社(株式会社・合同会社など)", exact=True)).to_be_checked()
    page.go_back()
    page.go_back()
    expect(page.get_by_label("会社(株式会社・合同会社など)", exact=True)).to_be_checked()


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit(DESK)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ進む")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="5分で確認する").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="はじめる").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("県内の拠点")


def test_enter_in_a_row_goes_on_and_takes_nothing_away(visit: Visit) -> None:
    page = visit(DESK)
    _go_to_precheck(page)
    page.goto(page.url.replace("/entity/", "/kpi/"))
    _answer(page)
    page.get_by_label("導入した後の時間").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("使う予定の経費")


@pytest.mark.parametrize("device", [DESK, PHONE], ids=lambda device: device.name)
def test_an_address_that_does_not_exist_is_told_calmly(visit: Visit, device: Device) -> None:
    page = visit(device)
    response = page.goto("/calls/nothing-here/")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("ページが見つかりません")
    inspect(page)
