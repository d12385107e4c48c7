"""The organisations around the programme that are no companies: who they are, and founding another."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from accounts.forms.organisations import OfficeForm
from accounts.policies import may_found_office
from accounts.rules.roles import KIND_LABELS, OrganisationKind
from accounts.selectors import organisations_visible_to
from accounts.services.organisations import found_office
from accounts.views.guards import signed_in
from kernel.parts import Crumb, Offer

_REFUSED = 422
_CRUMBS = (Crumb("マイページ", "/me/"), Crumb("組織"))
_FOUNDING = (Crumb("マイページ", "/me/"), Crumb("組織", "/organisations/"), Crumb("組織の登録"))


@require_safe
@never_cache
@signed_in
def offices(request: ActorRequest) -> HttpResponse:
    """List the offices, for those who see them all."""
    actor = request.actor
    if not actor.sees_every_organisation:
        raise Http404
    found = organisations_visible_to(actor).exclude(kind=OrganisationKind.COMPANY)
    rows = [{"organisation": each, "kind": KIND_LABELS[each.kind_of]} for each in found]
    offers = []
    if may_found_office(actor, OrganisationKind.INSTITUTION).is_allowed:
        offers.append(Offer("組織を登録する", reverse("accounts:found_office")))
    return render(request, "accounts/offices.html", {"rows": rows, "offers": offers, "crumbs": _CRUMBS})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def found(request: ActorRequest) -> HttpResponse:
    """Found an office; its people are invited afterwards."""
    if not may_found_office(request.actor, OrganisationKind.INSTITUTION).is_allowed:
        raise Http404
    form = OfficeForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        status = _REFUSED if form.is_bound else 200
        return render(request, "accounts/found_office.html", {"form": form, "crumbs": _FOUNDING}, status=status)
    office = found_office(
        actor=request.actor, kind=form.chosen_kind(), particulars=form.particulars(), at=timezone.now()
    )
    messages.success(request, f"{office.name}を登録しました。続けて人を招いてください。")
    return redirect("accounts:members", office.pk)
