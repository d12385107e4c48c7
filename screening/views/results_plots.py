"""The distribution of a round's points as pictures: what the cutoff compares, with its line, and the totals."""

from collections.abc import Sequence
from fractions import Fraction

from applications.rules.terms import CallTerms
from kernel.plots import Bin, Frame, Key, Limit, Plot, Tone, histogram
from screening.rules.cutoff import judged_share
from screening.rules.ranking import Ranked
from screening.rules.wording import share_in_percent

_WIDTH = 5
_HUNDRED = 100
_HEADS = ("範囲", "基準点に届いた申請(件)", "届かない申請(件)", "計(件)")
_KEYS = (Key(Tone.SOLID, "基準点に届いた申請"), Key(Tone.HATCHED, "届かない申請"))


def plots_of(files: Sequence[Ranked], terms: CallTerms) -> tuple[Plot, Plot]:
    """Two histograms. The cutoff judges a share, not the total, so that its line stands in the first alone."""
    return (_shares(files, terms), _totals(files, terms))


def _shares(files: Sequence[Ranked], terms: CallTerms) -> Plot:
    ratio = terms.screening.cutoff.ratio
    frame = Frame(
        "shares",
        "基準点の判定に使う割合の分布",
        f"満点に対する割合(%)を{_WIDTH}ポイントごとに数えました。破線が基準点です。",
        _HEADS,
        (*_KEYS, Key(Tone.LIMIT, "基準点")),
    )
    values = [(judged_share(file.candidate, terms) * _HUNDRED, file.passes_cutoff) for file in files]
    line = Limit(ratio * _HUNDRED, f"基準 {share_in_percent(ratio.numerator, ratio.denominator)}")
    return histogram(frame, _bins(values, _HUNDRED, "%"), width=_WIDTH, limit=line)


def _totals(files: Sequence[Ranked], terms: CallTerms) -> Plot:
    screening = terms.screening
    frame = Frame(
        "totals",
        "総合点の分布",
        f"総合点(基礎点の平均と加点の和)を{_WIDTH}点ごとに数えました。"
        "基準点は割合で判定するため、この図に線はありません。",
        _HEADS,
        _KEYS,
    )
    values = [(_total(file), file.passes_cutoff) for file in files]
    most = screening.maximum + sum(bonus.points for bonus in screening.bonuses)
    return histogram(frame, _bins(values, most, "点"), width=_WIDTH)


def _total(file: Ranked) -> Fraction:
    candidate = file.candidate
    return Fraction(candidate.base_points, len(candidate.sheets)) + candidate.bonus_points


def _bins(values: Sequence[tuple[Fraction, bool]], most: int, unit: str) -> list[Bin]:
    """The most itself belongs to the last bar; a share above the whole, with bonus, has bars of its own."""
    highest = max([Fraction(most), *(value for value, _ in values)])
    count = max(1, -(-highest.numerator // (highest.denominator * _WIDTH)))
    above, below = [0] * count, [0] * count
    for value, passes in values:
        place = min(int(value // _WIDTH), count - 1)
        (above if passes else below)[place] += 1
    labels = [f"{place * _WIDTH}以上{(place + 1) * _WIDTH}未満{unit}" for place in range(count)]
    labels[-1] = f"{(count - 1) * _WIDTH}以上{unit}"
    return [Bin(*each) for each in zip(labels, above, below, strict=True)]
