"""Registering a company, and asking to join one that is here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import ActorRequest
from accounts.forms.organisations import CompanyForm
from accounts.policies import Why
from accounts.services.memberships import ask_to_join
from accounts.services.organisations import company_with, register_company
from accounts.services.refusals import Refused
from accounts.views.sentences import SENTENCES
from kernel.entry import EntryError

_REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: ActorRequest) -> HttpResponse:
    """Register the person's company; one that is here is joined, not registered twice."""
    form = CompanyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = _REFUSED if form.is_bound else 200
        return render(request, "accounts/register_company.html", {"form": form}, status=status)
    try:
        company = register_company(actor=request.actor, particulars=form.particulars(), at=timezone.now())
    except Refused as refusal:
        if refusal.why is not Why.COMPANY_IS_HERE:
            raise
        return _offer_to_join(request, form.cleaned_data["corporate_number"])
    messages.success(request, f"{company.name}を登録しました。")
    return redirect("accounts:landing")


def _offer_to_join(request: ActorRequest, corporate_number: str) -> HttpResponse:
    page = {"company": company_with(corporate_number), "sentence": SENTENCES[Why.COMPANY_IS_HERE]}
    return render(request, "accounts/company_is_here.html", page, status=_REFUSED)


@require_POST
@login_required
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
