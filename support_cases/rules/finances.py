"""The six financial indicators of the local benchmark (ロカベン), exactly. No thresholds: the official table is not ours.

Amounts are whole yen, people are counted. An indicator whose divisor is zero has no value and says why; it is never
zero and never infinite. `labour_productivity` here is operating profit per person: the white paper's is value added
per person and the subsidy's KPI counts hours, so the three are never compared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Year:
    """One settled year: the fourteen figures. None means that the figure is not known."""

    sales: int | None = None
    operating_profit: int | None = None
    depreciation: int | None = None
    cash: int | None = None
    notes_receivable: int | None = None
    accounts_receivable: int | None = None
    inventories: int | None = None
    notes_payable: int | None = None
    accounts_payable: int | None = None
    borrowings: int | None = None
    net_assets: int | None = None
    total_assets: int | None = None
    employees: int | None = None
    sales_before: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: `value` in its unit, or None with the reason."""

    key: str
    label: str
    unit: str
    formula: str
    value: Fraction | None
    because: str = ""


Computed = tuple[Fraction | None, str]
_MISSING = "必要な数字がまだ入っていません"


def _ratio(numerator: int | None, divisor: int | None, *, zero: str, scale: int = 1) -> Computed:
    if numerator is None or divisor is None:
        return None, _MISSING
    return (Fraction(numerator * scale, divisor), "") if divisor else (None, zero)


def _growth(year: Year) -> Computed:
    value, because = _ratio(year.sales, year.sales_before, zero="前の期の売上が0円のため計算できません", scale=100)
    return (value - 100 if value is not None else None), because


def _margin(year: Year) -> Computed:
    return _ratio(year.operating_profit, year.sales, zero="売上が0円のため計算できません", scale=100)


def _productivity(year: Year) -> Computed:
    value, because = _ratio(year.operating_profit, year.employees, zero="従業員が0人のため計算できません")
    return (value / 1000 if value is not None else None), because


def _debt(year: Year) -> Computed:
    known = (year.borrowings, year.cash, year.operating_profit, year.depreciation)
    if any(each is None for each in known):
        return None, _MISSING
    borrowings, cash, profit, depreciation = (each or 0 for each in known)
    earned = profit + depreciation
    if earned <= 0:
        return None, "営業利益と減価償却費の合計が0円以下のため計算できません"
    value = Fraction(borrowings - cash, earned)
    return value, "負の値は、借入金より現預金が多いこと(実質無借金)を示します" if value < 0 else ""


def _turnover(year: Year) -> Computed:
    parts = (
        year.notes_receivable,
        year.accounts_receivable,
        year.inventories,
        year.notes_payable,
        year.accounts_payable,
    )
    if any(each is None for each in parts):
        return None, _MISSING
    notes, accounts, inventories, owed_notes, owed = (each or 0 for each in parts)
    bound = notes + accounts + inventories - owed_notes - owed
    return _ratio(bound, year.sales, zero="売上が0円のため計算できません", scale=_MONTHS)


def _equity(year: Year) -> Computed:
    value, because = _ratio(year.net_assets, year.total_assets, zero="総資産が0円のため計算できません", scale=100)
    return value, "負の値は債務超過を示します" if value is not None and value < 0 else because


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    unit: str
    formula: str
    compute: Callable[[Year], Computed]


_INDICATORS: Mapping[str, _Row] = {
    "sales_growth": _Row("売上増加率", "%", "当期の売上 ÷ 前期の売上 − 1", _growth),
    "operating_margin": _Row("営業利益率", "%", "営業利益 ÷ 売上", _margin),
    "labour_productivity": _Row("労働生産性", "千円/人", "営業利益 ÷ 従業員数", _productivity),
    "debt_ratio": _Row("EBITDA有利子負債倍率", "倍", "(借入金 − 現預金) ÷ (営業利益 + 減価償却費)", _debt),
    "working_capital": _Row(
        "営業運転資本回転期間", "か月", "(売上債権 + 棚卸資産 − 買入債務) ÷ (売上 ÷ 12)", _turnover
    ),
    "equity_ratio": _Row("自己資本比率", "%", "純資産 ÷ 総資産", _equity),
}


def indicators_of(year: Year) -> tuple[Indicator, ...]:
    """All six, in the order of the sheet."""
    found = []
    for key, row in _INDICATORS.items():
        value, because = row.compute(year)
        found.append(Indicator(key, row.label, row.unit, row.formula, value, because))
    return tuple(found)
