"""An advisor at a company without a signal: what was written stays on the phone and goes once, by itself."""

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.rules.demonstration import DEMONSTRATION_CODE, DEMONSTRATION_PASSWORD
from tests.journeys.conftest import DESK, PHONE, PHONE_WITHOUT_SCRIPTS, Device
from tests.journeys.inspection import inspect

pytestmark = pytest.mark.journey

_KEPT_ON_DEVICE = """() => new Promise((answer) => {
  const asked = indexedDB.open("support-records", 1);
  asked.onsuccess = () => {
    const reading = asked.result.transaction(["drafts", "outbox"]);
    const drafts = reading.objectStore("drafts").getAll();
    const outbox = reading.objectStore("outbox").getAll();
    reading.oncomplete = () => answer(JSON.stringify([...drafts.result, ...outbox.result]));
  };
})"""


def _follow(target: Locator) -> None:
    with target.page.expect_navigation(wait_until="load"):
        target.click()


def _arrive(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("メールアドレス").fill("goto@bank.example")
    page.get_by_label("パスワード").fill(DEMONSTRATION_PASSWORD)
    _follow(page.get_by_role("button", name="ログインする", exact=True))
    page.get_by_label("確認コード").fill(DEMONSTRATION_CODE)
    _follow(page.get_by_role("button", name="確かめてログインする"))


def _case(page: Page) -> None:
    """Note a company, its consent on paper, and open a case."""
    page.goto("/support/companies/new/")
    page.get_by_label("企業の名称").fill(f"見本商店{uuid.uuid4().hex[:6]}")
    page.get_by_label("訪問").check()
    _follow(page.get_by_role("button", name="登録する"))
    _follow(page.get_by_role("link", name="書面での同意を登録する"))
    page.get_by_label("いつまで").fill("2099-03-31")
    page.get_by_label("書面の保管場所").fill("綴り12")
    _follow(page.get_by_role("button", name="登録する"))
    _follow(page.get_by_role("button", name="ケースを始める"))
    expect(page).to_have_url(re.compile("/support/cases/"))


def _write(page: Page, subject: str) -> None:
    page.get_by_label("主題").fill(subject)
    page.get_by_label("聞き取った事実").fill("受注はFAXです。")
    page.get_by_label("見立て(社外に見せない)").fill("腹落ちはまだ浅い")


@pytest.mark.parametrize("device", [DESK, PHONE], ids=lambda device: device.name)
def test_the_pages_of_an_advisor_can_be_used_by_everybody(visit: Callable[[Device], Page], device: Device) -> None:
    page = visit(device)
    _arrive(page)
    page.goto("/support/companies/")
    inspect(page)
    _case(page)
    inspect(page)
    case = page.url
    for rest in ("records/new/", "desk/", "scales/process_phase/", "partners/new/", "handover/"):
        page.goto(case + rest)
        inspect(page)


def test_without_a_signal_a_record_waits_and_goes_once(visit: Callable[[Device], Page]) -> None:
    page = visit(PHONE)
    _arrive(page)
    _case(page)
    case = page.url
    page.goto(case + "records/new/")
    _write(page, "電波のない工場")
    expect(page.get_by_text("書いた内容をこの端末に残しています。")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="記録する").click()
    expect(page.get_by_text("送信待ち 1件")).to_be_visible()
    assert "腹落ちはまだ浅い" in page.evaluate(_KEPT_ON_DEVICE)
    page.context.set_offline(False)
    expect(page.get_by_text("1件送信しました。")).to_be_visible()
    assert page.evaluate(_KEPT_ON_DEVICE) == "[]"
    page.goto(case)
    expect(page.get_by_role("link", name="電波のない工場")).to_have_count(1)


def test_a_second_window_overwrites_nothing_and_a_draft_can_be_gone_on_with(visit: Callable[[Device], Page]) -> None:
    page = visit(PHONE)
    _arrive(page)
    _case(page)
    page.goto(page.url + "records/new/")
    _write(page, "書きかけ")
    expect(page.get_by_text("書いた内容をこの端末に残しています。")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_label("主題")).to_have_value("")
    expect(other.get_by_text("書きかけの記録があります")).to_have_count(0)
    page.close()
    other.reload()
    other.get_by_role("button", name="続きを書く").click()
    expect(other.get_by_label("主題")).to_have_value("書きかけ")
    _follow(other.get_by_role("button", name="記録する"))
    expect(other.get_by_role("link", name="書きかけ")).to_be_visible()


def test_without_scripts_it_is_a_plain_form(visit: Callable[[Device], Page]) -> None:
    page = visit(PHONE_WITHOUT_SCRIPTS)
    _arrive(page)
    _case(page)
    page.goto(page.url + "records/new/")
    _follow(page.get_by_role("button", name="記録する"))
    expect(page.get_by_role("alert").first).to_contain_text("入力してください。")
    _write(page, "ふつうの用紙")
    _follow(page.get_by_role("button", name="記録する"))
    expect(page.get_by_role("link", name="ふつうの用紙")).to_be_visible()
