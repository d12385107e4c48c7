"""The page of one decision: changed while it is a draft, its letter looked at, replaced after it went out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from records.models import PaperState
from records.papers.pictures import picture_of_page
from records.services.storage import bytes_of
from screening.forms.decisions import BecauseForm, DecisionForm, ReissueForm
from screening.models import GrantDecision
from screening.selectors.decided_files import decided_file
from screening.selectors.releases import decisions_visible_to
from screening.services.decisions import change_decision, drop_decision
from screening.services.reissues import reissue
from screening.services.releases import check_letter
from screening.views.decisions_in_words import decision_page, url_of, url_of_next
from screening.views.gate import in_office

_UNREADABLE = 422
# Pixels across: a page to be read, and one to be recognised in a list.
_WIDTHS = {"page": 900, "thumbnail": 220}


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def decision(request: ActorRequest, call: str, decision_id: UUID) -> HttpResponse:
    """Show one decision with its letter, and take what is decided about it."""
    found = _decision_or_404(request, call, decision_id)
    act = request.POST.get("act", "")
    file = decided_file(found.case.application_id)
    forms = {
        "change": DecisionForm(request.POST if act == "change" else None, decision=found, costs=file.costs),
        "drop": BecauseForm(request.POST if act == "drop" else None, auto_id="id_drop_%s"),
        "reissue": ReissueForm(request.POST if act == "reissue" else None, auto_id="id_reissue_%s"),
    }
    if act == "check":
        return _checked(request, found)
    if act in forms and forms[act].is_valid():
        return _done(request, found, forms[act])
    page = decision_page(found, file, request.actor, forms=forms, tried=forms.get(act))
    return render(request, "screening/decision.html", page, status=_UNREADABLE if act in forms else 200)


def _checked(request: ActorRequest, found: GrantDecision) -> HttpResponse:
    checked = check_letter(decision_id=found.pk, actor=request.actor, at=timezone.now())
    if checked.fault:
        messages.error(request, checked.fault)
        return redirect(url_of(found))
    return redirect(url_of_next(found))


def _done(request: ActorRequest, found: GrantDecision, form: object) -> HttpResponse:
    actor, at = request.actor, timezone.now()
    if isinstance(form, DecisionForm):
        given = form.cleaned_data
        change_decision(
            decision_id=found.pk,
            entry=form.entry,
            version=given["version"],
            actor=actor,
            at=at,
            because=given["because"],
        )
        messages.success(request, "決定の案を変えました。")
        return redirect(url_of(found))
    if isinstance(form, ReissueForm):
        fresh = reissue(decision_id=found.pk, actor=actor, at=at, because=form.cleaned_data["because"])
        messages.success(request, "差し替える決定の案を作りました。内容を直してから、通知書を作ってください。")
        return redirect(url_of(fresh))
    drop_decision(decision_id=found.pk, actor=actor, at=at, because=request.POST.get("because", ""))
    messages.success(request, "決定の案から外しました。")
    return redirect("screening:release", call=found.release.round.call_id, release_id=found.release_id)


@require_safe
@in_office
def picture(request: ActorRequest, call: str, decision_id: UUID, number: int, size: str) -> HttpResponse:
    """One page of a letter as a picture."""
    found = _decision_or_404(request, call, decision_id)
    if found.paper is None or found.paper.state != PaperState.READY or size not in _WIDTHS:
        raise Http404
    data = picture_of_page(bytes_of(found.paper), number, width=_WIDTHS[size])
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/png")


def _decision_or_404(request: ActorRequest, call: str, decision_id: UUID) -> GrantDecision:
    return get_object_or_404(decisions_visible_to(request.actor), pk=decision_id, release__round__call_id=call)
