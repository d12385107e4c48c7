"""The ranking of a round, as a page and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from kernel.calendar import tokyo_day
from records.services.looking import record_look
from records.tables import csv_file, read_state, xlsx_file
from screening.selectors.results import contest_of
from screening.selectors.scenarios import scenarios_visible_to
from screening.views.gate import in_office, round_or_404
from screening.views.results_in_words import Results, results_of, results_page
from screening.views.results_table import results_table

_WRITERS = {"csv": csv_file, "xlsx": xlsx_file}
_UNREADABLE = 422


@require_safe
@in_office
def results(request: ActorRequest, call: str) -> HttpResponse:
    """Show the ranking that the address asks for."""
    found = _results(request, call)
    spec = results_table(found.terms)
    page = results_page(found, read_state(request.GET, spec.columns, sort=spec.sort))
    status = 200 if found.form.is_valid() else _UNREADABLE
    return render(request, "screening/results/page.html", page, status=status)


@require_safe
@in_office
def export(request: ActorRequest, call: str, kind: str) -> HttpResponse:
    """Hand the ranking out exactly as filtered, and write down who took it."""
    found, at = _results(request, call), timezone.now()
    spec, shown = results_table(found.terms), found.shown
    state = read_state(request.GET, spec.columns, sort=spec.sort)
    said = f"{spec.caption} {kind} {shown.count()}件 {request.GET.urlencode()}"
    record_look(actor=request.actor, subject=found.screening, at=at, verb="export_list", shown=said)
    return _WRITERS[kind](spec, shown, state, name=f"{spec.caption}_{tokyo_day(at):%Y%m%d}")


def _results(request: ActorRequest, call: str) -> Results:
    screening = round_or_404(request, call)
    scenarios = list(scenarios_visible_to(request.actor).filter(round=screening))
    return results_of(screening, contest_of(screening), scenarios, request.GET)
