"""A judgement in words: verdicts in three groups, each with its clause and what to do, and the equation of the amount."""

from collections.abc import Iterable
from dataclasses import dataclass

from applications.rules.costs import LineJudgement
from applications.rules.facts import CostLine, Facts
from applications.rules.judgement import Judgement
from applications.rules.terms import CallTerms
from applications.rules.words import say
from kernel.money import format_exact_yen, format_yen
from kernel.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """One verdict in words. `facts` names what it rests on, so that a page can lead back to the question."""

    outcome: Outcome
    label: str
    because: str
    clause: str
    to_do: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The verdicts of one kind. `mark` is for paper, `key` for the page."""

    key: str
    heading: str
    mark: str
    empty: str
    rules: tuple[JudgedRule, ...]


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One cost line in words: what is claimed, what would count, and each thing that is to be said of it."""

    number: int
    category: str
    description: str
    claimed: str
    allowed: str
    rules: tuple[JudgedRule, ...]


@dataclass(frozen=True, slots=True)
class EquationStep:
    """One step from the costs to the amount: the sign before it, what it is, and how much."""

    sign: str
    label: str
    value: str


_UNMET, _CHECK, _MET = (
    ("unmet", "満たしていません", "×", "満たしていないものはありません。", (Outcome.UNMET,)),
    (
        "check",
        "確認が必要です",
        "△",
        "確認が必要なものはありません。",
        (Outcome.REVIEW, Outcome.WARNING, Outcome.UNKNOWN),
    ),
    ("met", "満たしています", "○", "満たしているものは、まだありません。", (Outcome.MET,)),
)


def judged_groups(judgement: Judgement, terms: CallTerms) -> tuple[RuleGroup, ...]:
    """Every verdict on the application, the worst group first; within a group in the order of the terms."""
    rules = [_of_eligibility(verdict, terms) for verdict in judgement.verdicts]
    rules += [floor] if (floor := _floor(judgement, terms)) else []
    return tuple(_group(spec, rules) for spec in (_UNMET, _CHECK, _MET))


def judged_lines(facts: Facts, judgement: Judgement, terms: CallTerms) -> tuple[JudgedLine, ...]:
    """Every cost line with its own verdicts."""
    pairs = zip(facts.costs or (), judgement.costs, strict=True)
    return tuple(_line(line, judged, terms) for line, judged in pairs)


def equation_of(judgement: Judgement, terms: CallTerms) -> tuple[EquationStep, ...]:
    """From the eligible cost to the amount, step by step, as the call rounds and caps."""
    amount, limits = judgement.amount, terms.amounts
    steps = [
        EquationStep("", "対象になる経費(税抜)", format_yen(amount.eligible_cost)),
        EquationStep("×", f"補助率 {limits.rate}", format_exact_yen(amount.product)),
        EquationStep("→", f"{format_yen(limits.round_down_to)}未満を切り捨て", format_yen(amount.computed)),
    ]
    if amount.computed > limits.cap:
        steps.append(EquationStep("→", "上限まで", format_yen(limits.cap)))
    if amount.product < limits.floor:
        steps.append(EquationStep("→", f"下限の{format_yen(limits.floor)}に届かないため", format_yen(0)))
    return tuple(steps)


def _group(spec: tuple[str, str, str, str, tuple[Outcome, ...]], rules: Iterable[JudgedRule]) -> RuleGroup:
    key, heading, mark, empty, outcomes = spec
    # What a person must look at stands before what is merely not answered yet.
    chosen = [rule for outcome in outcomes for rule in rules if rule.outcome is outcome]
    return RuleGroup(key, heading, mark, empty, tuple(chosen))


def _of_eligibility(verdict: Verdict, terms: CallTerms) -> JudgedRule:
    rule = next(rule for rule in terms.eligibility if rule.id == verdict.rule)
    return _judged(verdict, rule.label, rule.advice, terms)


def _of_line(verdict: Verdict, terms: CallTerms) -> JudgedRule:
    rule = terms.rules[verdict.rule]
    return _judged(verdict, rule.label, rule.advice, terms)


def _judged(verdict: Verdict, label: str, advice: str, terms: CallTerms) -> JudgedRule:
    needs_advice = verdict.outcome in (Outcome.UNMET, Outcome.REVIEW, Outcome.WARNING)
    return JudgedRule(
        outcome=verdict.outcome,
        label=say(label, terms),
        because=verdict.because,
        clause=verdict.clause,
        to_do=say(advice, terms) if needs_advice and advice else "",
        facts=tuple(verdict.facts),
    )


def _floor(judgement: Judgement, terms: CallTerms) -> JudgedRule | None:
    """What the costs come to, as a verdict among the others; silent while no cost is known."""
    amount, floor = judgement.amount, format_yen(terms.amounts.floor)
    outcome = amount.outcome
    product = format_exact_yen(amount.product)
    sentences = {
        Outcome.MET: f"経費に補助率を掛けた額は{product}で、下限の{floor}以上です。",
        Outcome.UNMET: f"経費に補助率を掛けた額は{product}で、下限の{floor}に届きません。",
        Outcome.UNKNOWN: "経費が未回答のため、まだ計算できません。",
    }
    to_do = "対象になる経費を見直してください。届かないままでは申請できません。" if outcome is Outcome.UNMET else ""
    return JudgedRule(outcome, f"補助金の額が下限の{floor}に届く", sentences[outcome], amount.clause, to_do, ("costs",))


def _line(line: CostLine, judged: LineJudgement, terms: CallTerms) -> JudgedLine:
    category = None if line.category is None else terms.category(line.category)
    return JudgedLine(
        number=judged.line,
        category=f"{category.mark}{category.label}" if category else "(費目は未定)",
        description=line.description,
        claimed="(未回答)" if judged.claimed is None else format_yen(judged.claimed),
        allowed=format_yen(judged.allowed),
        rules=tuple(_of_line(verdict, terms) for verdict in judged.verdicts),
    )
