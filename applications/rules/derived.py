"""Derived facts: each a name, a kind, a unit and one pure function over the stated facts and the terms.

A function answers None while a fact it needs is missing. `needs` names the stated facts, so that a verdict that
is still unknown can say which answer is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from applications.rules.facts import Facts
from applications.rules.kpi import reduction
from applications.rules.shares import (
    deemed_officer_share,
    deemed_share,
    large_officer_share,
    large_share,
    same_large_share,
)
from applications.rules.terms import CallTerms
from kernel.calendar import TOKYO
from kernel.condition import FactDeclaration, FactKind, FactValue

Compute = Callable[[Facts, CallTerms], FactValue | None]


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact the terms may name, computed from stated ones."""

    declaration: FactDeclaration
    needs: tuple[str, ...]
    compute: Compute


def _arrived_by_post(facts: Facts) -> bool:
    """Whether the day of arrival counts. Only a letter has one, so it says "post" where the way in is not stated."""
    return facts.channel == "postal" or facts.submitted_at is None or (not facts.channel and bool(facts.received_on))


def arrival_of(facts: Facts) -> datetime | None:
    """When the application arrived: the day of arrival for post (never the postmark), else the moment of sending.

    A postal day counts from its first moment, so that it lies within the window on the last day.
    """
    if _arrived_by_post(facts):
        day = facts.received_on
        return None if day is None else datetime(day.year, day.month, day.day, tzinfo=TOKYO)
    return facts.submitted_at


def _within_window(facts: Facts, terms: CallTerms) -> bool | None:
    arrival = arrival_of(facts)
    return None if arrival is None else terms.opens_at <= arrival < _after(terms.closes_at)


def _after_close(facts: Facts, terms: CallTerms) -> bool | None:
    arrival = arrival_of(facts)
    return None if arrival is None else arrival >= _after(terms.closes_at)


def _after(closes_at: datetime) -> datetime:
    """The first moment that is too late: a closing time of 23:59:59 holds for the whole of that second."""
    return closes_at + timedelta(seconds=1)


def _channel_accepted(facts: Facts, terms: CallTerms) -> bool | None:
    if facts.channel is None:
        return None
    return any(channel.key == facts.channel and channel.accepted for channel in terms.channels)


def _consulted_before(facts: Facts, _terms: CallTerms) -> bool | None:
    if facts.project.is_known_without_consultation:
        return False
    consulted = facts.project.consulted_at
    if consulted is None:
        return None
    if not _arrived_by_post(facts):
        return facts.submitted_at is not None and consulted < facts.submitted_at
    return None if facts.received_on is None else consulted.astimezone(TOKYO).date() <= facts.received_on


def _within_capital(facts: Facts, terms: CallTerms) -> bool | None:
    size = terms.size(facts.applicant.industry_class)
    capital = facts.applicant.capital
    return None if size is None or capital is None else 0 < capital <= size.capital


def employee_limit(facts: Facts, terms: CallTerms) -> int | None:
    """Most regular employees for this applicant: of its own kind, else of its main industry."""
    entity = terms.entity(facts.applicant.entity_type)
    if entity is None:
        return None
    if entity.own_employees is not None:
        return entity.own_employees
    size = terms.size(facts.applicant.industry_class)
    return size.regular_employees if size else None


def _within_employees(facts: Facts, terms: CallTerms) -> bool | None:
    limit, employees = employee_limit(facts, terms), facts.applicant.regular_employees
    return None if limit is None or employees is None else employees <= limit


def _capital_limit(facts: Facts, terms: CallTerms) -> int | None:
    size = terms.size(facts.applicant.industry_class)
    return size.capital if size else None


def _small_scale(facts: Facts, terms: CallTerms) -> bool | None:
    entity = terms.entity(facts.applicant.entity_type)
    if entity is not None and not entity.small_scale:
        return False
    key, employees = facts.applicant.small_business_class, facts.applicant.regular_employees
    row = next((row for row in terms.small_scale if row.key == key), None)
    if entity is None or row is None or employees is None:
        return None
    return employees <= row.regular_employees


def _has_shares(facts: Facts, terms: CallTerms) -> bool | None:
    entity = terms.entity(facts.applicant.entity_type)
    return None if entity is None else entity.has_shares


def _has_officers(facts: Facts, terms: CallTerms) -> bool | None:
    entity = terms.entity(facts.applicant.entity_type)
    return None if entity is None else entity.has_officers


def _recent_income(facts: Facts, terms: CallTerms) -> tuple[int, ...] | None:
    income = facts.applicant.taxable_income
    return None if income is None else income[-terms.income.years :]


def _income_years(facts: Facts, terms: CallTerms) -> int | None:
    recent = _recent_income(facts, terms)
    return None if recent is None else len(recent)


def _has_all_income_years(facts: Facts, terms: CallTerms) -> bool | None:
    years = _income_years(facts, terms)
    return None if years is None else years == terms.income.years


def _average_income(facts: Facts, terms: CallTerms) -> Fraction | None:
    recent = _recent_income(facts, terms)
    return None if recent is None else Fraction(sum(max(0, y) for y in recent), max(1, len(recent)))


def _average_income_with_losses(facts: Facts, terms: CallTerms) -> Fraction | None:
    recent = _recent_income(facts, terms)
    return None if recent is None else Fraction(sum(recent), max(1, len(recent)))


def _kpi_reduction(facts: Facts, terms: CallTerms) -> Fraction | None:
    return reduction(facts.project.kpi, terms.readings.kpi_aggregate)


def _kpi_reached(facts: Facts, terms: CallTerms) -> bool | None:
    achieved = _kpi_reduction(facts, terms)
    return None if achieved is None else achieved >= terms.kpi.reduction


