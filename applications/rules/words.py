"""Words a call's own texts may use for its own figures, so that no sentence repeats a day or an amount."""

from collections.abc import Callable, Mapping
from typing import Any

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
    "call.withdrawable_days": lambda terms: f"{terms.decisions.withdrawable_days}日",
    "call.income_years": lambda terms: f"{terms.income.years}年",
}


def spoken(value: Any, terms: CallTerms) -> Any:
    """Raw terms with the call's words put into every text; what waits for an applicant's facts stays as it is."""
    if isinstance(value, dict):
        return {key: spoken(item, terms) for key, item in value.items()}
    if isinstance(value, list):
        return [spoken(item, terms) for item in value]
    if not isinstance(value, str):
        return value
    return fill(value, {name: CALL_WORDS.get(name, _kept(name))(terms) for name in places_of(value)})


def _kept(name: str) -> Callable[[CallTerms], str]:
    return lambda _: f"{{{name}}}"


def say(text: str, terms: CallTerms, more: Mapping[str, str] | None = None) -> str:
    """A text of the terms with the call's words and `more` put in."""
    if "{" not in text:
        return text
    words = {name: CALL_WORDS[name](terms) for name in places_of(text) if name in CALL_WORDS}
    return fill(text, {**words, **(more or {})})
