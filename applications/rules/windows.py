"""Whether a file may be sent now: from the first second of the window to the end of its closing second."""

from datetime import datetime, timedelta

from applications.rules.refusals import Why
from applications.rules.terms import CallTerms
from kernel.ruling import ALLOWED, Ruling, refused


def may_arrive(at: datetime, terms: CallTerms) -> Ruling:
    """A closing time of 23:59:59 holds for the whole of that second."""
    if at < terms.opens_at:
        return refused(Why.WINDOW_NOT_OPEN)
    if at >= terms.closes_at + timedelta(seconds=1):
        return refused(Why.WINDOW_CLOSED)
    return ALLOWED
