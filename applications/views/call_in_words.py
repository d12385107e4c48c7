"""A call as its page and its entry in the list show it. Every figure, day and sentence comes from the terms."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from applications.rules.channels import ways_in
from applications.rules.sentences import word_of
from applications.rules.terms import CallTerms
from applications.rules.terms.sections import PaperTerms, RequiredAttachment
from applications.rules.words import say
from kernel.calendar import days_left, tokyo_day
from kernel.money import format_number, format_yen
from kernel.parts import Chip, Crumb, Event, Figure, Item, NextStep, Offer

OPEN = Chip("受付中", "good", "good")
COMING = Chip("受付前", "key", "info")
CLOSED = Chip("受付終了", "quiet", "open")
# 万 is how people say large amounts; below it, or between two of them, the figure is written out.
_MAN = 10_000
_OPEN_HOW = (
    "この窓口で下書きを作り、そのまま提出できます。事前確認の答えは引き継がれます。"
    "ほかの方法で提出するときは、{form}に記入してください。"
)
_CLOSED_HOW = "この公募の受付は終わりました。次の公募の準備のために、様式と提出の方法を載せています。"


def chip_of(terms: CallTerms, *, at: datetime) -> Chip:
    """Whether the call takes applications now."""
    if at < terms.opens_at:
        return COMING
    return OPEN if at <= terms.closes_at else CLOSED


def days_in_words(terms: CallTerms, *, at: datetime) -> str:
    """How long there is, in words."""
    today, chip = tokyo_day(at), chip_of(terms, at=at)
    if chip is COMING:
        return f"受付開始まで、あと{days_left(terms.window.opens_on, today)}日"
    if chip is CLOSED:
        return "受付は終わりました"
    left = days_left(terms.window.closes_on, today)
    return f"締切まで、あと{left}日" if left else "きょうが締切です"


def window_in_words(terms: CallTerms) -> str:
    """The window with its closing time."""
    window = terms.window
    closing = f"{window.closes_at.hour}時{window.closes_at:%M}分"
    return f"{word_of(window.opens_on)}から{word_of(window.closes_on)}{closing}まで(必着)"


def say_yen(amount: int) -> str:
    """250万円, or the figure in full where it is no whole number of 万."""
    whole, rest = divmod(amount, _MAN)
    return format_yen(amount) if rest or not whole else f"{format_number(whole)}万円"


def call_card(terms: CallTerms, *, at: datetime) -> dict[str, Any]:
    """A call in the list of calls."""
    return {
        "title": terms.title,
        "url": reverse("applications:call", args=[terms.id]),
        "chip": chip_of(terms, at=at),
        "purpose": say(terms.summary[0], terms),
        "window": window_in_words(terms),
        "days": days_in_words(terms, at=at),
    }


def call_page_words(terms: CallTerms, *, at: datetime) -> dict[str, Any]:
    """Everything on the page of a call."""
    return {
        "title": terms.title,
        "demonstration": terms.demonstration,
        "crumbs": (Crumb("公募の一覧", "/"), Crumb(terms.title)),
        "chip": chip_of(terms, at=at),
        "summary": [say(text, terms) for text in terms.summary],
        "next_step": _next_step(terms, at),
        "figures": _figures(terms),
        "window": window_in_words(terms),
        "days": days_in_words(terms, at=at),
        "events": _events(terms, tokyo_day(at)),
        "questions": [say(text, terms) for text in terms.plain_questions],
        "precheck_url": reverse("applications:precheck", args=[terms.id]),
        "examples": [say(text, terms) for text in terms.examples],
        "categories": [
            Item(f"{each.mark}{each.label}", say(each.examples, terms)) for each in terms.offered_categories
        ],
        "conditions": [say(text, terms) for text in terms.conditions_of_use],
        **documents_in_words(terms),
        **ways_in_words(terms, at=at),
    }


def ways_in_words(terms: CallTerms, *, at: datetime) -> dict[str, Any]:
    """How to apply today: the form to fill in, the ways to send it, and whom to ask."""
    form = terms.papers["application"]
    return {
        "grantor": terms.grantor,
        "how": _CLOSED_HOW if chip_of(terms, at=at) is CLOSED else _OPEN_HOW.format(form=named(form)),
        "ways": [Item(way.label, say(way.note, terms)) for way in ways_in(terms)],
        "begin_offers": _beginnings(terms, at=at),
        "form_offer": Offer(
            f"{form.number or form.title}をPDFで受け取る",
            reverse("applications:precheck_papers", args=[terms.id]),
            weight="second",
            posts=True,
            name="kind",
            value="application",
        ),
    }


def _beginnings(terms: CallTerms, *, at: datetime) -> tuple[Offer, ...]:
    """The way into a draft, while the call takes applications or soon will."""
    if chip_of(terms, at=at) is CLOSED:
        return ()
    return (Offer("申請を始める", reverse("applications:start", args=[terms.id])),)


def documents_in_words(terms: CallTerms) -> dict[str, Any]:
    """The documents that go with an application: those of everybody, and those of some."""
    form = terms.papers["application"]
    annexes = "、".join(sorted(form.annexes.values()))
    own = Item(named(form), annexes)
    always = [_item(each, terms) for each in terms.attachments if each.required == "always"]
    others = [_item(each, terms) for each in terms.attachments if each.required != "always"]
    return {"documents": [own, *always], "documents_of_some": others}


def named(paper: PaperTerms) -> str:
    """A paper's title with its number behind it."""
    return f"{paper.title}({paper.number})" if paper.number else paper.title


