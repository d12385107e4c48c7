"""Blind scoring: two reviewers, one of them with a conflict; the consolidation; and a change that says why.

The reviewer's part is done by the keyboard alone.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESK, PHONE, PHONE_WITHOUT_SCRIPTS, Device
from tests.journeys.following import follow
from tests.journeys.inspection import inspect
from tests.journeys.signing_in import sign_in

pytestmark = pytest.mark.journey

_TABS_AT_MOST = 60
_REASON = "合議で目的の読み方をそろえたため"


def _tab_to(target: Locator) -> None:
    """Press Tab until the control has the focus, as somebody without a mouse would."""
    for _ in range(_TABS_AT_MOST):
        if target.evaluate("control => control === document.activeElement"):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"{target} is out of reach of the keyboard")


def _press(target: Locator, key: str = "Enter") -> None:
    _tab_to(target)
    with target.page.expect_navigation(wait_until="load"):
        target.page.keyboard.press(key)


def _points(page: Page, criterion: str) -> Locator:
    return page.locator(f"#points-{criterion}")


def _score_by_keys(page: Page, *digits: str) -> None:
    """Digits set the points of the criterion in focus, and the arrow leads to the next."""
    for digit in digits:
        page.keyboard.press(digit)
        page.keyboard.press("ArrowDown")


def _look(page: Page) -> None:
    """Inspect the page as it is, and the same page on a phone."""
    inspect(page)
    page.set_viewport_size({"width": PHONE.width, "height": 800})
    inspect(page)
    page.set_viewport_size({"width": DESK.width, "height": 800})


def _open_a_file(page: Page) -> str:
    """Declare no conflict about a file that waits; answer its number."""
    page.goto("/review/")
    _look(page)
    waiting = page.get_by_role("listitem").filter(has_text="申告待ち").first
    number = re.search(r"\S+-DX-\d+", waiting.inner_text())
    assert number is not None
    _press(waiting.get_by_role("link", name=re.compile("利益相反を申告して開く")))
    _tab_to(page.get_by_role("radio").first)
    page.keyboard.press("Space")
    _press(page.get_by_role("button", name="申告して進む"))
    _look(page)
    _sees_nobody_else(page)
    return number[0]


def _sees_nobody_else(page: Page) -> None:
    expect(page.get_by_text(re.compile("審査員[A-Z]"))).to_have_count(0)
    expect(page.get_by_text("神田")).to_have_count(0)


def _score_the_first_half(page: Page) -> None:
    """Digits, arrows, a comment and back; points out of range are told beside the field and are not kept."""
    _tab_to(_points(page, "1-1"))
    _score_by_keys(page, "8", "9", "7")
    expect(page.locator("[data-total]")).to_have_text("24")
    expect(_points(page, "2-2")).to_be_focused()
    page.keyboard.press("9")
    page.keyboard.press("Shift+ArrowUp")
    expect(_points(page, "2-2")).to_have_value("10")
    page.keyboard.press("Tab")
    page.keyboard.type("課題と取組が一つずつ対応しています。")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("9")
    page.keyboard.press("9")
    expect(page.locator("#says-2-3")).to_have_text("点数は0点から配点までの範囲で入力してください。")
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")


def _score_the_rest_and_hand_in(page: Page) -> None:
    _score_by_keys(page, "4", "5")
    expect(page.locator("[data-left]")).to_contain_text("あと2件あります(4、5)")
    _press(page.get_by_role("button", name="採点票を提出する"))
    expect(page.get_by_role("alert")).to_contain_text("点数を入れてください。")
    inspect(page)
    expect(_points(page, "2-3")).to_have_value("9")
    _tab_to(_points(page, "4"))
    _score_by_keys(page, "6", "5")
    _press(page.get_by_role("button", name="採点票を提出する"))
    expect(page.get_by_role("status").first).to_contain_text("採点票を提出しました")


def _open_the_consolidation(page: Page, number: str) -> None:
    page.goto("/office/screening/")
    follow(page.get_by_role("main").get_by_role("link").first)
    follow(page.get_by_role("link", name=number).first)
    _look(page)
    follow(page.get_by_role("button", name="合議を始める"))
    expect(page.get_by_role("region", name="採点票の比較")).to_be_visible()
    _look(page)


def _change_with_a_reason(page: Page) -> None:
    """The colleague's sheet is there under a letter; a change is taken with its reason alone."""
    page.reload()
    expect(page.get_by_text(re.compile("審査員[A-Z] ")).first).to_be_visible()
    expect(page.get_by_text("神田")).to_have_count(0)
    _look(page)
    _tab_to(_points(page, "1-1"))
    page.keyboard.press("7")
    expect(page.locator("#says-1-1")).to_contain_text("保存済み")
    _press(page.get_by_role("button", name="変更を提出する"))
    expect(page.get_by_role("alert")).to_contain_text("理由を入力してください")
    _tab_to(page.get_by_label(re.compile("変更の理由")))
    page.keyboard.type(_REASON)
    _press(page.get_by_role("button", name="変更を提出する"))