_K = FactKind
_SHARES = ("applicant.total_shares", "applicant.shareholders")
_SIZE = ("applicant.entity_type", "applicant.industry_class", "applicant.regular_employees")


def _fact(
    name: str, kind: FactKind, label: str, needs: tuple[str, ...], compute: Compute, *, unit: str = ""
) -> DerivedFact:
    return DerivedFact(FactDeclaration(name, kind, label, unit), needs, compute)


_ALL = (
    _fact("filing.within_window", _K.FLAG, "受付期間内の到達", ("submitted_at",), _within_window),
    _fact("filing.after_close", _K.FLAG, "締切後の到達", ("submitted_at",), _after_close),
    _fact("filing.channel_accepted", _K.FLAG, "受け付ける提出方法", ("channel",), _channel_accepted),
    _fact(
        "project.consulted_before_submission",
        _K.FLAG,
        "提出前の事前相談",
        ("project.consulted_at", "submitted_at"),
        _consulted_before,
    ),
    _fact(
        "applicant.within_capital_limit",
        _K.FLAG,
        "資本金が上限以下",
        ("applicant.industry_class", "applicant.capital"),
        _within_capital,
    ),
    _fact("applicant.within_employee_limit", _K.FLAG, "従業員数が上限以下", _SIZE, _within_employees),
    _fact(
        "applicant.capital_limit", _K.NUMBER, "資本金の上限", ("applicant.industry_class",), _capital_limit, unit="円"
    ),
    _fact("applicant.employee_limit", _K.NUMBER, "従業員数の上限", _SIZE[:2], employee_limit, unit="人"),
    _fact(
        "applicant.small_scale",
        _K.FLAG,
        "小規模事業者",
        ("applicant.small_business_class", "applicant.regular_employees"),
        _small_scale,
    ),
    _fact("applicant.has_shares", _K.FLAG, "株式・出資がある", ("applicant.entity_type",), _has_shares),
    _fact("applicant.has_officers", _K.FLAG, "役員がいる", ("applicant.entity_type",), _has_officers),
    _fact(
        "ownership.same_large_share",
        _K.RATIO,
        "最も多く持つ大企業の割合",
        _SHARES,
        lambda f, _: same_large_share(f.applicant, with_unclear=False),
    ),
    _fact(
        "ownership.same_large_or_unclear_share",
        _K.RATIO,
        "区分の分からない持ち主を含む最大の割合",
        _SHARES,
        lambda f, _: same_large_share(f.applicant, with_unclear=True),
    ),
    _fact(
        "ownership.all_large_share",
        _K.RATIO,
        "大企業が合わせて持つ割合",
        _SHARES,
        lambda f, _: large_share(f.applicant, with_unclear=False),
    ),
    _fact(
        "ownership.all_large_or_unclear_share",
        _K.RATIO,
        "区分の分からない持ち主を含めた大企業の割合",
        _SHARES,
        lambda f, _: large_share(f.applicant, with_unclear=True),
    ),
    _fact(
        "ownership.deemed_share",
        _K.RATIO,
        "みなし大企業(①~③)が持つ割合",
        _SHARES,
        lambda f, t: deemed_share(f.applicant, t.readings, with_unclear=False),
    ),
    _fact(
        "ownership.deemed_or_unclear_share",
        _K.RATIO,
        "区分の分からない持ち主や上の段を含めたみなし大企業の割合",
        _SHARES,
        lambda f, t: deemed_share(f.applicant, t.readings, with_unclear=True),
    ),
    _fact(
        "ownership.large_officer_share",
        _K.RATIO,
        "大企業と兼ねる役員の割合",
        ("applicant.officers",),
        lambda f, t: large_officer_share(f.applicant, t.readings),
    ),
    _fact(
        "ownership.large_officer_share_by_other_count",
        _K.RATIO,
        "もう一つの数え方による、大企業と兼ねる役員の割合",
        ("applicant.officers",),
        lambda f, t: large_officer_share(f.applicant, t.readings, other_count=True),
    ),
    _fact(
        "ownership.deemed_officer_share",
        _K.RATIO,
        "みなし大企業(①~③)と兼ねる役員の割合",
        ("applicant.officers",),
        lambda f, t: deemed_officer_share(f.applicant, t.readings, with_unclear=False),
    ),
    _fact(
        "ownership.deemed_or_unclear_officer_share",
        _K.RATIO,
        "上の段を含めた、みなし大企業と兼ねる役員の割合",
        ("applicant.officers",),
        lambda f, t: deemed_officer_share(f.applicant, t.readings, with_unclear=True),
    ),
    _fact(
        "applicant.income_years", _K.NUMBER, "申告済みの年数", ("applicant.taxable_income",), _income_years, unit="年"
    ),
    _fact(
        "applicant.has_all_income_years",
        _K.FLAG,
        "必要な年数の申告がある",
        ("applicant.taxable_income",),
        _has_all_income_years,
    ),
    _fact(
        "applicant.average_income",
        _K.NUMBER,
        "課税所得の年平均",
        ("applicant.taxable_income",),
        _average_income,
        unit="円",
    ),
    _fact(
        "applicant.average_income_with_losses",
        _K.NUMBER,
        "赤字を差し引いた課税所得の年平均",
        ("applicant.taxable_income",),
        _average_income_with_losses,
        unit="円",
    ),
    _fact("project.kpi_reduction", _K.RATIO, "作業工数・時間の削減率", ("project.kpi",), _kpi_reduction),
    _fact("project.kpi_reached", _K.FLAG, "削減率の達成", ("project.kpi",), _kpi_reached),
)

DERIVED: Mapping[str, DerivedFact] = {fact.declaration.name: fact for fact in _ALL}