def _item(needed: RequiredAttachment, terms: CallTerms) -> Item:
    return Item(say(needed.label, terms), say(needed.condition_label, terms))


def _next_step(terms: CallTerms, at: datetime) -> NextStep:
    check = Offer("5分で確認する", reverse("applications:precheck", args=[terms.id]))
    if chip_of(terms, at=at) is CLOSED:
        return NextStep(
            sentence="この公募の受付は終わりました。事前確認は、次の公募の準備にお使いいただけます。",
            until=f"受付期間は{window_in_words(terms)}でした。",
            offers=(check, Offer("様式と提出の方法を見る", "#apply", weight="second")),
        )
    return NextStep(
        sentence="質問に答えると、申請の条件を満たしているか、補助金がいくらになるかが、その場で分かります。",
        until=f"{days_in_words(terms, at=at)}。受付期間は{window_in_words(terms)}です。",
        offers=(check, Offer("申請を始める", _way_to_apply(terms, at), weight="second")),
    )


def _way_to_apply(terms: CallTerms, at: datetime) -> str:
    return next((offer.url for offer in _beginnings(terms, at=at)), "#apply")


def _figures(terms: CallTerms) -> tuple[Figure, ...]:
    amounts = terms.amounts
    rate = f"{amounts.rate.denominator}分の{amounts.rate.numerator}以内"
    return (
        Figure("補助率", rate, f"消費税を除いた経費に対して(募集要領 {amounts.rate_clause})"),
        Figure("上限", say_yen(amounts.cap), f"これより多くは出ません(募集要領 {amounts.clause})"),
        Figure("下限", say_yen(amounts.floor), f"これを下回ると申請できません(募集要領 {amounts.clause})"),
    )


def _events(terms: CallTerms, today: date) -> list[Event]:
    days = [
        (terms.window.opens_on, "受付開始"),
        (terms.window.closes_on, "受付終了(必着)"),
        (terms.period.decision_expected_on, "交付決定の通知(目安)"),
        (terms.period.ends_by, "事業の終了(支払いまで)"),
        (terms.report.latest_on, "実績報告の期限"),
    ]
    # On the day of an event itself, today stands before it: there is still something to do.
    place = sum(day < today for day, _ in days)
    events = [Event("past" if day < today else "coming", word_of(day), label) for day, label in sorted(days)]
    return [*events[:place], Event("today", word_of(today), "きょう"), *events[place:]]
