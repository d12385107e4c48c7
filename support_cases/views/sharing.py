"""The company's own sharing: what whom, until when; given and withdrawn in one step; and who looked."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.models import Organisation, User
from kernel.calendar import tokyo_day
from records.rules.acts import EXPORT
from records.services.looking import record_look
from records.tables import built_table, csv_file, read_state, xlsx_file
from support_cases.forms.sharing import ConsentForm, LookFilters
from support_cases.policies.sight import companies_of
from support_cases.rules.sharing import CATEGORY_LABELS
from support_cases.selectors import consents_visible_to
from support_cases.selectors.sharing import institutions_to_share_with, looks_at
from support_cases.services.consents import give_consent, withdraw_consent
from support_cases.views.cases import case_head
from support_cases.views.gate import case_or_404, for_advisors, for_company
from support_cases.views.looks_table import looks_table
from support_cases.views.sharing_in_words import case_sharing, company_page, sharing_table

_UNREADABLE = 422
_WRITERS = {"csv": csv_file, "xlsx": xlsx_file}
WITHDRAWN = "撤回しました。いまから、この機関に新しく見えるものはありません。"


@require_safe
@for_company
def sharing(request: ActorRequest) -> HttpResponse:
    """Show with whom the company shares what, and let it share more."""
    company = _company(request)
    institutions = institutions_to_share_with()
    asked = {"institution": request.GET.get("institution"), "categories": request.GET.getlist("category")}
    chosen = {name: value for name, value in asked.items() if value}
    form = ConsentForm(institutions=institutions, today=tokyo_day(timezone.now()), chosen=chosen)
    return _page(request, company, form)


@require_POST
@for_company
@transaction.atomic
def give(request: ActorRequest) -> HttpResponse:
    """Share what was ticked, all of it or nothing."""
    company, at = _company(request), timezone.now()
    form = ConsentForm(request.POST, institutions=institutions_to_share_with(), today=tokyo_day(at))
    if not form.is_valid():
        return _page(request, company, form)
    institution = form.cleaned_data["institution"]
    days = {name: form.cleaned_data[name] for name in ("starts_on", "until")}
    for category in form.chosen_categories():
        give_consent(
            company_id=company.pk, institution_id=institution.pk, category=category, actor=request.actor, at=at, **days
        )
    told = "、".join(CATEGORY_LABELS[each] for each in form.chosen_categories())
    messages.success(request, f"{institution.name}に{told}を見せることにしました。いつでも撤回できます。")
    return redirect(_address(company))


@require_POST
@for_company
def withdraw(request: ActorRequest, consent_id: UUID) -> HttpResponse:
    """Withdraw a consent in one step."""
    consent = get_object_or_404(
        consents_visible_to(request.actor).filter(company_id__in=companies_of(request.actor)), pk=consent_id
    )
    withdraw_consent(consent_id=consent.pk, actor=request.actor, at=timezone.now())
    messages.success(request, WITHDRAWN)
    return redirect(_address(consent.company))


@require_safe
@for_company
def log(request: ActorRequest) -> HttpResponse:
    """Show who looked at the company's cases."""
    filters = LookFilters(request.GET)
    spec = looks_table()
    rows = filters.found(looks_at(companies_of(request.actor)))
    table = built_table(spec, rows, filters, read_state(request.GET, spec.columns, sort=spec.sort))
    page = company_page("log") | {"table": table, "form": filters}
    return render(request, "support_cases/company/log.html", page, status=200 if filters.is_valid() else _UNREADABLE)


@require_safe
@for_company
def log_export(request: ActorRequest, kind: str) -> HttpResponse:
    """Hand the log out as it is shown."""
    filters = LookFilters(request.GET)
    spec, at = looks_table(), timezone.now()
    rows = filters.found(looks_at(companies_of(request.actor)))
    shown = f"{spec.caption} {kind} {rows.count()}件"
    record_look(actor=request.actor, subject=cast(User, request.user), at=at, verb=EXPORT, shown=shown)
    state = read_state(request.GET, spec.columns, sort=spec.sort)
    return _WRITERS[kind](spec, rows, state, name=f"{spec.caption}_{tokyo_day(at):%Y%m%d}")


@require_safe
@for_advisors
def case_tab(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show an institution which consents around a case hold, and whom to ask for more."""
    case = case_or_404(request, case_id, shown="ケースの共有")
    page = case_head(case, tab="sharing") | case_sharing(request.actor, case, tokyo_day(timezone.now()))
    return render(request, "support_cases/sharing_tab.html", page)


def _company(request: ActorRequest) -> Organisation:
    """The company that is asked for, or the person's first one."""
    own = companies_of(request.actor)
    asked = request.POST.get("company") or request.GET.get("company")
    if asked and asked not in {str(each) for each in own}:
        raise Http404
    return get_object_or_404(Organisation, pk=asked or own[0])


def _address(company: Organisation) -> str:
    return f"{reverse('support_cases:sharing')}?company={company.pk}"


def _page(request: ActorRequest, company: Organisation, form: ConsentForm) -> HttpResponse:
    today = tokyo_day(timezone.now())
    page: dict[str, Any] = company_page("sharing") | sharing_table(request.actor, company, today) | {"form": form}
    return render(request, "support_cases/company/sharing.html", page, status=_UNREADABLE if form.is_bound else 200)
