"""Coming in: a new company by way of its mailbox, a colleague by invitation, staff by a second factor, a passkey."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, DEVICES, PHONE, Device
from tests.journeys.following import follow
from tests.journeys.house import House
from tests.journeys.inspection import inspect
from tests.journeys.mailbox import open_letter
from tests.journeys.signing_in import give_code, give_password, sign_in

pytestmark = pytest.mark.journey

_PASSWORD = "kumo-to-sora-1010"


def _fresh(name: str) -> str:
    return f"{name}-{time.monotonic_ns()}@ohno.test"


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_a_company_comes_in_by_way_of_its_mailbox(visit: Callable[[Device], Page], device: Device) -> None:
    page, email = visit(device), _fresh("ohno")
    page.goto("/sign-in/")
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("link", name="はじめて使うとき"))
    follow(page.get_by_role("button", name="登録して確認メールを受け取る"))
    inspect(page, scripts=device.scripts)
    page.get_by_label("氏名").fill("大野 千尋")
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("パスワード").fill(_PASSWORD)
    follow(page.get_by_role("button", name="登録して確認メールを受け取る"))
    inspect(page, scripts=device.scripts)
    open_letter(page, email, "メールアドレスの確認")
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("button", name="確認する"))
    expect(page.get_by_role("heading", name="会社の登録", level=1)).to_be_visible()
    inspect(page, scripts=device.scripts)
    page.get_by_label("法人番号", exact=True).fill("６９９９９０００００１１")
    follow(page.get_by_role("button", name="会社を登録する"))
    inspect(page, scripts=device.scripts)
    expect(page.get_by_role("link", name="法人番号は13桁です")).to_be_visible()
    _fill_company(page)
    expect(page.get_by_text("すでに登録されています")).to_be_visible()
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("button", name="参加を申し出る"))
    expect(page.get_by_text("回答をお待ちください").first).to_be_visible()
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("button", name="ログアウト"))
    expect(page.get_by_text("ログインなしでご利用いただいています。")).to_be_visible()


def _fill_company(page: Page, *, number: str = "６９９９９００００００１１", name: str = "株式会社青木製作所") -> None:
    page.get_by_label("法人番号", exact=True).fill(number)
    page.get_by_label("会社の名称").first.fill(name)
    page.get_by_label("会社の名称(フリガナ)").fill("カブシキガイシャアオキセイサクショ")
    page.get_by_label("郵便番号").fill("880-0001")
    page.get_by_label("市町村").select_option(label="宮崎市")
    page.get_by_label("所在地").fill("宮崎県宮崎市")
    page.get_by_label("電話番号").fill("0985-00-0000")
    follow(page.get_by_role("button", name="会社を登録する"))


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_from_a_call_to_its_application_and_a_change_of_address(
    visit: Callable[[Device], Page], device: Device
) -> None:
    page, email, new = visit(device), _fresh("yano"), _fresh("yano-new")
    page.goto("/")
    follow(page.get_by_role("link", name="実演用").first)
    follow(page.get_by_role("link", name="申請を始める").first)
    follow(page.get_by_role("link", name="はじめて使うとき"))
    page.get_by_label("氏名").fill("矢野 節")
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("パスワード").fill(_PASSWORD)
    follow(page.get_by_role("button", name="登録して確認メールを受け取る"))
    open_letter(page, email, "メールアドレスの確認")
    follow(page.get_by_role("button", name="確認する"))
    page.get_by_label("法人番号がない").check()
    _fill_company(page, number="", name="矢野木工所")
    expect(page.get_by_role("button", name="申請を始める")).to_be_visible()
    expect(page.get_by_text("矢野木工所").first).to_be_visible()
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("link", name="マイページ"))
    _change_particulars(page, device)
    _change_address(page, device, new)


def _change_particulars(page: Page, device: Device) -> None:
    follow(page.get_by_role("link", name="会社の情報を見る"))
    inspect(page, scripts=device.scripts)
    page.get_by_label("市町村").select_option(label="五ヶ瀬町")
    follow(page.get_by_role("button", name="この内容にする"))
    expect(page.get_by_text("会社の情報を変えました。")).to_be_visible()
    follow(page.get_by_role("link", name="マイページ").first)
    follow(page.get_by_role("link", name="氏名を変える"))
    inspect(page, scripts=device.scripts)
    page.get_by_label("氏名").fill("矢野 節子")
    follow(page.get_by_role("button", name="この氏名にする"))
    expect(page.get_by_role("heading", name="矢野 節子")).to_be_visible()


def _change_address(page: Page, device: Device, new: str) -> None:
    follow(page.get_by_role("link", name="メールアドレスを変える"))
    inspect(page, scripts=device.scripts)
    page.get_by_label("パスワード").fill(_PASSWORD)
    follow(page.get_by_role("button", name="確かめる", exact=True))
    inspect(page, scripts=device.scripts)
    page.get_by_label("新しいメールアドレス").fill(new)
    follow(page.get_by_role("button", name="確認のメールを送る"))
    expect(page.get_by_text("の確認を待っています")).to_be_visible()
    inspect(page, scripts=device.scripts)
    open_letter(page, new, "新しいメールアドレスの確認")
    inspect(page, scripts=device.scripts)
    follow(page.get_by_role("button", name="このアドレスに変える"))
    expect(page.get_by_role("paragraph").filter(has_text=new).first).to_be_visible()


@pytest.mark.parametrize("device", [DESK, PHONE], ids=lambda device: device.name)
def test_a_colleague_comes_in_by_invitation(visit: Callable[[Device], Page], device: Device) -> None:
    host, email = visit(device), _fresh("baba")
    sign_in(host, "aoki@aoki.example")
    host.goto("/me/")
    inspect(host)
    follow(host.get_by_role("link", name="メンバーを見る"))
    inspect(host)
    follow(host.get_by_role("link", name="人を招く"))
    inspect(host)
    host.get_by_label("招待する人のメールアドレス").fill(email)
    host.get_by_label("入力する").check()
    follow(host.get_by_role("button", name="招待のメールを送る"))
    inspect(host)
    guest = visit(device)
    open_letter(guest, email, "招待")
    inspect(guest)
    guest.get_by_label("氏名").fill("新居 一")
    guest.get_by_label("パスワード").fill(_PASSWORD)
    follow(guest.get_by_role("button", name="参加する"))
    guest.goto("/me/")
    expect(guest.get_by_text("申請者 / 入力する")).to_be_visible()
    host.reload()
    row = host.locator(".person-row", has_text="新居 一")
    follow(row.get_by_role("link", name="権限を変える"))
    inspect(host)
    host.get_by_label("口座と請求を扱う").check()
    follow(host.get_by_role("button", name="この権限にする"))
    expect(host.locator(".person-row", has_text="新居 一")).to_contain_text("入力する、口座と請求を扱う")
    follow(host.locator(".person-row", has_text="新居 一").get_by_role("link", name="外す"))
    inspect(host)
    follow(host.get_by_role("button", name="メンバーを外す"))
    expect(host.locator(".person-row", has_text="新居 一")).to_have_count(0)


@pytest.mark.parametrize("device", [DESK, PHONE], ids=lambda device: device.name)
def test_staff_show_a_second_factor(visit: Callable[[Device], Page], device: Device) -> None:
    page = visit(device)
    page.goto("/sign-in/")
    give_password(page, "honda@secretariat.example")
    inspect(page)
    page.goto("/me/")
    expect(page.get_by_role("heading", name="2段階の確認", level=1)).to_be_visible()
    page.get_by_label("確認コード").fill("000000")
    follow(page.get_by_role("button", name="確かめてログインする"))
    inspect(page)
    give_code(page)
    for address in (
        "/me/",
        "/organisations/",
        "/organisations/found/",
        "/second-factor/",
        "/second-factor/app/remove/",
    ):
        page.goto(address)
        inspect(page)
    page.goto("/password/change/")
    inspect(page)


def _authenticator_of(page: Page) -> Any:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devices


def test_a_passkey_opens_without_a_password(visit: Callable[[Device], Page], house: House) -> None:
    """Browsers know passkeys by the name of a site, and an address in digits is none."""
    page, site = visit(DESK), f"http://localhost:{house.port}"
    _authenticator_of(page)
    page.goto(f"{site}/sign-in/")
    give_password(page, "chiba@chiba.example")
    page.goto(f"{site}/second-factor/passkeys/add/")
    inspect(page)
    page.get_by_label("パスワードなしのログインにも使う").check()
    follow(page.get_by_role("button", name="登録する"))
    expect(page.get_by_role("heading", name="回復コード", level=1)).to_be_visible()
    inspect(page)
    page.goto(f"{site}/second-factor/")
    expect(page.get_by_text("パスキー1")).to_be_visible()
    inspect(page)
    follow(page.get_by_role("button", name="ログアウト"))
    page.goto(f"{site}/sign-in/")
    follow(page.get_by_role("button", name="パスキーでログインする"))
    expect(page.get_by_text("千葉 三郎(千葉食品株式会社)")).to_be_visible()
    page.goto(f"{site}/second-factor/")
    follow(page.get_by_role("link", name="名前を変える"))
    inspect(page)
    page.goto(f"{site}/second-factor/")
    follow(page.get_by_role("link", name="登録を解除する"))
    inspect(page)
    follow(page.get_by_role("button", name="登録を解除する"))
    expect(page.get_by_text("パスキーの登録を解除しました。")).to_be_visible()


@pytest.mark.parametrize("device", [DESK, PHONE], ids=lambda device: device.name)
def test_the_end_of_a_session_is_said_in_time(visit: Callable[[Device], Page], device: Device) -> None:
    page = visit(device)
    sign_in(page, "aoki@aoki.example")
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=11, minutes=55))
    page.goto("/me/")
    expect(page.get_by_text("まもなくログインの期限が切れます。")).to_be_visible()
    inspect(page)
    with page.expect_response("**/me/session/") as extended:
        page.get_by_role("button", name="延長する").click()
    assert extended.value.status == 200
    page.clock.fast_forward(10 * 60 * 1000)
    expect(page.get_by_text("ログインの期限が切れました。")).to_be_visible()
    inspect(page)
