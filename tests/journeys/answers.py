"""How a visitor answers the questions, by the words on the page."""

from collections.abc import Callable

from playwright.sync_api import Page

Answer = Callable[[Page], None]


def _choose(text: str) -> Answer:
    return lambda page: page.get_by_label(text, exact=True).check()


def _fill(**texts: str) -> Answer:
    def fill(page: Page) -> None:
        for label, text in texts.items():
            page.get_by_label(label).first.fill(text)

    return fill


def _capital(page: Page) -> None:
    page.get_by_label("資本金の額または出資の総額は、いくらですか").fill("３０，０００，０００")


def _employees(page: Page) -> None:
    page.get_by_label("常時使用する従業員は、何人ですか").fill("24人")


def _holders(page: Page) -> None:
    page.get_by_label("発行済株式の総数").fill("1000")
    first, second = (page.get_by_role("group", name=f"株主・出資者 {number}") for number in (1, 2))
    first.get_by_label("名前(名称)").fill("髙﨑 𠮷彦")
    first.get_by_label("持っている数").fill("700")
    first.get_by_label("どのような持ち主ですか").select_option(label="個人")
    second.get_by_label("名前(名称)").fill("南九州酒類販売株式会社")
    second.get_by_label("持っている数").fill("300")
    second.get_by_label("どのような持ち主ですか").select_option(label="大企業")


def _officers(page: Page) -> None:
    for label, count in (("中小企業だけを兼ねている方", "3"), ("大企業の役員・職員を兼ねている方", "1")):
        page.get_by_label(label).first.fill(count)
    page.get_by_label("みなし大企業").fill("0")


def _income(page: Page) -> None:
    for label, amount in (("いちばん新しい年", "12000000"), ("その1年前", "-3000000"), ("その2年前", "9,000,000")):
        page.get_by_label(label).fill(amount)


def _consultation(page: Page) -> None:
    page.get_by_label("済んだ").check()
    day = page.get_by_role("group", name="相談した日")
    for part, text in (("年", "令和8"), ("月", "4"), ("日", "1")):
        day.get_by_label(part, exact=True).fill(text)


def end_on(year: str, month: str, day: str) -> Answer:
    """Answer the last day of the project."""

    def answer(page: Page) -> None:
        for part, text in (("年", year), ("月", month), ("日", day)):
            page.get_by_label(part, exact=True).fill(text)

    return answer


def _tasks(page: Page) -> None:
    row = page.get_by_role("group", name="作業 1")
    row.get_by_label("作業の名前").fill("在庫の照会")
    row.get_by_label("いまかかっている時間").fill("８")
    row.get_by_label("導入した後の時間").fill("6.5")


def _costs(page: Page) -> None:
    row = page.get_by_role("group", name="経費 1")
    row.get_by_label("費目").select_option(index=5)
    row.get_by_label("金額(税抜)").fill("3,333,333")
    row.get_by_label("買うもの・頼むこと").fill("在庫管理ソフト一式")
    row.get_by_label("見積りをとった").fill("2")
    row.get_by_label("県内", exact=True).check()


# Every heading a visitor may meet, and what she answers.
ANSWERS: dict[str, Answer] = {
    "申請する方は、次のどれにあたりますか": _choose("会社(株式会社・合同会社など)"),
    "県内の拠点は、次のどれですか": _choose("本社(本店)が県内にある"),
    "これからも県内で事業を続ける予定ですか": _choose("続ける予定です"),
    "主な業種はどれですか": lambda page: (
        page.get_by_label("主な業種はどれですか").select_option(label="飲食店") and None
    ),
    "中小企業の範囲を見る区分は、どれですか": _choose("小売業"),
    "小規模事業者の範囲を見る区分は、どれですか": lambda page: page.get_by_role("radio").first.check(),
    "資本金の額または出資の総額は、いくらですか": _capital,
    "常時使用する従業員は、何人ですか": _employees,
    "株主・出資者は、どなたですか": _holders,
    "役員は何人いますか": _officers,
    "直近3年の課税所得は、いくらですか": _income,
    "県税に滞納がありますか": _choose("ない"),
    "倒産の手続きに入っていますか": _choose("どの手続きもない"),
    "暴力団等と関わりがありますか": _choose("ない"),
    "風営法第2条第1項の風俗営業を営んでいますか": _choose("営んでいない"),
    "製品を作る、サービスを届けるなどの事業をしていますか": _choose("している"),
    "同じ内容で、ほかの補助金や助成金を受けますか": _choose("受けない(申請もしていない)"),
    "同じ補助金の発展タイプにも申請しますか": _choose("申請しない"),
    "どの方法で申請する予定ですか": lambda page: page.get_by_role("radio").last.check(),
    "減らしたい作業と、その時間を教えてください": _tasks,
    "使う予定の経費を教えてください": _costs,
}
CONSULTATION = _consultation
