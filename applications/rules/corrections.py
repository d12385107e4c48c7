"""Correction (補正) of an application against the end of the window, as the call reads its two sentences (A2)."""

from datetime import datetime, timedelta
from enum import StrEnum

from applications.rules.terms import CallTerms
from kernel.ruling import ALLOWED, Ruling, refused


class WhyNoCorrection(StrEnum):
    """Why a correction is not taken."""

    NOT_OFFERED = "not_offered"
    WINDOW_CLOSED = "window_closed"
    DUE_DATE_PASSED = "due_date_passed"


def correction_due_at(asked_until: datetime, terms: CallTerms) -> datetime:
    """The last moment for handing in a correction that was asked for until `asked_until`.

    Within the window the due date never lies beyond the call's closing (R-006); under the other reading it stands.
    """
    if terms.readings.correction == "within_window":
        return min(asked_until, terms.closes_at)
    return asked_until


def may_correct(resubmitted_at: datetime, asked_until: datetime, terms: CallTerms) -> Ruling:
    """Whether a correction handed in at `resubmitted_at` is taken; the closing second still counts."""
    if terms.readings.correction == "none":
        return refused(WhyNoCorrection.NOT_OFFERED)
    if resubmitted_at < correction_due_at(asked_until, terms) + timedelta(seconds=1):
        return ALLOWED
    is_closed = terms.readings.correction == "within_window" and resubmitted_at > terms.closes_at
    return refused(WhyNoCorrection.WINDOW_CLOSED if is_closed else WhyNoCorrection.DUE_DATE_PASSED)