def test_blind_scoring_the_consolidation_and_a_change(visit: Callable[[Device], Page]) -> None:
    endo, doi = visit(DESK), visit(DESK)
    sign_in(endo, "endo@panel.example")
    number = _open_a_file(endo)
    _score_the_first_half(endo)
    _score_the_rest_and_hand_in(endo)

    # The colleague's sheet is in, and nothing of it is to be seen before the consolidation.
    file = endo.get_by_role("listitem").filter(has_text=number)
    follow(file.get_by_role("heading").get_by_role("link"))
    expect(endo.get_by_text("合議が始まるまで、ほかの審査員の点数は見えず")).to_be_visible()
    _sees_nobody_else(endo)
    inspect(endo)

    sign_in(doi, "doi@secretariat.example")
    _open_the_consolidation(doi, number)
    _change_with_a_reason(endo)
    doi.reload()
    doi.get_by_text(re.compile("提出された版")).click()
    expect(doi.get_by_text(re.compile(f"第2版.*{_REASON}"))).to_be_visible()
    follow(doi.get_by_role("button", name="採点を確定する"))
    expect(doi.get_by_text("採点を確定しました。").first).to_be_visible()


def test_whoever_has_a_conflict_steps_back_and_the_file_is_gone(visit: Callable[[Device], Page]) -> None:
    fujii = visit(PHONE_WITHOUT_SCRIPTS)
    sign_in(fujii, "fujii@panel.example")
    fujii.goto("/review/")
    inspect(fujii, scripts=False)
    follow(fujii.get_by_role("link", name=re.compile("利益相反を申告して開く")).first)
    fujii.get_by_label("顧問・支援をしている・していた").check()
    fujii.get_by_role("textbox", name="事情").fill("計画づくりを手伝ったため")
    follow(fujii.get_by_role("button", name="申告して進む"))
    expect(fujii.get_by_text("いま担当する申請はありません。")).to_be_visible()
    inspect(fujii, scripts=False)


def test_a_bonus_is_refused_without_its_evidence_and_given_with_it(visit: Callable[[Device], Page]) -> None:
    doi = visit(PHONE_WITHOUT_SCRIPTS)
    sign_in(doi, "doi@secretariat.example")
    doi.goto("/office/screening/")
    follow(doi.get_by_role("main").get_by_role("link").first)
    follow(doi.get_by_role("rowheader").last.get_by_role("link"))
    bonus = doi.locator("#bonus-security")
    bonus.get_by_label(re.compile("加点")).fill("３")
    bonus.get_by_label("理由").fill("端末の防御を含むため")
    follow(bonus.get_by_role("button", name="加点を記録する"))
    expect(doi.get_by_text("加点の根拠になる経費明細を選んでください。").first).to_be_visible()
    inspect(doi, scripts=False)
    bonus.get_by_label(re.compile("明細1")).check()
    follow(bonus.get_by_role("button", name="加点を記録する"))
    expect(doi.locator("#bonus-security")).to_contain_text("第1回 3点")


def _compare_with_published_stories(page: Page) -> None:
    """Beside the criterion for novelty, from the keyboard: what is found stands in a tab of its own."""
    page.get_by_label("公開された事例と比べる").fill("受注")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    found = opened.value
    expect(found.get_by_role("heading", name=re.compile("「受注」の事例"))).to_be_visible()
    found.get_by_text("本文を読む").first.click()
    expect(found.locator("details[open]").first).to_be_visible()
    inspect(found, scripts=False)
    found.close()


def test_a_sheet_is_kept_on_a_phone_without_scripts(visit: Callable[[Device], Page]) -> None:
    endo = visit(PHONE_WITHOUT_SCRIPTS)
    sign_in(endo, "endo@panel.example")
    endo.goto("/review/")
    inspect(endo, scripts=False)
    follow(endo.get_by_role("link", name=re.compile("^採点する")).first)
    inspect(endo, scripts=False)
    _compare_with_published_stories(endo)
    _points(endo, "5").fill("６")
    follow(endo.get_by_role("button", name="保存する"))
    expect(endo.get_by_role("alert")).to_contain_text("点数は0点から配点までの範囲で入力してください。")
    inspect(endo, scripts=False)
    _points(endo, "5").fill("４")
    endo.get_by_label(re.compile(r"コメント\(5 ")).fill("つなぎ資金の見通しがあります。\n" * 20)
    follow(endo.get_by_role("button", name="保存する"))
    expect(endo.get_by_role("status").first).to_contain_text("保存しました。")
    expect(_points(endo, "5")).to_have_value("4")
    inspect(endo, scripts=False)
