"""Where an advisor begins: who has been silent for long, then every company accompanied, and how digital they are."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor, ActorRequest
from kernel.calendar import tokyo_day
from support_cases.models import SupportCase
from support_cases.rules.records import SIDE_LABELS
from support_cases.rules.scales import MEASURES, Scale
from support_cases.selectors.cases import newest_steps
from support_cases.selectors.kept_figures import stages_today
from support_cases.selectors.portfolio import homework_open, is_silent, open_cases_of
from support_cases.selectors.scope import scope_of
from support_cases.views.gate import for_advisors
from support_cases.views.statistics_in_words import counted_word, plot_of
from support_cases.views.words import day_word, status_chip, url_of

_CARDS_A_PAGE = 12
_SILENT_SHOWN = 5
_SCALES_ON_A_CARD = (Scale.DIGITAL_STAGE, Scale.PROCESS_PHASE)


@require_safe
@for_advisors
def portfolio(request: ActorRequest) -> HttpResponse:
    """Show the open cases of the advisor's institutions."""
    page = portfolio_page(request.actor, timezone.now(), request.GET.get("page", "1"))
    return render(request, "support_cases/portfolio.html", page)


def portfolio_page(actor: Actor, at: datetime, number: str = "1") -> dict[str, Any]:
    """The silent ones, the cards of one page, and the distribution."""
    scope, today = scope_of(actor), tokyo_day(at)
    every = open_cases_of(actor, scope, today)
    silent_rows = every.filter(is_silent(scope, today))
    # Whoever has been silent longest leads the list, so that one look at a page tells whether there is anybody.
    silent = list(silent_rows[: _SILENT_SHOWN + 1])
    page = Paginator(every, _CARDS_A_PAGE).get_page(number)
    shown = list(page.object_list)
    ids = [case.pk for case in {case.pk: case for case in [*silent, *shown]}.values()]
    steps, homework = newest_steps(ids, _SCALES_ON_A_CARD), homework_open(actor, ids, today)
    stages = stages_today(scope, today, at=at)
    return {
        "silent_after": scope.silent_after,
        "silent": [_line(case, today) for case in silent[:_SILENT_SHOWN]],
        "more_silent": len(silent) > _SILENT_SHOWN,
        "total": f"{page.paginator.count:,}",
        "cards": [_card(case, steps.get(case.pk, {}), homework.get(case.pk, {}), today) for case in shown],
        "page": page,
        "plot": plot_of(stages.counts),
        "counted": counted_word(stages.counted_at),
        "is_facilitator": scope.is_facilitator,
    }


def _contact(case: SupportCase, today: date) -> str:
    if case.last_contact_on is None:
        return "まだ連絡の記録がありません"
    days = (today - case.last_contact_on).days
    return f"最後の連絡から{days}日" if days else "今日、連絡しました"


def _line(case: SupportCase, today: date) -> dict[str, str]:
    return {"url": url_of(case), "company": case.company.name, "contact": _contact(case, today)}


def _card(case: SupportCase, steps: Mapping[Scale, int], homework: Any, today: date) -> dict[str, Any]:
    said = [
        f"{MEASURES[scale].label}:{MEASURES[scale].steps[steps[scale]]}"
        for scale in _SCALES_ON_A_CARD
        if scale in steps
    ]
    open_on = "、".join(f"{label}{homework[side]}件" for side, label in SIDE_LABELS.items() if homework.get(side))
    return {
        **_line(case, today),
        "chip": status_chip(case),
        "scales": said,
        "next": f"次の予定 {day_word(case.next_contact_on)}" if case.next_contact_on else "",
        "homework": f"残っている宿題:{open_on}" if open_on else "",
        "advisor": case.lead_advisor.name,
    }
