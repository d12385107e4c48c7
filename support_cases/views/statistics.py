"""The statistics of a portfolio, the same lines as a spreadsheet, and counting them anew."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.models import User
from kernel.calendar import tokyo_day
from records.rules.acts import EXPORT
from records.services.looking import record_look
from records.tables import csv_of_lines, xlsx_of_lines
from support_cases.forms.period import PeriodForm
from support_cases.selectors.kept_figures import count_anew
from support_cases.selectors.scope import scope_of
from support_cases.views.gate import for_advisors
from support_cases.views.statistics_in_words import HEADS, statistics_page

_UNREADABLE = 422
_WIDTHS = (20, 40, 30, 12, 60)
_NAME = "支援の統計"


@require_safe
@for_advisors
def statistics(request: ActorRequest) -> HttpResponse:
    """Show the figures of the period that the address asks for."""
    at = timezone.now()
    today = tokyo_day(at)
    form = PeriodForm(request.GET, today=today)
    page = statistics_page(request.actor, form.period, today=today, at=at)
    page |= {"form": form, "query": request.GET.urlencode()}
    return render(request, "support_cases/statistics.html", page, status=200 if form.is_valid() else _UNREADABLE)


@require_POST
@for_advisors
def recount(request: ActorRequest) -> HttpResponse:
    """Count the figures of the period in the address now, for everybody who shares them."""
    at = timezone.now()
    today = tokyo_day(at)
    count_anew(scope_of(request.actor), PeriodForm(request.GET, today=today).period, today=today, at=at)
    address, query = reverse("support_cases:statistics"), request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


@require_safe
@for_advisors
def export(request: ActorRequest, kind: str) -> HttpResponse:
    """Hand out the lines as they are shown."""
    at = timezone.now()
    today = tokyo_day(at)
    lines = statistics_page(request.actor, PeriodForm(request.GET, today=today).period, today=today, at=at)["lines"]
    rows = [(each.group, each.label, each.value, each.unit, each.counts) for each in lines]
    user = cast(User, request.user)
    record_look(
        actor=request.actor, subject=user, at=at, verb=EXPORT, shown=f"{_NAME} {kind} {request.GET.urlencode()}"
    )
    name = f"{_NAME}_{today:%Y%m%d}"
    if kind == "csv":
        return csv_of_lines(HEADS, rows, name=name)
    return xlsx_of_lines(_NAME, HEADS, rows, widths=_WIDTHS, name=name)
