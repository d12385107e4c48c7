"""Numbers of letters and awards: the call's own pattern with the next place of its book."""

from applications.rules.terms import CallTerms
from applications.rules.terms.decisions import NumberPattern

# A demonstration is never mistaken for the real call, nor takes a number from it.
_DEMONSTRATION = "DEMO-"


def book_of(pattern: NumberPattern, terms: CallTerms) -> str:
    """The book that a pattern draws from. The office keeps one for all its calls, a demonstration its own."""
    return f"{_mark(terms)}{pattern.book}"


def place_after(last: int, pattern: NumberPattern) -> int:
    """The place after the last one taken, 0 for none, and never before the first that the call names."""
    return max(last + 1, pattern.first)


def number_at(pattern: NumberPattern, place: int, terms: CallTerms) -> str:
    """The number as it is printed."""
    return f"{_mark(terms)}{pattern.pattern.replace('{sequence}', f'{place:0{pattern.digits}d}')}"


def _mark(terms: CallTerms) -> str:
    return _DEMONSTRATION if terms.demonstration else ""
