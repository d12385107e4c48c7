"""How a company fills its application in, by the words on the pages."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.following import follow
from tests.journeys.inspection import inspect
from tests.journeys.mailbox import open_letter

_PASSWORD = "kumo-to-sora-1010"


def come_in(page: Page, number: str) -> None:
    """Sign up by mailbox and register a company of its own; `number` is its number without the check digit."""
    email = f"yamada-{number}@yamada.test"
    page.goto("/sign-up/")
    page.get_by_label("氏名").fill("山田 太郎")
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("パスワード").fill(_PASSWORD)
    follow(page.get_by_role("button", name="登録して確認メールを受け取る"))
    open_letter(page, email, "メールアドレスの確認")
    follow(page.get_by_role("button", name="確認する"))
    page.get_by_label("法人番号", exact=True).fill(_checked(number))
    page.get_by_label("会社の名称", exact=False).first.fill(f"株式会社山田{number}")
    page.get_by_label("会社の名称(フリガナ)").fill("カブシキガイシャヤマダ")
    page.get_by_label("郵便番号").fill("880-0303")
    page.get_by_label("市町村").select_option(label="宮崎市")
    page.get_by_label("本社・主たる事務所の所在地").fill("宮崎県宮崎市佐土原町東上那珂1番地")
    page.get_by_label("電話番号").fill("0985-30-5010")
    follow(page.get_by_role("button", name="会社を登録する"))
    expect(page.get_by_role("heading", name="申請の一覧", level=1)).to_be_visible()


def _checked(number: str) -> str:
    weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return f"{9 - weighed % 9}{number}"


def open_section(page: Page, name: str) -> None:
    """From the task list into a section."""
    follow(page.get_by_role("link", name=name, exact=True))
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def save_and_go_home(page: Page) -> None:
    """Save, and back to the task list."""
    follow(page.get_by_role("button", name="保存して区分の一覧へ"))


def _day(page: Page, group: str, year: str, month: str, day: str) -> None:
    asked = page.get_by_role("group", name=re.compile(f"^{re.escape(group)}"))
    for part, text in (("年", year), ("月", month), ("日", day)):
        asked.get_by_label(part, exact=True).fill(text)


def _choose(page: Page, group: str, choice: str) -> None:
    page.get_by_role("group", name=re.compile(f"^{re.escape(group)}")).get_by_label(choice, exact=True).check()


def _applicant(page: Page) -> None:
    page.get_by_label("申請者の区分").select_option(label="会社(株式会社・合同会社など)")
    page.get_by_label("代表者の役職").fill("代表取締役")
    page.get_by_label("代表者の氏名", exact=False).first.fill("髙﨑 𠮷彦")
    page.get_by_label("代表者の氏名(フリガナ)").fill("タカサキ ヨシヒコ")
    page.get_by_label("所在市町村").select_option(label="宮崎市")
    _choose(page, "県内の拠点", "本社(本店)が県内にある")
    _day(page, "設立日・開業日", "昭和63", "4", "1")
    page.get_by_label("主たる業種").select_option(label="飲食店")
    page.get_by_label("業種の区分", exact=False).first.select_option(label="小売業")
    page.get_by_role("group", name=re.compile("^小規模事業者の業種区分")).get_by_role("radio").first.check()
    page.get_by_label("資本金・出資の総額").fill("１０，０００，０００")
    page.get_by_label("常時使用する従業員の数").fill("24")
    page.get_by_label("課税所得 いちばん新しい年").fill("12,000,000")
    year = page.get_by_role("group", name="決算 1", exact=True)
    for part, text in (("年", "2026"), ("月", "3"), ("日", "31")):
        year.get_by_label(part, exact=True).fill(text)
    year.get_by_label("売上高").fill("320000000")
    page.get_by_label("担当者の電話番号").fill("0985-30-5010")


def _ownership(page: Page) -> None:
    page.get_by_label("発行済株式の総数").fill("200")
    holder = page.get_by_role("group", name="株主・出資者 1", exact=True)
    holder.get_by_label("名前(名称)").fill("髙﨑 𠮷彦")
    holder.get_by_label("持っている数").fill("200")
    holder.get_by_label("どのような持ち主ですか").select_option(label="個人")
    officer = page.get_by_role("group", name="役員 1", exact=True)
    officer.get_by_label("氏名").fill("髙﨑 𠮷彦")
    officer.get_by_label("役職").fill("代表取締役")
    officer.get_by_label("ほかの会社との兼務").select_option(index=1)


def _plan(page: Page) -> None:
    page.get_by_label("補助事業の名称").fill("在庫照会の自動化")
    _day(page, "事業の終了日", "2027", "1", "31")
    page.get_by_label("クラウドサービス").check()
    for label in ("企業の概要", "終了後の継続・発展", "業界への波及", "新規性", "資金計画", "セキュリティ対策"):
        page.get_by_label(label).fill("詳しくは、ここに書きます。")
    page.get_by_role("group", name="課題 1", exact=True).get_by_label("業務の名前").fill("在庫の照会")
    page.get_by_role("group", name="取組 1", exact=True).get_by_label("取組の内容").fill("在庫の仕組みを入れます。")
    measured = page.get_by_role("group", name="指標 1", exact=True)
    measured.get_by_label("業務(工程)の名前").fill("在庫の照会")
    measured.get_by_label("現状の値").fill("８")
    measured.get_by_label("目標の値").fill("6.5")
    page.get_by_role("group", name="作業 1", exact=True).get_by_label("作業の名前").fill("導入")
    page.get_by_role("group", name="担当 1", exact=True).get_by_label("名前(会社名)").fill("髙﨑 𠮷彦")


def _requirements(page: Page) -> None:
    for question, choice in (
        ("これからも県内で事業を続ける予定ですか", "続ける予定です"),
        ("県税に滞納がありますか", "ない"),
        ("暴力団等と関わりがありますか", "ない"),
        ("風営法第2条第1項の風俗営業を営んでいますか", "営んでいない"),
        ("製品を作る", "している"),
        ("同じ内容で、ほかの補助金や助成金を受けますか", "受けない(申請もしていない)"),
        ("同じ補助金の発展タイプにも申請しますか", "申請しない"),
        ("前の年度に", "受けていない"),
        ("事前相談を済ませましたか", "はい"),
    ):
        _choose(page, question, choice)
    page.get_by_label("倒産の手続きに入っていますか").select_option(label="どの手続きもない")
    _day(page, "事前相談の日時", "令和8", "4", "1")
    own = page.get_by_role("group").filter(has=page.get_by_role("radio", name="いいえ"))
    for number in range(own.count()):
        if not own.nth(number).get_by_role("radio", checked=True).count():
            own.nth(number).get_by_label("いいえ", exact=True).check()


def _pledges(page: Page) -> None:
    for box in page.get_by_role("checkbox").all():
        box.check()
    officer = page.get_by_role("group", name="役員 1", exact=True)
    officer.get_by_label("役職").fill("代表取締役")
    officer.get_by_label("氏名").fill("髙﨑 𠮷彦")
    officer.get_by_label("フリガナ").fill("タカサキ ヨシヒコ")
    for part, text in (("年", "昭和35"), ("月", "2"), ("日", "29")):
        officer.get_by_label(part, exact=True).fill(text)


def _budget(page: Page, *, scripts: bool) -> None:
    open_section(page, "経費明細・収支予算")
    follow(page.get_by_role("button", name="明細を足す"))
    page.get_by_label("費目", exact=False).first.select_option(index=5)
    page.get_by_label("品名・内容・仕様").fill("在庫管理ソフト 一式")
    page.get_by_label("金額(税抜)").fill("3,000,000")
    page.get_by_role("textbox", name=re.compile("^発注先(?!の)")).fill("県内ベンダー")
    _choose(page, "発注先は県内ですか", "はい")
    page.get_by_label("見積の社数").fill("2")
    inspect(page, scripts=scripts)
    follow(page.get_by_role("button", name="保存して閉じる"))
    income = page.get_by_role("group", name="収入 1", exact=True)
    income.get_by_label("区分").select_option(label="自己資金")
    income.get_by_label("金額").fill("3,300,000")
    page.get_by_label("補助金が支払われるまでの資金の手当て").fill("運転資金で立て替えます。")
    inspect(page, scripts=scripts)
    save_and_go_home(page)


def fill_everything(page: Page, *, scripts: bool) -> None:
    """Answer every section from the task list on, and come back to it."""
    for name, answer in (
        ("申請者", _applicant),
        ("株主・役員", _ownership),
        ("事業計画", _plan),
        ("要件・加点", _requirements),
        ("誓約・同意", _pledges),
    ):
        open_section(page, name)
        answer(page)
        inspect(page, scripts=scripts)
        save_and_go_home(page)
        expect(page.get_by_role("heading", name="入力する区分")).to_be_visible()
    _budget(page, scripts=scripts)
    expect(page.get_by_role("heading", name="入力する区分")).to_be_visible()
