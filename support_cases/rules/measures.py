"""What a measured figure means: its unit, its definition, and by how much it changed. Two kinds are never compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of figure. A kind without a unit of its own takes the one that somebody typed."""

    label: str
    unit: str
    definition: str
    less_is_better: bool = False
    # A figure per person: over several companies its mean tells something, its sum does not.
    is_rate: bool = False


KINDS: Mapping[str, Kind] = {
    "hours_year": Kind(
        "作業時間",
        "時間/年",
        "1年間にその作業にかかった時間の合計。補助金の成果指標(KPI)と同じ単位です。",
        less_is_better=True,
    ),
    "value_added_per_person": Kind(
        "付加価値額(1人あたり)",
        "千円/人",
        "(営業利益+人件費+減価償却費+賃借料+租税公課)÷従業員数。営業利益を人数で割る労働生産性とは別の数字です。",
        is_rate=True,
    ),
    "profit_per_person": Kind(
        "営業利益(1人あたり)",
        "千円/人",
        "営業利益÷従業員数(ローカルベンチマークの労働生産性)。付加価値額を人数で割る生産性とは別の数字です。",
        is_rate=True,
    ),
    "sales": Kind("売上高", "円/年", "1年間の売上の合計(税抜)。"),
    "cost": Kind("費用", "円/年", "1年間にかかった費用の合計(税抜)。", less_is_better=True),
    "count": Kind("件数", "", "数えたもの。名前と単位が同じものどうしだけを比べます。"),
    "other": Kind("その他", "", "測り方の欄に書いた方法で測ったもの。"),
}


def unit_of(kind: str, typed: str) -> str:
    """The unit of a kind; the typed one only where the kind has none."""
    return KINDS[kind].unit or typed.strip()


def change(before: Decimal, after: Decimal) -> Fraction | None:
    """By what share a value changed, exactly; None where it began at zero."""
    return (Fraction(after) - Fraction(before)) / Fraction(before) if before else None


def share_reached(baseline: Decimal, target: Decimal, now: Decimal) -> Fraction | None:
    """Which part of the way from the baseline to the target is done; None where the two are the same."""
    way = Fraction(target) - Fraction(baseline)
    return (Fraction(now) - Fraction(baseline)) / way if way else None
