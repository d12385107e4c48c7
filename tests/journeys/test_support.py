"""An advisor at a company: from the first visit to the next advisor, by consent, and without a signal too."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from kernel.calendar import tokyo_day
from tests.journeys.conftest import DESK, PHONE, PHONE_WITHOUT_SCRIPTS, Device
from tests.journeys.following import follow
from tests.journeys.house import House
from tests.journeys.inspection import inspect
from tests.journeys.signing_in import sign_in

pytestmark = pytest.mark.journey

_GOTO = "goto@bank.example"
_KEPT_ON_DEVICE = """() => new Promise((answer) => {
  const asked = indexedDB.open("support-records", 1);
  asked.onsuccess = () => {
    const reading = asked.result.transaction(["drafts", "outbox"]);
    const drafts = reading.objectStore("drafts").getAll();
    const outbox = reading.objectStore("outbox").getAll();
    reading.oncomplete = () => answer(JSON.stringify([...drafts.result, ...outbox.result]));
  };
})"""


def _case(page: Page) -> None:
    """Note a company, its consent on paper, and open a case."""
    page.goto("/support/companies/new/")
    page.get_by_label("企業の名称").fill(f"見本商店{uuid.uuid4().hex[:6]}")
    page.get_by_label("訪問").check()
    follow(page.get_by_role("button", name="登録する"))
    follow(page.get_by_role("link", name="書面での同意を登録する"))
    page.get_by_label("いつまで").fill("2099-03-31")
    page.get_by_label("書面の保管場所").fill("綴り12")
    follow(page.get_by_role("button", name="登録する"))
    follow(page.get_by_role("button", name="ケースを始める"))
    expect(page).to_have_url(re.compile("/support/cases/"))


def _write(page: Page, subject: str) -> None:
    page.get_by_label("主題").fill(subject)
    page.get_by_label("聞き取った事実").fill("受注はFAXです。")
    page.get_by_label("見立て(社外に見せない)").fill("腹落ちはまだ浅い")


def test_without_a_signal_a_record_waits_and_goes_once(visit: Callable[[Device], Page]) -> None:
    page = visit(PHONE)
    sign_in(page, _GOTO)
    _case(page)
    case = page.url
    page.goto(case + "records/new/")
    _write(page, "電波のない工場")
    expect(page.get_by_text("書いた内容をこの端末に残しています。")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="記録する").click()
    expect(page.get_by_text("送信待ち 1件")).to_be_visible()
    expect(page.get_by_label("主題")).to_be_hidden()
    assert "腹落ちはまだ浅い" in page.evaluate(_KEPT_ON_DEVICE)
    page.context.set_offline(False)
    expect(page.get_by_text("1件送信しました。")).to_be_visible()
    assert page.evaluate(_KEPT_ON_DEVICE) == "[]"
    page.goto(case)
    expect(page.get_by_role("link", name="電波のない工場")).to_have_count(1)
    _change_without_a_signal(page)


def _change_without_a_signal(page: Page) -> None:
    """A record that is put right waits as a new one does; what another window saved meanwhile is not overwritten."""
    follow(page.get_by_role("link", name="電波のない工場"))
    record = page.url
    follow(page.get_by_role("link", name="記録を直す"))
    page.get_by_label("聞き取った事実").fill("受注は電話です。")
    expect(page.get_by_text("書いた内容をこの端末に残しています。")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="この内容で保存する").click()
    expect(page.get_by_text("送信待ち 1件")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("1件送信しました。")).to_be_visible()
    page.goto(f"{record}change/")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("聞き取った事実").fill("受注は半分が電話です。")
    follow(page.get_by_role("button", name="この内容で保存する"))
    expect(page.get_by_text("直した内容を保存しました。")).to_be_visible()
    other.get_by_label("聞き取った事実").fill("受注は全部が電話です。")
    follow(other.get_by_role("button", name="この内容で保存する"))
    expect(other.get_by_role("heading", name="ほかの人の保存と違うところ")).to_be_visible()
    expect(other.get_by_role("cell", name="受注は半分が電話です。")).to_be_visible()
    expect(other.get_by_label("聞き取った事実")).to_have_value("受注は全部が電話です。")
    inspect(other)


def test_a_second_window_overwrites_nothing_and_a_draft_can_be_gone_on_with(visit: Callable[[Device], Page]) -> None:
    page = visit(PHONE)
    sign_in(page, _GOTO)
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
    follow(other.get_by_role("button", name="記録する"))
    expect(other.get_by_role("link", name="書きかけ")).to_be_visible()


def test_without_scripts_it_is_a_plain_form(visit: Callable[[Device], Page]) -> None:
    page = visit(PHONE_WITHOUT_SCRIPTS)
    sign_in(page, _GOTO)
    _case(page)
    page.goto(page.url + "records/new/")
    follow(page.get_by_role("button", name="記録する"))
    expect(page.get_by_role("alert").first).to_contain_text("入力してください。")
    _write(page, "ふつうの用紙")
    follow(page.get_by_role("button", name="記録する"))
    expect(page.get_by_role("link", name="ふつうの用紙")).to_be_visible()


def test_from_the_first_visit_to_the_next_advisor(house: House, visit: Callable[[Device], Page]) -> None:
    house.call("tests.journeys.furnishing:seat_a_second_advisor")
    goto, chiba = sign_in(visit(PHONE), _GOTO), sign_in(visit(PHONE), "chiba@chiba.example")
    entry = _note_chiba(goto)
    _let_see(chiba, "見本銀行 法人支援部")
    goto.goto(entry)
    follow(goto.get_by_role("button", name="ケースを始める"))
    case = goto.url
    _log_the_first_visit(goto)
    expect(goto.get_by_text("企業の番です。「受注の件数を1週間数える」")).to_be_visible()
    inspect(goto)
    chiba.goto("/support/company/")
    expect(chiba.get_by_text("受注の件数を1週間数える").first).to_be_visible()
    follow(chiba.get_by_role("link", name="見本銀行 法人支援部", exact=True))
    expect(chiba.get_by_text("受注はFAXです。")).to_be_visible()
    assert "腹落ちはまだ浅い" not in chiba.content()
    goto.goto(f"{case}handover/")
    goto.get_by_label("次の担当者").select_option(label="小野 二葉")
    goto.get_by_label("今の状況").fill("件数を数え始めたところ。")
    goto.get_by_label("約束していること").fill("道具を2つ持っていく。")
    goto.get_by_label("気を付けること(自機関だけ)").fill("後継ぎの話は社長からだけ聞く。")
    follow(goto.get_by_role("button", name="引き継ぐ"))
    ono = sign_in(visit(PHONE), "ono@bank.example")
    ono.goto(f"{case}desk/")
    for told in ("後藤 七海から小野 二葉へ", "道具を2つ持っていく。", "後継ぎの話は社長からだけ聞く。"):
        expect(ono.get_by_text(told)).to_be_visible()
    inspect(ono)
    ono.goto(case)
    expect(ono.get_by_text("腹落ちはまだ浅い")).to_be_visible()
    follow(ono.get_by_role("button", name=re.compile("完了にする.*道具を2つ比べて")))
    expect(ono.get_by_role("button", name=re.compile("完了にする"))).to_have_count(1)


def _note_chiba(page: Page) -> str:
    page.goto("/support/companies/new/")
    page.get_by_label("企業の名称").fill("千葉食品株式会社")
    page.get_by_label("法人番号").fill("3999900000022")
    page.get_by_label("訪問").check()
    follow(page.get_by_role("button", name="登録する"))
    expect(page.get_by_text("ケースを始めるには、支援の記録を共有する同意が要ります。")).to_be_visible()
    return page.url


def _let_see(page: Page, institution: str) -> None:
    page.goto("/support/company/sharing/")
    page.get_by_role("combobox", name=re.compile("支援機関")).select_option(label=institution)
    page.get_by_label("支援の記録と計画").check()
    follow(page.get_by_role("button", name="この内容で見せる"))
    expect(page.get_by_text("いつでも撤回できます。")).to_be_visible()


def _log_the_first_visit(page: Page) -> None:
    """What is asked of everybody is there already; the rest is what two minutes allow."""
    follow(page.get_by_role("link", name="記録する"))
    page.get_by_text("初回の訪問", exact=True).click()
    _write(page, "受注の流れを聞く")
    later = (tokyo_day(datetime.now(UTC)) + timedelta(days=14)).isoformat()
    for place, what in enumerate(("受注の件数を1週間数える", "道具を2つ比べて持っていく"), start=1):
        row = page.get_by_role("group", name=f"宿題 {place}")
        row.get_by_label("内容").fill(what)
        row.get_by_label("期限").fill(later)
    page.get_by_text("企業にも見せる", exact=True).click()
    follow(page.get_by_role("button", name="記録する"))


def test_a_company_lets_see_withdraws_and_reads_who_looked(visit: Callable[[Device], Page]) -> None:
    aoki, hara = sign_in(visit(DESK), "aoki@aoki.example"), sign_in(visit(PHONE), "hara@chamber.example")
    _withdraw(aoki)
    hara.goto("/support/")
    expect(hara.get_by_role("link", name="株式会社青木製作所")).to_have_count(0)
    _let_see(aoki, "見本商工会")
    hara.goto("/support/")
    follow(hara.get_by_role("link", name="株式会社青木製作所").first)
    case = hara.url
    follow(hara.get_by_role("link", name="試した仕組みの効果を見る"))
    hara.goto(f"{case}records/new/")
    _write(hara, "社長との電話")
    _withdraw(aoki)
    hara.get_by_role("button", name="記録する").click()
    expect(hara.get_by_text("この記録は送れませんでした。")).to_be_visible()
    expect(hara.get_by_label("主題")).to_be_hidden()
    expect(hara.get_by_role("button", name="いま送る")).to_be_hidden()
    hara.get_by_text("書いた内容を見る").click()
    expect(hara.get_by_text("受注はFAXです。")).to_be_visible()
    inspect(hara)
    hara.goto(case)
    expect(hara.get_by_role("heading", name="このケースは開けなくなりました")).to_be_visible()
    inspect(hara)
    follow(aoki.get_by_role("link", name="だれがいつ見たかを確かめる"))
    looked = aoki.get_by_role("row", name=re.compile("原 八郎.*見本商工会"))
    expect(looked.filter(has_text="支援の記録「試した仕組みの効果を見る」")).to_have_count(1)
    expect(looked.filter(has_text="支援記録の入力")).to_have_count(1)
    inspect(aoki)


def _withdraw(page: Page) -> None:
    page.goto("/support/company/sharing/")
    follow(page.get_by_role("button", name=re.compile("撤回する.*見本商工会、支援の記録")))
    expect(page.get_by_text("この機関に新しく見えるものはありません。")).to_be_visible()
