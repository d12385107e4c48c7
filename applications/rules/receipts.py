"""The number on the receipt: the call's own letters and the place in the queue, without a gap."""

from applications.rules.terms import CallTerms

# A demonstration is never mistaken for the real call, nor takes a number from it.
_DEMONSTRATION = "DEMO-"
_DIGITS = 3


def receipt_number(terms: CallTerms, sequence: int) -> str:
    """R7-DX-001 for the first file of the call."""
    prefix = terms.receipt_prefix or terms.id.upper()
    mark = _DEMONSTRATION if terms.demonstration else ""
    return f"{mark}{prefix}-{sequence:0{_DIGITS}d}"
