"""The page of a case: its head with the four meters, and the records as tab."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor, ActorRequest
from kernel.calendar import tokyo_day
from support_cases.models import SupportCase
from support_cases.policies import may_work_on
from support_cases.rules.sharing import Category
from support_cases.selectors import may_see_category, newest_readings, read_by, records_visible_to
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.meters import meters_of
from support_cases.views.record_words import record_card
from support_cases.views.words import portfolio_crumb, status_chip


@require_safe
@for_advisors
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show a case with its records, the newest first."""
    found = case_or_404(request, case_id, shown="ケースの記録")
    return render(request, "support_cases/case.html", case_page(found, request.actor))


def case_head(case: SupportCase, *, tab: str) -> dict[str, Any]:
    """What stands on top of every tab of a case."""
    return {
        "crumbs": (portfolio_crumb(),),
        "case": case,
        "company": case.company.name,
        "number": str(case),
        "chip": status_chip(case),
        "lead": f"{case.lead_institution.name}({case.lead_advisor.name})",
        "meters": meters_of(newest_readings([case.pk]).get(case.pk, {})),
        "tab": tab,
    }


def case_page(case: SupportCase, actor: Actor) -> dict[str, Any]:
    """The head and the records that this reader gets."""
    today = tokyo_day(timezone.now())
    rows = records_visible_to(actor, today).filter(case=case).prefetch_related("people", "homework")
    is_consented = may_see_category(actor, case, Category.RECORDS, today)
    read = read_by(actor, rows, is_consented=is_consented)
    may_write = may_work_on(actor, case, today).is_allowed
    return case_head(case, tab="records") | {"records": [record_card(each) for each in read], "may_write": may_write}
