"""Words and places that the accompaniment's pages share."""

from collections.abc import Mapping

from django.urls import reverse

from kernel.parts import Chip, Crumb, day_word, moment_word
from support_cases.models import SupportCase
from support_cases.rules.workflow import STATUS_LABELS, CaseStatus

__all__ = ["case_crumb", "day_word", "moment_word", "portfolio_crumb", "status_chip", "url_of"]

_TONES: Mapping[CaseStatus, tuple[str, str]] = {
    CaseStatus.CONSULTATION: ("key", "ask"),
    CaseStatus.ASSESSMENT: ("key", "ask"),
    CaseStatus.SUPPORTING: ("key", "forward"),
    CaseStatus.FOLLOW_UP: ("key", "info"),
    CaseStatus.SELF_RELIANT: ("good", "good"),
    CaseStatus.SUSPENDED: ("care", "care"),
    CaseStatus.TRANSFERRED: ("quiet", "info"),
    CaseStatus.CLOSED: ("quiet", "open"),
}


def status_chip(case: SupportCase) -> Chip:
    """Where the case stands, in a word."""
    status = CaseStatus(case.status)
    return Chip(STATUS_LABELS[status], *_TONES[status])


def portfolio_crumb() -> Crumb:
    """Where an advisor begins."""
    return Crumb("担当する企業", reverse("support_cases:portfolio"))


def case_crumb(case: SupportCase) -> Crumb:
    """The page of a case."""
    return Crumb(case.company.name, url_of(case))


def url_of(case: SupportCase) -> str:
    """The address of a case."""
    return reverse("support_cases:case", args=[case.pk])
