"""Where an advisor begins: the companies that are accompanied, the longest silent first."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor, ActorRequest
from kernel.calendar import tokyo_day
from support_cases.models import SupportCase
from support_cases.rules.scales import MEASURES, Scale
from support_cases.rules.workflow import OPEN_STATUSES
from support_cases.selectors import cases_visible_to, newest_readings
from support_cases.views.gate import for_advisors
from support_cases.views.words import day_word, status_chip, url_of


@require_safe
@for_advisors
def portfolio(request: ActorRequest) -> HttpResponse:
    """Show the open cases of the advisor's institutions."""
    return render(request, "support_cases/portfolio.html", portfolio_page(request.actor, tokyo_day(timezone.now())))


def portfolio_page(actor: Actor, today: date) -> dict[str, Any]:
    """The cards, in words."""
    cases = list(cases_visible_to(actor, today).filter(status__in=OPEN_STATUSES).order_by("last_contact_on", "number"))
    readings = newest_readings(case.pk for case in cases)
    return {"cards": [_card(case, readings.get(case.pk, {}), today) for case in cases]}


def _card(case: SupportCase, readings: Any, today: date) -> dict[str, Any]:
    said = [
        f"{MEASURES[scale].label}:{MEASURES[scale].steps[readings[scale].value]}"
        for scale in (Scale.DIGITAL_STAGE, Scale.PROCESS_PHASE)
        if scale in readings
    ]
    silent = (today - case.last_contact_on).days if case.last_contact_on else None
    return {
        "url": url_of(case),
        "company": case.company.name,
        "chip": status_chip(case),
        "scales": said,
        "contact": f"最後の連絡から{silent}日" if silent is not None else "まだ連絡の記録がありません",
        "next": f"次の予定 {day_word(case.next_contact_on)}" if case.next_contact_on else "",
        "advisor": case.lead_advisor.name,
    }
