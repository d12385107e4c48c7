"""What becomes of consents when two entries of the register become one company: nothing may open by it."""

from collections.abc import Iterable
from datetime import date

from support_cases.rules.sharing import Consent


def common_until(own: Consent, others: Iterable[Consent], on: date) -> date | None:
    """Until when a consent of the kept company may go on beside the absorbed company's cases; None ends it.

    It goes on as far as the absorbed company let the same institution see the same. An institution that was trusted
    by one of the two alone would otherwise see from one day to the next what the other never showed it.
    """
    begins = max(own.starts_on, on)
    reach = [
        each.until
        for each in others
        if each.institution == own.institution
        and each.category is own.category
        and not each.is_withdrawn
        and each.starts_on <= begins <= each.until
    ]
    return min(own.until, max(reach)) if reach else None
