"""The simulator of a budget. It tries, saves and compares; only the minutes decide."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused, insist
from screening.forms.allocation import DepartureForm, ScenarioForm, TrialForm
from screening.models import Scenario
from screening.policies import may_run_screening
from screening.rules.ranking import Edge
from screening.rules.refusals import SENTENCES, Why
from screening.rules.sharing_out import TROUBLE_SENTENCES, Treatment
from screening.selectors.results import contest_of
from screening.selectors.scenarios import scenarios_visible_to
from screening.services.allocation import DepartureImpossible, decide_departure, save_scenario, take_departure_back
from screening.views.allocation_in_words import Desk, allocation_page, desk_of, ranked_cases
from screening.views.comparison_in_words import comparison_page
from screening.views.gate import in_office, round_or_404

_PAGE = "screening/results/allocation.html"
_REFUSED = 422
_AT_THE_FORM = frozenset({Why.SCENARIO_NAME_TAKEN, Why.SCENARIO_UNFIT})


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def allocation(request: ActorRequest, call: str) -> HttpResponse:
    """Show what a budget gives; save it under a name, or depart from the ranking with a reason."""
    desk, refused = _desk(request, call)
    if request.method != "POST":
        page = allocation_page(desk, refused=refused)
        return render(request, _PAGE, page, status=_REFUSED if refused else 200)
    insist(may_run_screening(request.actor))
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request, desk)


@require_safe
@in_office
def comparison(request: ActorRequest, call: str) -> HttpResponse:
    """Show saved scenarios side by side."""
    screening = round_or_404(request, call)
    scenarios = list(scenarios_visible_to(request.actor).filter(round=screening))
    page = comparison_page(screening, contest_of(screening), scenarios, request.GET)
    return render(request, "screening/results/comparison.html", page)


def _desk(request: ActorRequest, call: str) -> tuple[Desk, TrialForm | None]:
    screening = round_or_404(request, call)
    scenarios = list(scenarios_visible_to(request.actor).filter(round=screening))
    return desk_of(screening, contest_of(screening), scenarios, request.GET, request.actor)


def _save(request: ActorRequest, desk: Desk) -> HttpResponse:
    form = ScenarioForm(request.POST, auto_id="id_scenario_%s")
    if not form.is_valid():
        return render(request, _PAGE, allocation_page(desk, naming=form), status=_REFUSED)
    given = form.cleaned_data
    changed = desk.chosen if request.POST.get("as") == "same" else None
    try:
        kept = save_scenario(
            round_id=desk.screening.pk,
            scenario_id=changed.pk if changed else None,
            version=form.seen,
            name=given["name"],
            budget=given["budget"],
            edge=Edge(given["edge"]),
            actor=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        if refusal.why not in _AT_THE_FORM:
            raise
        form.add_error("name", SENTENCES[Why(refusal.why)])
        return render(request, _PAGE, allocation_page(desk, naming=form), status=_REFUSED)
    messages.success(request, f"案「{kept.name}」を保存しました。")
    return _back(desk, kept)


def _depart(request: ActorRequest, desk: Desk) -> HttpResponse:
    chosen = _chosen(desk)
    cases = ranked_cases(desk.contest, desk.shares)
    form = DepartureForm(request.POST, cases=cases, version=chosen.version)
    if not form.is_valid():
        return render(request, _PAGE, allocation_page(desk, departing=form), status=_REFUSED)
    given = form.cleaned_data
    try:
        kept = decide_departure(
            scenario_id=chosen.pk,
            case_id=form.case_id,
            treatment=Treatment(given["treatment"]),
            amount=given["amount"],
            because=given["because"],
            version=given["version"],
            actor=request.actor,
            at=timezone.now(),
        )
    except DepartureImpossible as refusal:
        form.add_error(None, TROUBLE_SENTENCES[refusal.trouble])
        return render(request, _PAGE, allocation_page(desk, departing=form), status=_REFUSED)
    messages.success(request, "例外を案に加えました。")
    return _back(desk, kept)


def _take_back(request: ActorRequest, desk: Desk) -> HttpResponse:
    chosen = _chosen(desk)
    case, version = request.POST.get("case", ""), request.POST.get("version", "")
    if case not in {each["case"] for each in chosen.exceptions} or not version.isascii() or not version.isdigit():
        raise Refused(Why.CHANGED_MEANWHILE)
    kept = take_departure_back(
        scenario_id=chosen.pk, case_id=UUID(case), version=int(version[:9]), actor=request.actor, at=timezone.now()
    )
    messages.success(request, "例外を外しました。")
    return _back(desk, kept)


def _chosen(desk: Desk) -> Scenario:
    if desk.chosen is None:
        raise Http404
    return desk.chosen


def _back(desk: Desk, kept: Scenario) -> HttpResponse:
    return redirect(f"{reverse('screening:allocation', args=[desk.screening.call_id])}?scenario={kept.pk}")


_ACTS: Mapping[str, Callable[[ActorRequest, Desk], HttpResponse]] = {
    "save": _save,
    "depart": _depart,
    "take_back": _take_back,
}
