"""The pages of a round's releases: drafts, letters on their way, and the one act that sends them out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from kernel.calendar import tokyo_day
from screening.forms.decisions import BecauseForm, DayForm, PromoteForm
from screening.models import Release, ScreeningRound
from screening.policies import may_run_screening
from screening.selectors.releases import releases_visible_to
from screening.services.decisions import draft_decisions
from screening.services.releases import cancel_release, prepare_release, release_decisions, undo_release
from screening.services.reserve import end_reserve, promote
from screening.views.gate import in_office, round_or_404
from screening.views.releases_in_words import release_page, releases_page, sending_page

_UNREADABLE = 422
_LOOK_OR_ACT = ["GET", "HEAD", "POST"]


@require_http_methods(_LOOK_OR_ACT)
@in_office
def releases(request: ActorRequest, call: str) -> HttpResponse:
    """Show a round's releases and its reserve; draft decisions, promote from the reserve, or end it."""
    screening, act = round_or_404(request, call), request.POST.get("act", "")
    if act == "draft":
        release = draft_decisions(round_id=screening.pk, actor=request.actor, at=timezone.now())
        messages.success(request, f"{release.decisions.count()}件の決定の案を作りました。")
        return _to(release)
    forms: dict[str, PromoteForm | BecauseForm] = {}
    if act == "promote":
        forms[act] = PromoteForm(request.POST)
    if act == "end":
        forms[act] = BecauseForm(request.POST)
    if act in forms and forms[act].is_valid():
        return _reserved(request, screening, forms[act])
    page = releases_page(screening, request.actor, forms=forms)
    return render(request, "screening/releases.html", page, status=_UNREADABLE if forms else 200)


def _reserved(request: ActorRequest, screening: ScreeningRound, form: PromoteForm | BecauseForm) -> HttpResponse:
    given, at = form.cleaned_data, timezone.now()
    if isinstance(form, PromoteForm):
        decision = promote(
            round_id=screening.pk,
            case_id=given["case"],
            amount=given["amount"],
            actor=request.actor,
            at=at,
            because=given["because"],
        )
        messages.success(request, "補欠から繰り上げ、決定の案を作りました。")
        return _to(decision.release)
    release = end_reserve(round_id=screening.pk, actor=request.actor, at=at, because=given["because"])
    messages.success(request, "残っている補欠の、不交付決定の案を作りました。")
    return _to(release)


@require_http_methods(_LOOK_OR_ACT)
@in_office
def release(request: ActorRequest, call: str, release_id: UUID) -> HttpResponse:
    """Show one release; make its letters, take them back, or give the drafts up."""
    found = release_or_404(request, call, release_id)
    act, at = request.POST.get("act", ""), timezone.now()
    form = DayForm(request.POST if act == "prepare" else None, initial={"decided_on": tokyo_day(at)})
    if act == "prepare" and form.is_valid():
        prepare_release(release_id=found.pk, decided_on=form.day, actor=request.actor, at=at)
        return _to(found)
    if act == "undo":
        undo_release(release_id=found.pk, actor=request.actor, at=at)
        messages.success(request, "準備を取り消しました。作った通知書は捨て、文書番号は次の準備で使います。")
        return _to(found)
    if act == "cancel":
        cancel_release(release_id=found.pk, actor=request.actor, at=at)
        messages.success(request, "決定の案を取りやめました。")
        return redirect("screening:releases", call=call)
    page = release_page(found, request.actor, form=form, asked=request.GET)
    return render(request, "screening/release.html", page, status=_UNREADABLE if form.is_bound else 200)


@require_http_methods(_LOOK_OR_ACT)
@in_office
def send(request: ActorRequest, call: str, release_id: UUID) -> HttpResponse:
    """Show what goes out and the mails that go with it; a POST sends everything in one act."""
    found, at = release_or_404(request, call, release_id), timezone.now()
    if not may_run_screening(request.actor).is_allowed:
        raise Http404
    if request.method == "POST":
        released = release_decisions(release_id=found.pk, actor=request.actor, at=at)
        messages.success(request, f"{released.decisions.count()}件の決定を通知しました。")
        return _to(found)
    return render(request, "screening/send.html", sending_page(found, request.actor, at=at))


def release_or_404(request: ActorRequest, call: str, release_id: UUID) -> Release:
    """The release, if it is in this person's sight."""
    return get_object_or_404(releases_visible_to(request.actor), pk=release_id, round__call_id=call)


def _to(release: Release) -> HttpResponse:
    return redirect("screening:release", call=release.round.call_id, release_id=release.pk)
