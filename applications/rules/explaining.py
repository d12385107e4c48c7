"""How the amounts of a cost line came about, step by step, so that no figure on the page has to be believed."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from applications.rules.costs import LineJudgement, amount_with_tax, is_untaxed
from applications.rules.facts import CostLine
from applications.rules.sentences import percent
from applications.rules.terms import CallTerms
from kernel.money import format_yen


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """A line's amounts in whole yen as the server computes them, and the steps in words."""

    excluding_tax: int | None
    tax: int | None
    including_tax: int | None
    eligible: int
    steps: tuple[str, ...]


def amounts_of(line: CostLine, judged: LineJudgement, terms: CallTerms) -> LineAmounts:
    """The amounts of one judged line with their steps."""
    including = amount_with_tax(line, terms)
    claimed = judged.claimed
    tax = None if including is None or claimed is None else including - claimed
    steps = tuple(_steps(line, judged, including, terms)) if claimed is not None else ()
    return LineAmounts(claimed, tax, including, judged.allowed, steps)


def _steps(line: CostLine, judged: LineJudgement, including: int | None, terms: CallTerms) -> Iterator[str]:
    claimed = format_yen(judged.claimed or 0)
    rate = percent(terms.tax.rate)
    if line.amount_excluding_tax is not None:
        yield f"税抜の金額 {claimed}"
    elif line.amount_including_tax is not None:
        yield f"税込 {format_yen(line.amount_including_tax)} から消費税({rate})を除いて {claimed}(円未満切捨て)"
    else:
        yield f"単価 {format_yen(line.unit_price or 0)} × 数量 {line.quantity or 1:f} = {claimed}"
    if line.amount_including_tax is None and including is not None and not is_untaxed(line):
        yield f"消費税({rate})を加えて税込 {format_yen(including)}"
    if judged.claimed and judged.allowed < judged.claimed:
        share = Fraction(judged.allowed, judged.claimed)
        yield f"補助の対象は {format_yen(judged.allowed)}(税抜の金額の{percent(share)})"
