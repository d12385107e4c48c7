"""Words a call's own texts may use for its own figures, so that no sentence repeats a day or an amount."""

from collections.abc import Mapping

from applications.rules.sentences import fill, percent, word_of
from applications.rules.terms import CallTerms
from kernel.money import format_yen


def words_of(terms: CallTerms) -> Mapping[str, str]:
    """`call.…` words: days in 和暦 with the weekday, amounts in yen, shares as the guide writes them."""
    days = {
        "call.opens_on": terms.window.opens_on,
        "call.closes_on": terms.window.closes_on,
        "call.decision_expected_on": terms.period.decision_expected_on,
        "call.ends_by": terms.period.ends_by,
        "call.report_latest_on": terms.report.latest_on,
    }
    amounts = {
        "call.cap": terms.amounts.cap,
        "call.floor": terms.amounts.floor,
        "call.round_down_to": terms.amounts.round_down_to,
        "call.single_quote_below": terms.quotes.single_below,
        "call.asset_unit_price": terms.assets.unit_price_from,
    }
    return {
        **{name: word_of(day) for name, day in days.items()},
        **{name: format_yen(amount) for name, amount in amounts.items()},
        "call.title": terms.title,
        "call.subsidy_name": terms.subsidy_name,
        "call.grantor": terms.grantor.name,
        "call.telephone": terms.grantor.telephone,
        "call.consultation_desk": terms.grantor.consultation_desk,
        "call.closing_time": f"{terms.window.closes_at:%H:%M}",
        "call.rate": str(terms.amounts.rate),
        "call.kpi_reduction": percent(terms.kpi.reduction),
        "call.security_action": terms.security_action.label,
        "call.quotes_required": f"{terms.quotes.required}社",
        "call.report_days": f"{terms.report.days}日",
        "call.retention_years": f"{terms.retention.years}年",
        "call.income_years": f"{terms.income.years}年",
    }


def say(text: str, terms: CallTerms, more: Mapping[str, str] | None = None) -> str:
    """A text of the terms with the call's words and `more` put in."""
    return fill(text, {**words_of(terms), **(more or {})})
