"""How the reviewers of a round compare. It is for the office to look at and changes no score."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from screening.selectors.results import contest_of
from screening.views.calibration_in_words import calibration_page
from screening.views.gate import in_office, round_or_404


@require_safe
@in_office
def calibration(request: ActorRequest, call: str) -> HttpResponse:
    """Show severity, spread, sheets that lie apart, and the ranking without one reviewer."""
    screening = round_or_404(request, call)
    page = calibration_page(screening, contest_of(screening), without=request.GET.get("without", ""))
    return render(request, "screening/results/calibration.html", page)
