"""Registering a company, asking to join one that is here, and what it says of itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import ActorRequest
from accounts.forms.organisations import CompanyForm, DetailsForm
from accounts.models import Organisation
from accounts.policies import Why, may_edit_company
from accounts.rules.roles import OrganisationKind
from accounts.selectors import join_requests_visible_to, organisations_visible_to, stands_as
from accounts.services.memberships import ask_to_join
from accounts.services.organisations import company_with, edit_company, register_company
from accounts.services.refusals import Refused
from accounts.views.guards import limited, signed_in
from accounts.views.parts import organisation_crumbs
from accounts.views.sentences import SENTENCES
from accounts.views.ways import NEXT, passing_on, way_on
from kernel.entry import EntryError
from kernel.municipalities import MUNICIPALITIES

_REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@limited("register_company")
def register(request: ActorRequest) -> HttpResponse:
    """Register the person's company and go on where the person was going; one that is here is joined, not doubled."""
    form, way = CompanyForm(request.POST if request.method == "POST" else None), way_on(request)
    if not form.is_bound or not form.is_valid():
        asked = join_requests_visible_to(request.actor).filter(user=request.actor.acting_id)
        page = {"form": form, "asked": asked, "redirect_field_name": NEXT, "redirect_field_value": way}
        return render(request, "accounts/register_company.html", page, status=_REFUSED if form.is_bound else 200)
    try:
        company = register_company(actor=request.actor, particulars=form.particulars(), at=timezone.now())
    except Refused as refusal:
        if refusal.why is not Why.COMPANY_IS_HERE:
            raise
        return _offer_to_join(request, form.cleaned_data["corporate_number"], way)
    messages.success(request, f"{company.name}を登録しました。")
    return redirect(way or "accounts:landing")


def _offer_to_join(request: ActorRequest, corporate_number: str, way: str) -> HttpResponse:
    page = {
        "company": company_with(corporate_number),
        "sentence": SENTENCES[Why.COMPANY_IS_HERE],
        "again": passing_on(reverse("accounts:register_company"), way),
    }
    return render(request, "accounts/company_is_here.html", page, status=_REFUSED)


@require_POST
@signed_in
@limited("join")
def join(request: ActorRequest) -> HttpResponse:
    """Ask a company, known by its number, to let the person in."""
    try:
        company = company_with(request.POST.get("corporate_number", ""))
    except EntryError as refusal:
        raise Http404 from refusal
    if company is None:
        raise Http404
    try:
        ask_to_join(actor=request.actor, company=company, at=timezone.now())
    except Refused as refusal:
        messages.error(request, SENTENCES[Why(refusal.why)])
    else:
        messages.success(request, f"{company.name}に参加を申し出ました。回答をお待ちください。")
    return redirect("accounts:me")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def particulars(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Change what a company says of itself; who may not edit reads it."""
    if (kept := stands_as(request.actor, organisation_id)) is not None:
        return redirect("accounts:particulars", kept)
    company = _company_or_404(request, organisation_id)
    if (refusal := may_edit_company(request.actor, company).refused) is not None:
        return _only_read(request, company, Why(refusal))
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=model_to_dict(company))
    if not form.is_bound or not form.is_valid():
        page = _details_page(company) | {"form": form}
        return render(request, "accounts/particulars.html", page, status=_REFUSED if form.is_bound else 200)
    edit_company(actor=request.actor, company=company, details=form.details(), at=timezone.now())
    messages.success(request, "会社の情報を変えました。")
    return redirect("accounts:members", company.pk)


def _only_read(request: ActorRequest, company: Organisation, why: Why) -> HttpResponse:
    if request.method == "POST":
        messages.error(request, SENTENCES[why])
        return redirect("accounts:members", company.pk)
    page = _details_page(company) | {"facts": _facts(company)}
    return render(request, "accounts/particulars_read.html", page)


def _company_or_404(request: ActorRequest, organisation_id: UUID) -> Organisation:
    companies = organisations_visible_to(request.actor).filter(kind=OrganisationKind.COMPANY)
    return get_object_or_404(companies, pk=organisation_id)


def _details_page(company: Organisation) -> dict[str, Any]:
    return {"company": company, "crumbs": organisation_crumbs(company, "会社の情報")}


def _facts(company: Organisation) -> list[dict[str, str]]:
    said = model_to_dict(company) | {"municipality_code": MUNICIPALITIES.get(company.municipality_code)}
    return [{"label": label, "text": said[key] or "登録されていません"} for key, label in DetailsForm.LABELS.items()]
