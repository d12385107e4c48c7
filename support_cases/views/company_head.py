"""What stands on top of every page of a case that the company reads, and the end it is asked to confirm."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.actor import Actor
from kernel.parts import Crumb
from support_cases.models import Closing, SupportCase
from support_cases.policies.closing import may_confirm_closing
from support_cases.selectors.plan import closings_of
from support_cases.views.words import day_word, status_chip

_TABS = (
    ("records", "support_cases:company_case", "支援の記録"),
    ("plan", "support_cases:company_plan", "計画"),
)
_END = ("closing", "support_cases:confirmation", "支援の終わり")


def case_of_company(case: SupportCase, actor: Actor, closings: Mapping[UUID, Closing]) -> dict[str, Any]:
    """A case as a card of the list, with the way to what waits for the company."""
    closing = closings.get(case.pk)
    waits = closing is not None and not closing.company_answer
    return {
        "url": reverse("support_cases:company_case", args=[case.pk]),
        "institution": case.lead_institution.name,
        "advisor": case.lead_advisor.name,
        "chip": status_chip(case),
        "purpose": case.purpose,
        "next": f"次の予定 {day_word(case.next_contact_on)}" if case.next_contact_on and closing is None else "",
        "plan_url": reverse("support_cases:company_plan", args=[case.pk]),
        "closing_url": reverse("support_cases:confirmation", args=[case.pk]) if closing else "",
        "waits_for_answer": waits,
        "may_answer": waits and may_confirm_closing(actor, case).is_allowed,
    }


def company_head(case: SupportCase, actor: Actor, *, tab: str) -> dict[str, Any]:
    """The card, and the pages of the case side by side."""
    closings = closings_of([case.pk])
    tabs = (*_TABS, _END) if case.pk in closings else _TABS
    return case_of_company(case, actor, closings) | {
        "tab": "cases",
        "tabs": [(label, reverse(name, args=[case.pk]), key == tab) for key, name, label in tabs],
        "crumbs": (Crumb("受けている支援", reverse("support_cases:company")), Crumb(case.lead_institution.name)),
    }
