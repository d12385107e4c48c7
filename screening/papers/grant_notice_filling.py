"""Fills 様式第2号 from what was sent, what was judged of it, and what the office decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from applications.papers.budget_filling import category_label
from applications.rules.costs import amount_with_tax
from applications.rules.facts import CostLine
from applications.rules.sentences import word_of
from awards.papers.assessed import AssessedCost, AssessedTotal, Assessment
from kernel.money import format_number, format_yen, format_yen_formal
from screening.papers.grant_notice import AllocatedCost, GrantCondition, GrantNoticePaper
from screening.papers.letter_filling import LetterHead, head_of
from screening.rules.deciding import Cut, JudgedCost, after_cuts, completion_limit
from screening.selectors.decided_files import DecidedFile


@dataclass(frozen=True, slots=True)
class Grant:
    """What was decided, in yen, with the cuts, the kind of reduction and conditions for this file alone."""

    applied_amount: int
    decided_amount: int
    decided_cost: int
    reduction: str
    reduction_note: str
    cuts: tuple[Cut, ...]
    extra_conditions: tuple[str, ...]


def grant_notice_paper(file: DecidedFile, grant: Grant, head: LetterHead) -> GrantNoticePaper:
    """The letter of grant with its annex of every cost line."""
    words = file.terms.decisions.granted
    amendments = tuple(_amendments(file, grant.cuts))
    return GrantNoticePaper(
        **head_of("grant_notice", file, head),
        content=words.content_changed if amendments else words.content,
        amendments=amendments,
        total_cost=format_yen_formal(sum(_with_tax(file).values())),
        eligible_cost=format_yen_formal(grant.decided_cost),
        applied_amount=format_yen_formal(grant.applied_amount),
        decided_amount=format_yen_formal(grant.decided_amount),
        reduction_reason=_reduction(file, grant),
        allocations=tuple(_allocations(file, grant.cuts)),
        allocation_total=AllocatedCost(
            category="合計",
            total_cost=format_number(sum(_with_tax(file).values())),
            eligible_cost=format_number(grant.decided_cost),
        ),
        starts_on=words.starts,
        completion_limit=word_of(completion_limit(file.facts.project.ends_on, file.terms)),
        report_due_rule=words.report_due,
        conditions=tuple(
            GrantCondition(sentence=sentence, clause=clause) for sentence, clause in conditions_of(file, grant)
        ),
        enclosures=words.enclosures,
        assessment=_assessment(file, grant.cuts),
    )


def conditions_of(file: DecidedFile, grant: Grant) -> tuple[tuple[str, str], ...]:
    """The call's conditions with their clauses, then those for this file alone."""
    standard = file.terms.decisions.granted.conditions
    return (
        *((each.sentence, each.clause or "") for each in standard),
        *((sentence, "") for sentence in grant.extra_conditions),
    )


def _reduction(file: DecidedFile, grant: Grant) -> str:
    if not grant.reduction:
        return ""
    said = {str(kind): sentence for kind, sentence in file.terms.decisions.granted.reductions.items()}
    return f"{said[grant.reduction]}{grant.reduction_note}"


def _amendments(file: DecidedFile, cuts: Sequence[Cut]) -> Iterator[str]:
    named = dict(enumerate((line.description for line in file.facts.costs or ()), start=1))
    for cut in sorted(cuts, key=lambda each: each.line):
        what = f"No.{cut.line}「{named.get(cut.line, '').partition(chr(10))[0]}」は、"
        yield (
            f"{what}{format_yen(cut.allowed)}を補助の対象とします。"
            if cut.allowed
            else f"{what}補助の対象から除きます。"
        )


def _with_tax(file: DecidedFile) -> dict[int, int]:
    """Yen including tax by line."""
    lines = enumerate(file.facts.costs or (), start=1)
    return {number: amount_with_tax(line, file.terms) or 0 for number, line in lines}


def _allocations(file: DecidedFile, cuts: Sequence[Cut]) -> Iterator[AllocatedCost]:
    categories = {number: line.category for number, line in enumerate(file.facts.costs or (), start=1)}
    decided, taxed = after_cuts(file.costs, cuts), _with_tax(file)
    cut_lines = {cut.line: cut for cut in cuts}
    for category in sorted({number for number in categories.values() if number is not None}):
        own = [cost for cost in decided if categories.get(cost.line) == category]
        notes = [_note(cut_lines[cost.line]) for cost in own if cost.line in cut_lines]
        yield AllocatedCost(
            category=category_label(category, file.terms),
            total_cost=format_number(sum(taxed[cost.line] for cost in own)),
            eligible_cost=format_number(sum(cost.allowed for cost in own)),
            note="、".join(notes),
        )


def _note(cut: Cut) -> str:
    return f"No.{cut.line}は{format_yen(cut.allowed)}" if cut.allowed else f"No.{cut.line}を除く"


def _assessment(file: DecidedFile, cuts: Sequence[Cut]) -> Assessment:
    number, _, title = file.terms.papers["grant_notice"].annexes["assessment"].partition(" ")
    decided = after_cuts(file.costs, cuts)
    claimed, allowed = sum(cost.claimed for cost in decided), sum(cost.allowed for cost in decided)
    lines = dict(enumerate(file.facts.costs or (), start=1))
    return Assessment(
        number=number,
        title=title,
        claimed_label="申請額",
        allowed_label="決定額",
        lines=tuple(_line(file, cost, lines) for cost in decided),
        total=AssessedTotal(
            claimed=format_number(claimed), allowed=format_number(allowed), difference=format_number(allowed - claimed)
        ),
    )


def _line(file: DecidedFile, cost: JudgedCost, lines: dict[int, CostLine]) -> AssessedCost:
    line = lines[cost.line]
    return AssessedCost(
        number=str(cost.line),
        category=category_label(line.category, file.terms),
        description=line.description,
        claimed=format_number(cost.claimed),
        allowed=format_number(cost.allowed),
        difference=format_number(cost.allowed - cost.claimed),
        reason=cost.because,
    )
