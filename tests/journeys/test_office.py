"""The office at work: from the inbox to a file, a decision where the rules left one, and a mail seen before it leaves."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE_WITHOUT_SCRIPTS, Device
from tests.journeys.following import follow
from tests.journeys.inspection import inspect
from tests.journeys.signing_in import sign_in

pytestmark = pytest.mark.journey

_DOI = "doi@secretariat.example"
_LIST = "/office/applications/?status=submitted"


@pytest.mark.parametrize("device", [DESK, PHONE_WITHOUT_SCRIPTS], ids=lambda device: device.name)
def test_a_file_is_looked_at_and_its_mail_is_seen_first(visit: Callable[[Device], Page], device: Device) -> None:
    page = visit(device)
    sign_in(page, _DOI)
    page.goto("/office/")
    expect(page.get_by_role("heading", name="受付箱", level=1)).to_be_visible()
    inspect(page, scripts=device.scripts)
    page.goto(_LIST)
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("rowheader").first.get_by_role("link"))
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("link", name="却下する"))
    follow(page.get_by_role("button", name="送るメールを確かめる"))
    expect(page.get_by_role("alert")).to_contain_text("理由を入力してください。")
    inspect(page, scripts=device.scripts)
    page.get_by_label("理由").fill("県内に拠点がないため。")
    follow(page.get_by_role("button", name="送るメールを確かめる"))
    expect(page.get_by_text("県内に拠点がないため。")).to_be_visible()
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("link", name="やめて戻る"))
    expect(page.get_by_role("link", name="受理する")).to_be_visible()


@pytest.mark.parametrize("device", [DESK, PHONE_WITHOUT_SCRIPTS], ids=lambda device: device.name)
def test_several_files_are_ticked_and_their_mails_seen_first(visit: Callable[[Device], Page], device: Device) -> None:
    page = visit(device)
    sign_in(page, _DOI)
    page.goto(_LIST)
    follow(page.get_by_role("link", name="このページのすべてに印を付ける"))
    expect(page.get_by_role("checkbox", name=re.compile("を選ぶ")).first).to_be_checked()
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("button", name="印を付けた申請を受理する"))
    expect(page.get_by_role("button", name=re.compile("件を受理する"))).to_be_visible()
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("link", name="一覧に戻る"))
    expect(page).to_have_url(re.compile(re.escape(_LIST)))


def test_keys_lead_from_one_open_point_to_the_next(visit: Callable[[Device], Page]) -> None:
    page = visit(DESK)
    sign_in(page, _DOI)
    page.goto(_LIST)
    follow(page.get_by_role("rowheader").first.get_by_role("link"))
    page.keyboard.press("j")
    expect(page.locator("[data-open-point]").first).to_be_focused()
    page.get_by_role("link", name="履歴").click()
    expect(page.get_by_role("heading", name="履歴")).to_be_visible()
    expect(page.get_by_role("heading", name="判定")).to_be_hidden()


def test_a_letter_is_entered_with_its_day(visit: Callable[[Device], Page]) -> None:
    page = visit(PHONE_WITHOUT_SCRIPTS)
    sign_in(page, _DOI)
    page.goto("/office/applications/new/")
    inspect(page, scripts=False)
    page.get_by_label("郵送").check()
    page.get_by_label("申請者の名称").fill("個人事業主 𠮷田 髙子")
    page.get_by_label("代行入力の理由").fill("簡易書留で届いたため")
    follow(page.get_by_role("button", name="登録して入力を始める"))
    inspect(page, scripts=False)
    expect(page.get_by_role("alert")).to_contain_text(re.compile("収受日"))
