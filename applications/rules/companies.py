"""The cap holds per company, whatever the number of its applications (P-④, R-010)."""

from collections.abc import Iterable

from applications.rules.terms import CallTerms


def left_for_company(granted: Iterable[int], terms: CallTerms) -> int:
    """Yen that may still be granted to a company beside what it was granted in this call, never below zero."""
    return max(0, terms.amounts.cap - sum(granted))
