"""Words a call's own texts may use for its own figures, so that no sentence repeats a day or an amount."""

from collections.abc import Callable, Mapping

from applications.rules.sentences import fill, percent, places_of, word_of
from applications.rules.terms import CallTerms
from kernel.money import format_yen

# Days in 和暦 with the weekday, amounts in yen, shares as the guide writes them. A word is made only when asked for.
CALL_WORDS: Mapping[str, Callable[[CallTerms], str]] = {
    "call.opens_on": lambda terms: word_of(terms.window.opens_on),
    "call.closes_on": lambda terms: word_of(terms.window.closes_on),
    "call.decision_expected_on": lambda terms: word_of(terms.period.decision_expected_on),
    "call.ends_by": lambda terms: word_of(terms.period.ends_by),
    "call.report_latest_on": lambda terms: word_of(terms.report.latest_on),
    "call.cap": lambda terms: format_yen(terms.amounts.cap),
    "call.floor": lambda terms: format_yen(terms.amounts.floor),
    "call.round_down_to": lambda terms: format_yen(terms.amounts.round_down_to),
    "call.single_quote_below": lambda terms: format_yen(terms.quotes.single_below),
    "call.asset_unit_price": lambda terms: format_yen(terms.assets.unit_price_from),
    "call.title": lambda terms: terms.title,
    "call.subsidy_name": lambda terms: terms.subsidy_name,
    "call.grantor": lambda terms: terms.grantor.name,
    "call.telephone": lambda terms: terms.grantor.telephone,
    "call.consultation_desk": lambda terms: terms.grantor.consultation_desk,
    "call.closing_time": lambda terms: f"{terms.window.closes_at:%H:%M}",
    "call.rate": lambda terms: str(terms.amounts.rate),
    "call.kpi_reduction": lambda terms: percent(terms.kpi.reduction),
    "call.security_action": lambda terms: terms.security_action.label,
    "call.quotes_required": lambda terms: f"{terms.quotes.required}社",
    "call.report_days": lambda terms: f"{terms.report.days}日",
    "call.retention_years": lambda terms: f"{terms.retention.years}年",
    "call.income_years": lambda terms: f"{terms.income.years}年",
}


def say(text: str, terms: CallTerms, more: Mapping[str, str] | None = None) -> str:
    """A text of the terms with the call's words and `more` put in."""
    words = {name: CALL_WORDS[name](terms) for name in places_of(text) if name in CALL_WORDS}
    return fill(text, {**words, **(more or {})})
