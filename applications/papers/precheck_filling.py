"""Fills the paper of the pre-check from a judgement: the very words of the page, in the order of the page."""

from datetime import datetime
from typing import Any

from applications.papers.findings import JudgedLine, JudgedRule, RuleGroup, equation_of, judged_groups, judged_lines
from applications.papers.precheck_result import (
    Answer,
    EquationStep,
    Finding,
    FindingGroup,
    JudgedCost,
    PrecheckResultPaper,
)
from applications.papers.wording import answers_in_words
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.sentences import word_of
from applications.rules.terms import CallTerms
from applications.rules.words import say
from kernel.calendar import TOKYO, tokyo_day
from kernel.money import format_number, format_yen
from kernel.verdict import Outcome
from kernel.wareki import format_wareki

_NOTES = (
    "この結果は、お答えの内容を募集要領に当てはめたものです。交付の可否を決めるものではありません。",
    "お答えの内容は、この確認のためだけに使い、保存しません。",
)


def conclusion_of(groups: tuple[RuleGroup, ...], lines: tuple[JudgedLine, ...]) -> tuple[str, str]:
    """The whole result in one sentence, and what it means. A cost with an open point never ends in 「すべて」."""
    counts = {group.key: len(group.rules) for group in groups}
    open_costs = sum(bool(line.rules) for line in lines)
    if counts["unmet"]:
        sentence = f"満たしていないものが{counts['unmet']}件あります。"
        return sentence, "直せるものがあれば、直してからもう一度確認できます。"
    if counts["check"]:
        sentence = f"満たしていないものはありません。確認が必要なものが{counts['check']}件あります。"
        return sentence, "確認が必要なものは、このままでは申請できないという意味ではありません。"
    if open_costs:
        sentence = f"申請の条件はすべて満たしています。経費のうち{open_costs}件に、確認が必要なところがあります。"
        return (
            sentence,
            "下の「補助金の額」で、経費ごとの見方をご覧ください。対象にならない経費があると、額は下がります。",
        )
    return "すべて満たしています。", "このお答えのとおりであれば、申請できます。"


def issued_label(at: datetime) -> str:
    """The moment of issue as a footer prints it."""
    moment = at.astimezone(TOKYO)
    return f"作成 {format_wareki(moment.date())} {moment.hour}時{moment:%M}分"


def precheck_result_paper(facts: Facts, judgement: Judgement, terms: CallTerms, *, at: datetime) -> PrecheckResultPaper:
    """The result of a pre-check as a paper, made at the moment of the check."""
    groups = judged_groups(judgement, terms)
    conclusion, detail = conclusion_of(groups, judged_lines(facts, judgement, terms))
    heading = terms.papers["precheck_result"].title
    return PrecheckResultPaper(
        issued_at=at,
        issued_label=issued_label(at),
        document_title=f"{heading} {terms.title}",
        mark="実演用" if terms.demonstration else "",
        subsidy_name=terms.title,
        heading=heading,
        checked_on=f"確認した日 {format_wareki(tokyo_day(at), weekday=True)}",
        call_period=f"受付期間 {word_of(terms.window.opens_on)}から{word_of(terms.window.closes_on)}まで",
        conclusion=conclusion,
        conclusion_detail=detail,
        groups=tuple(map(_group, groups)),
        answers=tuple(
            Answer(question=said.label, answer="、".join(said.lines)) for said in answers_in_words(facts, terms)
        ),
        notes=(*_NOTES, *(say(text, terms) for text in terms.conditions_of_use)),
        office=_office(terms),
        **_money(facts, judgement, terms),
    )


def _money(facts: Facts, judgement: Judgement, terms: CallTerms) -> dict[str, Any]:
    lines = judged_lines(facts, judgement, terms)
    if not lines:
        return {}
    claimed = sum(line.claimed or 0 for line in judgement.costs)
    return {
        "costs": tuple(map(_cost, lines)),
        "cost_claimed_total": format_number(claimed),
        "cost_allowed_total": format_number(judgement.amount.eligible_cost),
        "equation": tuple(
            EquationStep(label=f"{step.sign} {step.label}".strip(), value=step.value)
            for step in equation_of(judgement, terms)
        ),
        "amount_label": "申請できる額(見込み)",
        "amount": format_yen(judgement.amount.granted_at_most),
        "amount_note": f"根拠 {judgement.amount.clause}。確認が必要な経費が対象にならないとき、この額は下がります。",
    }


def _group(group: RuleGroup) -> FindingGroup:
    return FindingGroup(
        heading=group.heading,
        mark=group.mark,
        count=f"{len(group.rules)}件",
        empty=group.empty,
        findings=tuple(map(_finding, group.rules)),
    )


def _finding(rule: JudgedRule) -> Finding:
    to_do = rule.to_do or ("質問に答えてください。" if rule.outcome is Outcome.UNKNOWN else "")
    return Finding(label=rule.label, because=rule.because, clause=rule.clause, to_do=to_do)


def _cost(line: JudgedLine) -> JudgedCost:
    return JudgedCost(
        number=str(line.number),
        category=line.category,
        description=line.description,
        claimed=line.claimed.removesuffix("円"),
        allowed=line.allowed.removesuffix("円"),
        reasons=tuple(f"{rule.because}({rule.clause})" for rule in line.rules),
    )


def _office(terms: CallTerms) -> tuple[str, ...]:
    desk = terms.grantor
    return (desk.office, f"電話 {desk.telephone}", desk.hours)
