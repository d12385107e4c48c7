"""The rounds of screening, and the desk of one."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.models import User
from kernel.calendar import tokyo_day
from kernel.parts import Crumb
from records.services.looking import record_look
from records.tables import built_table, csv_file, read_state, xlsx_file
from screening.forms.desk_filters import CaseFilters
from screening.forms.rounds import RoundForm
from screening.policies import may_run_screening
from screening.selectors.board import clashes_of, counted_cases, standing_of
from screening.selectors.rounds import calls_without_round, named_rounds
from screening.services.rounds import change_round, open_round, take_in_files
from screening.views.desk_columns import cases_table
from screening.views.desk_in_words import desk_page
from screening.views.desk_words import ROUND_CHIPS, desk_crumb, rounds_crumb, title_of
from screening.views.gate import in_office, round_or_404

_UNREADABLE = 422
_WRITERS = {"csv": csv_file, "xlsx": xlsx_file}


@require_safe
@in_office
def rounds(request: ActorRequest) -> HttpResponse:
    """Show every round, and the calls that could have one."""
    shown = [(each, ROUND_CHIPS[each.round.status]) for each in named_rounds(request.actor)]  # type: ignore[index]
    page = {
        "crumbs": (Crumb("審査"),),
        "rounds": shown,
        "calls": calls_without_round(request.actor),
        "may_run": may_run_screening(request.actor).is_allowed,
    }
    return render(request, "screening/rounds.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def begin(request: ActorRequest, call: str) -> HttpResponse:
    """Ask for the due day and the number of sheets, and open the round."""
    if not may_run_screening(request.actor).is_allowed:
        raise Http404
    titles = {each.call_id: each.title for each in calls_without_round(request.actor)}
    if call not in titles:
        return redirect("screening:desk", call=call)
    form = RoundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        open_round(call_id=call, **form.cleaned_data, actor=request.actor, at=timezone.now())
        messages.success(request, "審査を始めました。受理した申請を審査の対象に加えました。")
        return redirect("screening:desk", call=call)
    label = "審査を始める"
    page = {"crumbs": (rounds_crumb(), Crumb(label)), "form": form, "over": titles[call], "label": label}
    return render(request, "screening/round.html", page, status=_UNREADABLE if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def change(request: ActorRequest, call: str) -> HttpResponse:
    """Move the due day, or the number of sheets that a file should get."""
    screening = round_or_404(request, call)
    if not may_run_screening(request.actor).is_allowed:
        raise Http404
    kept = {"due_on": screening.due_on, "reviewers_per_file": screening.reviewers_per_file}
    form = RoundForm(request.POST if request.method == "POST" else None, initial=kept)
    if form.is_bound and form.is_valid():
        change_round(round_id=screening.pk, **form.cleaned_data, actor=request.actor, at=timezone.now())
        messages.success(request, "審査の期限と人数を保存しました。")
        return redirect("screening:desk", call=call)
    label = "期限と人数を変える"
    page = {"crumbs": (rounds_crumb(), desk_crumb(screening), Crumb(label)), "form": form, "label": label}
    page["over"] = title_of(screening)
    return render(request, "screening/round.html", page, status=_UNREADABLE if form.is_bound else 200)


@require_POST
@in_office
def take_in(request: ActorRequest, call: str) -> HttpResponse:
    """Give every accepted file of the call a case."""
    screening = round_or_404(request, call)
    count = take_in_files(round_id=screening.pk, actor=request.actor, at=timezone.now())
    messages.success(
        request, f"{count:,}件を審査の対象に加えました。" if count else "新しく加える申請はありませんでした。"
    )
    return redirect("screening:desk", call=call)


@require_safe
@in_office
def desk(request: ActorRequest, call: str) -> HttpResponse:
    """Show where a round stands."""
    screening, on = round_or_404(request, call), tokyo_day(timezone.now())
    cases, clashes = counted_cases(request.actor, screening), clashes_of(screening)
    filters = CaseFilters(request.GET, cases)
    spec = cases_table(screening.reviewers_per_file, clashes)
    table = built_table(spec, filters.found, filters.form, read_state(request.GET, spec.columns, sort=spec.sort))
    standing = standing_of(screening, cases, len(clashes))
    page = desk_page(screening, request.actor, standing=standing, clashes=clashes, on=on)
    page |= {"round": screening, "table": table, "form": filters.form}
    return render(request, "screening/desk.html", page, status=200 if filters.is_valid() else _UNREADABLE)


@require_safe
@in_office
def export(request: ActorRequest, call: str, kind: str) -> HttpResponse:
    """Hand out the list of files exactly as filtered, and write down who took it."""
    screening, at = round_or_404(request, call), timezone.now()
    filters = CaseFilters(request.GET, counted_cases(request.actor, screening))
    spec = cases_table(screening.reviewers_per_file, clashes_of(screening))
    state = read_state(request.GET, spec.columns, sort=spec.sort)
    shown = f"{spec.caption} {kind} {filters.found.count()}件 {request.GET.urlencode()}"
    record_look(actor=request.actor, subject=cast(User, request.user), at=at, verb="export_list", shown=shown)
    return _WRITERS[kind](spec, filters.found, state, name=f"{spec.caption}_{tokyo_day(at):%Y%m%d}")
