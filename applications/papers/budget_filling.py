"""Fills 別紙2 from rough cost lines and their judgement; what is not known stays blank to be written by hand."""

from applications.papers.budget import Budget, CategoryTotal, CostLine, CostTotal, Income, Step
from applications.papers.findings import equation_of
from applications.rules import facts as shapes
from applications.rules.costs import LineJudgement, amount_with_tax
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.sentences import word_of
from applications.rules.terms import CallTerms
from kernel.money import format_number, format_yen

_PLACES = {True: "県内", False: "県外", None: ""}
_ASSET = "○"


def budget_of(facts: Facts, judgement: Judgement, terms: CallTerms) -> Budget:
    """The budget as far as it is known. Income is the applicant's to state; only the subsidy is known."""
    number, _, title = terms.papers["application"].annexes["budget"].partition(" ")
    blank = Budget(number=number, title=title, balance_note=_BALANCE)
    if not judgement.costs:
        return blank
    amount = judgement.amount
    total = including_tax(facts, terms)
    return blank.model_copy(
        update={
            "lines": tuple(_line(*pair, judgement, terms) for pair in _pairs(facts, judgement)),
            "total": CostTotal(
                amount_excluding_tax=format_number(sum(line.claimed or 0 for line in judgement.costs)),
                amount_including_tax=format_number(total),
                eligible_cost=format_number(amount.eligible_cost),
            ),
            "categories": _categories(facts, judgement, terms),
            "category_total": CategoryTotal(
                category="合計",
                amount_including_tax=format_number(total),
                eligible_cost=format_number(amount.eligible_cost),
            ),
            "calculation": tuple(
                Step(label=f"{step.sign} {step.label}".strip(), value=step.value)
                for step in equation_of(judgement, terms)
            ),
            "requested_amount": Step(label="交付申請額", value=format_yen(amount.granted_at_most)),
            "income": (Income(source="補助金", amount=format_number(amount.granted_at_most)),),
            "income_total": Income(source="合計", amount=format_number(total)),
        }
    )


_BALANCE = "収入の合計は、支出の部の事業に要する経費(税込)の合計と同じ額にしてください。"


def including_tax(facts: Facts, terms: CallTerms) -> int:
    """Yen including tax of all lines that have an amount."""
    return sum(amount_with_tax(line, terms) or 0 for line in facts.costs or ())


def _pairs(facts: Facts, judgement: Judgement) -> list[tuple[shapes.CostLine, LineJudgement]]:
    return list(zip(facts.costs or (), judgement.costs, strict=True))


def _line(line: shapes.CostLine, judged: LineJudgement, judgement: Judgement, terms: CallTerms) -> CostLine:
    including = amount_with_tax(line, terms)
    return CostLine(
        number=str(judged.line),
        category=category_label(line.category, terms),
        description=line.description,
        quantity="" if line.quantity is None else f"{line.quantity:f}",
        unit_price=_number(line.unit_price),
        amount_excluding_tax=_number(judged.claimed),
        tax=_number(None if including is None or judged.claimed is None else including - judged.claimed),
        amount_including_tax=_number(including),
        eligible_cost=format_number(judged.allowed),
        vendor=line.vendor,
        vendor_place=_PLACES[line.vendor_in_prefecture],
        quotes="" if line.quotes is None else f"{line.quotes}社",
        subscription=_term(line),
        asset_mark=_ASSET if judged.line in judgement.asset_register_lines else "",
    )


def category_label(number: int | None, terms: CallTerms) -> str:
    """「⑤ソフトウェア購入・開発費」, or nothing while the category is open."""
    if number is None:
        return ""
    category = terms.category(number)
    return f"{category.mark}{category.label}"


def _number(amount: int | None) -> str:
    return "" if amount is None else format_number(amount)


def _term(line: shapes.CostLine) -> str:
    term = line.subscription
    return f"{word_of(term.begins_on)}から{word_of(term.ends_on)}まで" if term else ""


def _categories(facts: Facts, judgement: Judgement, terms: CallTerms) -> tuple[CategoryTotal, ...]:
    pairs = _pairs(facts, judgement)
    used = sorted({line.category for line, _ in pairs if line.category is not None})
    return tuple(
        CategoryTotal(
            category=category_label(number, terms),
            amount_including_tax=format_number(
                sum(amount_with_tax(line, terms) or 0 for line, _ in pairs if line.category == number)
            ),
            eligible_cost=format_number(sum(judged.allowed for line, judged in pairs if line.category == number)),
        )
        for number in used
    )
