"""Freezing a round, and its minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused, insist
from screening.forms.allocation import FreezeForm
from screening.models import Scenario, ScreeningRound
from screening.policies import may_lead_screening
from screening.rules.refusals import SENTENCES, Why
from screening.selectors.results import terms_of_round
from screening.selectors.scenarios import minutes_visible_to, scenarios_visible_to
from screening.services.freezing import freeze_allocation, preview_freezing
from screening.views.gate import in_office, round_or_404
from screening.views.minutes_in_words import choosing_page, freezing_page, kept_page

_REFUSED = 422
_FIELD_OF = {Why.MEETING_DAY_UNFIT: "held_on", Why.NOBODY_ATTENDED: "attendees"}


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def minutes(request: ActorRequest, call: str) -> HttpResponse:
    """Show the minutes; before there are any, what freezing would keep, and freeze."""
    screening = round_or_404(request, call)
    if request.method == "POST":
        insist(may_lead_screening(request.actor))
    kept, terms = minutes_visible_to(request.actor).filter(round=screening).first(), terms_of_round(screening)
    if kept is not None and request.method != "POST":
        return render(request, "screening/results/minutes.html", kept_page(kept, screening, terms))
    scenarios = list(scenarios_visible_to(request.actor).filter(round=screening))
    chosen = _named(scenarios, request.GET.get("scenario", ""))
    if chosen is None:
        return render(request, "screening/results/choose_scenario.html", choosing_page(screening, terms, scenarios))
    if request.method == "POST":
        return _freeze(request, screening, chosen)
    return _page(request, screening, chosen.pk)


def _named(scenarios: list[Scenario], wished: str) -> Scenario | None:
    found = next((each for each in scenarios if str(each.pk) == wished), None)
    if wished and found is None:
        raise Http404
    return found


def _page(
    request: ActorRequest, screening: ScreeningRound, scenario_id: UUID, tried: FreezeForm | None = None
) -> HttpResponse:
    page = freezing_page(preview_freezing(screening, scenario_id), screening, request.actor, tried)
    return render(request, "screening/results/freeze.html", page, status=_REFUSED if tried else 200)


def _freeze(request: ActorRequest, screening: ScreeningRound, chosen: Scenario) -> HttpResponse:
    form = FreezeForm(request.POST)
    if not form.is_valid():
        return _page(request, screening, chosen.pk, form)
    try:
        freeze_allocation(
            round_id=screening.pk,
            scenario_id=chosen.pk,
            held_on=form.day,
            place=form.cleaned_data["place"],
            attendees=form.cleaned_data["attendees"],
            seen=form.cleaned_data["seen"],
            actor=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        field = _FIELD_OF.get(Why(refusal.why))
        if field is None:
            raise
        form.add_error(field, SENTENCES[Why(refusal.why)])
        return _page(request, screening, chosen.pk, form)
    messages.success(request, "順位と配分を確定し、議事録を作成しました。")
    return redirect("screening:minutes", call=screening.call_id)
