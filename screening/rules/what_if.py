"""The readings of the cutoff (A4), in words, and a call's terms as they would be under another reading."""

from collections.abc import Mapping

from applications.rules.terms import CallTerms
from screening.rules.wording import share_in_percent

CUTOFF_READINGS: Mapping[str, str] = {
    "base_points": "基礎点だけを、基礎点の満点と比べる",
    "base_and_bonus_of_base": "加点を含む合計を、基礎点の満点と比べる",
    "base_and_bonus_of_all": "加点を含む合計を、加点を含む満点と比べる",
}
PANEL_READINGS: Mapping[str, str] = {
    "pooled": "全員の合計で判定する",
    "each_reviewer": "審査員ごとに判定し、全員が満たすときに通過とする",
    "median": "審査員の中央値で判定する",
    "without_extremes": "最高と最低を除いた合計で判定する",
}


def read_as(terms: CallTerms, *, cutoff: str = "", panel: str = "") -> CallTerms:
    """The terms under other readings of the cutoff; blank, or a name that no reading has, keeps the call's own."""
    wished = {
        "cutoff": cutoff if cutoff in CUTOFF_READINGS else terms.readings.cutoff,
        "cutoff_panel": panel if panel in PANEL_READINGS else terms.readings.cutoff_panel,
    }
    return terms.model_copy(update={"readings": terms.readings.model_copy(update=wished)})


def is_own_reading(tried: CallTerms, terms: CallTerms) -> bool:
    """Whether the call itself reads the cutoff so."""
    return (tried.readings.cutoff, tried.readings.cutoff_panel) == (terms.readings.cutoff, terms.readings.cutoff_panel)


def cutoff_in_words(terms: CallTerms) -> str:
    """The cutoff as the minutes state it: the share, of what, and how a panel is taken together."""
    ratio = terms.screening.cutoff.ratio
    of_what = CUTOFF_READINGS[terms.readings.cutoff]
    how = PANEL_READINGS[terms.readings.cutoff_panel]
    percent = share_in_percent(ratio.numerator, ratio.denominator)
    return f"満点の{ratio.denominator}分の{ratio.numerator}({percent})以上を通過とする({of_what}。{how})"
