"""The result of a pre-check as its page shows it: the same words and figures as on the paper."""

from dataclasses import dataclass
from typing import Any

from applications.papers.findings import JudgedLine, JudgedRule, RuleGroup, equation_of, judged_groups, judged_lines
from applications.papers.precheck_filling import conclusion_of
from applications.papers.wording import answers_in_words
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.views.call_in_words import ways_in_words
from applications.views.visit import Visit
from kernel.money import format_yen
from kernel.parts import Chip, Crumb, Fact, Figure, NextStep, Offer
from kernel.verdict import Outcome

RESULT_NAME = "事前確認の結果"
_CHIPS = {
    "unmet": Chip("満たしていないものがあります", "bad", "bad"),
    "check": Chip("確認が必要です", "care", "ask"),
    "met": Chip("すべて満たしています", "good", "good"),
}
_FIGURE_NOTE = "申請の条件をすべて満たす場合の額です。計算のしかたは、下の「補助金の額」にあります。"
_ICONS = {"unmet": ("bad", "bad"), "check": ("ask", "care"), "met": ("good", "good")}


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """A verdict with the way back to the question it rests on."""

    label: str
    because: str
    clause: str
    act: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of verdicts with its icon."""

    key: str
    title: str
    icon: str
    tone: str
    empty: str
    verdicts: tuple[ShownVerdict, ...]


def result_page(visit: Visit, facts: Facts, judgement: Judgement) -> dict[str, Any]:
    """Everything on the page of the result."""
    groups = judged_groups(judgement, visit.terms)
    lines = judged_lines(facts, judgement, visit.terms)
    worst = next((group.key for group in groups if group.rules), "check")
    if worst == "met" and any(line.rules for line in lines):
        worst = "check"
    return {
        "title": visit.terms.title,
        "demonstration": visit.terms.demonstration,
        "crumbs": _crumbs(visit),
        "chip": _CHIPS[worst],
        "next_step": _next_step(visit, conclusion_of(groups, lines), has_unmet=worst == "unmet"),
        "groups": [_group(group, visit) for group in groups],
        "answers": _answers(visit, facts),
        "papers": _papers(visit),
        **_money(visit, lines, judgement),
        **ways_in_words(visit.terms, at=visit.at),
    }


def _crumbs(visit: Visit) -> tuple[Crumb, ...]:
    return (
        Crumb("公募の一覧", "/"),
        Crumb(visit.terms.title, visit.url_named("call")),
        Crumb("事前確認", visit.url_named("precheck")),
        Crumb("結果"),
    )


def _next_step(visit: Visit, conclusion: tuple[str, str], *, has_unmet: bool) -> NextStep:
    sentence, detail = conclusion
    first = _before_applying(visit, has_unmet=has_unmet)
    ways = ways_in_words(visit.terms, at=visit.at)["begin_offers"]
    url = ways[0].url if ways else "#apply"
    apply = Offer("この内容で申請を始める", url, weight="second" if first else "first")
    return NextStep(sentence, detail, (*first, apply))


def _before_applying(visit: Visit, *, has_unmet: bool) -> tuple[Offer, ...]:
    """What is better done first: to see what stands in the way, else to answer what is still open."""
    if has_unmet:
        return (Offer("満たしていないものを見る", "#verdicts-unmet"),)
    open_page = visit.first_open
    return (Offer("残りの質問に答える", visit.url_of(open_page)),) if open_page else ()


def _group(group: RuleGroup, visit: Visit) -> ShownGroup:
    icon, tone = _ICONS[group.key]
    verdicts = tuple(_verdict(rule, visit) for rule in group.rules)
    return ShownGroup(group.key, group.heading, icon, tone, group.empty, verdicts)


def _verdict(rule: JudgedRule, visit: Visit) -> ShownVerdict:
    url = "" if rule.outcome is Outcome.MET else _url_of_question(rule.facts, visit)
    link = "質問に答える" if rule.outcome is Outcome.UNKNOWN else "答えを見直す"
    return ShownVerdict(rule.label, rule.because, rule.clause, rule.to_do, url, link if url else "")


def _url_of_question(facts: tuple[str, ...], visit: Visit) -> str:
    """The first question among the facts whose answer is missing, else the last one: that one usually decides."""
    pages = [page for page in visit.asked if set(page.step.facts) & set(facts)]
    missing = [page for page in pages if not any(fact in visit.precheck.known for fact in page.step.facts)]
    chosen = missing[:1] or pages[-1:]
    return f"{visit.url_of(chosen[0])}?return" if chosen else ""


def _money(visit: Visit, lines: tuple[JudgedLine, ...], judgement: Judgement) -> dict[str, Any]:
    page = next(page for page in visit.asked if "costs" in page.step.facts)
    return {
        "lines": lines,
        "figures": (Figure("申請できる額(見込み)", format_yen(judgement.amount.granted_at_most), _FIGURE_NOTE),),
        "costs_url": f"{visit.url_of(page)}?return",
        "equation": {
            "steps": equation_of(judgement, visit.terms),
            "answer_label": "申請できる額(見込み)",
            "answer": format_yen(judgement.amount.granted_at_most),
        },
        "amount_clause": judgement.amount.clause,
        "has_register": bool(judgement.asset_register_lines),
        "register_lines": "、".join(map(str, judgement.asset_register_lines)),
    }


def _answers(visit: Visit, facts: Facts) -> list[Fact]:
    urls = {fact: f"{visit.url_of(page)}?return" for page in visit.asked for fact in page.step.facts}
    return [
        Fact(said.label, "\n".join(said.lines), urls.get(said.fact, ""))
        for said in answers_in_words(facts, visit.terms)
    ]


def _papers(visit: Visit) -> tuple[Offer, ...]:
    form = visit.terms.papers["application"]
    url = visit.url_named("precheck_papers")
    return (
        Offer("この結果をPDFで受け取る", url, "second", True, "kind", "precheck_result"),
        Offer(f"{form.number or form.title}をPDFで受け取る", url, "second", True, "kind", "application"),
    )
