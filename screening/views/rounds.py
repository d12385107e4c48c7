"""The rounds of screening, and the desk of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from kernel.parts import Crumb
from screening.selectors import rounds_visible_to
from screening.views.gate import in_office, round_or_404


@require_safe
@in_office
def rounds(request: ActorRequest) -> HttpResponse:
    """Show every round."""
    page = {"crumbs": (Crumb("審査"),), "rounds": rounds_visible_to(request.actor)}
    return render(request, "screening/rounds.html", page)


@require_safe
@in_office
def desk(request: ActorRequest, call: str) -> HttpResponse:
    """Show where a round stands."""
    screening = round_or_404(request, call)
    return render(request, "screening/desk.html", {"crumbs": (), "round": screening})
