"""An application from the first click to the receipt and its PDF, as people walk it; two editors; a session that ends."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader, PdfWriter

from tests.journeys.conftest import DESK, PHONE, PHONE_WITHOUT_SCRIPTS, Device
from tests.journeys.filing import come_in, fill_everything, open_section, save_and_go_home
from tests.journeys.following import follow
from tests.journeys.inspection import inspect
from tests.journeys.signing_in import give_password, sign_in

pytestmark = pytest.mark.journey

Visit = Callable[[Device], Page]


def _begin(page: Page, *, scripts: bool) -> None:
    page.goto("/applications/")
    inspect(page, scripts=scripts)
    follow(page.get_by_role("link", name="申請を始める").first)
    inspect(page, scripts=scripts)
    follow(page.get_by_role("button", name="申請を始める"))
    expect(page.get_by_role("heading", name="入力する区分")).to_be_visible()
    inspect(page, scripts=scripts)


def _pdf(folder: Path) -> Path:
    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(300, 300)
    writer.write(data)
    target = folder / "納税証明書.pdf"
    target.write_bytes(data.getvalue())
    return target


@pytest.mark.parametrize(
    ("device", "number"),
    [(DESK, "100000000011"), (PHONE, "100000000013"), (PHONE_WITHOUT_SCRIPTS, "100000000012")],
    ids=["desk", "phone", "phone-without-scripts"],
)
def test_from_sign_up_to_the_receipt(visit: Visit, device: Device, number: str, tmp_path: Path) -> None:
    page, scripts = visit(device), device.scripts
    come_in(page, number)
    _begin(page, scripts=scripts)
    follow(page.get_by_role("link", name="確認して提出する"))
    expect(page.get_by_text("提出の前に入力するところ")).to_be_visible()
    inspect(page, scripts=scripts)
    follow(page.get_by_role("link", name="区分の一覧").first)
    fill_everything(page, scripts=scripts)
    open_section(page, "添付書類")
    page.get_by_label("ファイルを選ぶ(県税に未納がないことの納税証明書)").set_input_files(_pdf(tmp_path))
    if not scripts:
        follow(page.get_by_role("button", name=re.compile("登録する.*県税に未納")))
    expect(page.get_by_role("link", name="納税証明書.pdf")).to_be_visible()
    inspect(page, scripts=scripts)
    follow(page.get_by_role("link", name="区分の一覧へ"))
    follow(page.get_by_role("link", name="確認して提出する"))
    expect(page.get_by_text("必要な入力はそろっています")).to_be_visible()
    inspect(page, scripts=scripts)
    follow(page.get_by_role("button", name="申請する"))
    expect(page.get_by_text("内容を確かめて、印を付けてください").first).to_be_visible()
    page.get_by_label("書いた内容が事実と相違ないことを確かめました").check()
    follow(page.get_by_role("button", name="申請する"))
    expect(page.get_by_role("heading", name="申請を受け付けました")).to_be_visible()
    inspect(page, scripts=scripts)
    number = page.locator(".receipt__number").inner_text()
    receipt = page.url
    for paper in ("受付通知書", "交付申請書"):
        page.goto(receipt)
        assert number in _text_of(page, paper, tmp_path), paper


def _text_of(page: Page, paper: str, folder: Path) -> str:
    page.get_by_role("link", name=paper).click()
    link = page.get_by_role("link", name="PDFを受け取る")
    link.wait_for(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    target = folder / "paper.pdf"
    download.value.save_as(target)
    return "".join(sheet.extract_text() for sheet in PdfReader(target).pages)


def test_two_editors_see_both_values_and_an_ended_session_loses_nothing(visit: Visit) -> None:
    first, second = visit(DESK), visit(PHONE_WITHOUT_SCRIPTS)
    for page in (first, second):
        sign_in(page, "aoki@aoki.example")
        _begin(page, scripts=False)
        open_section(page, "申請者")
    with first.expect_response(lambda answer: answer.request.method == "POST") as autosave:
        first.get_by_label("担当部署").fill("総務部")
    expect(first.locator("[data-autosave-says]")).to_have_text(autosave.value.json()["sentence"])
    second.get_by_label("担当部署").fill("経理部")
    follow(second.get_by_role("button", name="保存する", exact=True).last)
    expect(second.get_by_role("heading", name="二人の入力が重なりました")).to_be_visible()
    inspect(second, scripts=False)
    second.get_by_label("あなたの入力").check()
    follow(second.get_by_role("button", name="選んだ値で保存する"))
    expect(second.get_by_label("担当部署")).to_have_value("経理部")
    second.get_by_label("担当部署").fill("企画部")
    second.context.clear_cookies(name="sessionid")
    save_and_go_home(second)
    give_password(second, "aoki@aoki.example")
    expect(second.get_by_text("ログインの前に入力した内容を表示しています")).to_be_visible()
    expect(second.get_by_label("担当部署")).to_have_value("企画部")
    inspect(second, scripts=False)
    save_and_go_home(second)
    open_section(second, "申請者")
    expect(second.get_by_label("担当部署")).to_have_value("企画部")


def _type_and_wait(page: Page, label: str, text: str) -> int:
    """Type, and wait until the page has said what became of it; return the answer's status."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as autosave:
        page.get_by_label(label).fill(text)
    return autosave.value.status


def test_on_a_phone_the_page_tells_at_once_of_the_other_editor_and_of_the_ended_session(visit: Visit) -> None:
    first, second = visit(PHONE), visit(DESK)
    for page in (first, second):
        sign_in(page, "chiba@chiba.example")
        _begin(page, scripts=True)
        open_section(page, "申請者")
    assert _type_and_wait(second, "担当部署", "経理部") == 200
    assert _type_and_wait(first, "担当部署", "総務部") == 409
    expect(first.locator("[data-autosave-says]")).to_have_attribute("data-tone", "care")
    inspect(first)
    save_and_go_home(first)
    expect(first.get_by_role("heading", name="二人の入力が重なりました")).to_be_visible()
    expect(first.get_by_text("経理部")).to_be_visible()
    inspect(first)
    first.get_by_label("あなたの入力").check()
    follow(first.get_by_role("button", name="選んだ値で保存する"))
    open_section(first, "申請者")
    expect(first.get_by_label("担当部署")).to_have_value("総務部")
    first.context.clear_cookies(name="sessionid")
    assert _type_and_wait(first, "担当部署", "企画部") == 401
    expect(first.locator("[data-autosave-says]")).to_contain_text("ログインの期限が切れました")
    save_and_go_home(first)
    give_password(first, "chiba@chiba.example")
    expect(first.get_by_text("ログインの前に入力した内容を表示しています")).to_be_visible()
    expect(first.get_by_label("担当部署")).to_have_value("企画部")
    inspect(first)
    save_and_go_home(first)
    open_section(first, "申請者")
    expect(first.get_by_label("担当部署")).to_have_value("企画部")
