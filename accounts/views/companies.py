"""The register of companies for the office: finding one, entries that may be one company, and merging two of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import Actor, ActorRequest
from accounts.forms.companies import CompanySearchForm, MergingForm
from accounts.models import Organisation
from accounts.policies import Why, may_look_up_companies, may_merge_companies
from accounts.rules.merging import MergingKind, kinds_for
from accounts.selectors import companies_visible_to
from accounts.services.looking import record_look_at_people
from accounts.services.merging import Preview, merge_companies
from accounts.services.refusals import Refused
from accounts.views.companies_in_words import candidates, merging_crumbs, pair_page, register_page
from accounts.views.sentences import SENTENCES

_REFUSED = 422


@require_safe
@never_cache
@login_required
def companies(request: ActorRequest) -> HttpResponse:
    """Find companies; with nothing asked, show entries that may be one company."""
    _insist_on_office(request)
    form = CompanySearchForm(request.GET or None)
    query = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    status = _REFUSED if form.is_bound and form.errors else 200
    page = register_page(request.actor, query) | {"form": form}
    return render(request, "accounts/companies.html", page, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merging(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Choose the entry that stays, see what will move, and merge. The company of the address is the one that closes."""
    _insist_on_office(request)
    absorbed = get_object_or_404(companies_visible_to(request.actor), pk=organisation_id)
    if absorbed.merged_into is not None:
        messages.info(request, f"{absorbed.name}の登録は、{absorbed.merged_into.name}に統合されています。")
        return redirect(_found(absorbed.name))
    asked = request.GET.get("into", "")
    if not asked:
        return _choose(request, absorbed)
    kept = get_object_or_404(companies_visible_to(request.actor), pk=_as_key(asked))
    return _pair(request, kept, absorbed)


def _choose(request: ActorRequest, absorbed: Organisation) -> HttpResponse:
    form = CompanySearchForm(request.GET or None)
    query = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    page = candidates(request.actor, absorbed, query) | {
        "form": form,
        "absorbed": absorbed,
        "crumbs": merging_crumbs(absorbed),
    }
    return render(request, "accounts/merging_choice.html", page, status=_REFUSED if request.method == "POST" else 200)


def _pair(request: ActorRequest, kept: Organisation, absorbed: Organisation) -> HttpResponse:
    at, is_posted = timezone.now(), request.method == "POST"
    page = pair_page(kept, absorbed, at=at)
    if not is_posted:
        record_look_at_people(actor=request.actor, organisations=(kept, absorbed), shown="登録の統合", at=at)
    why, kinds = _open_kinds(request.actor, kept, absorbed, page["preview"])
    if why is not None:
        page["sentence"] = SENTENCES[why]
        return render(request, "accounts/merging.html", page, status=_REFUSED if is_posted else 200)
    form = MergingForm(request.POST if is_posted else None, kinds=kinds, initial={"seen": page["preview"].seen})
    if not is_posted or not form.is_valid():
        return render(request, "accounts/merging.html", page | {"form": form}, status=_REFUSED if is_posted else 200)
    try:
        merge_companies(
            kept_id=kept.pk, absorbed_id=absorbed.pk, actor=request.actor, at=at, **form.what_was_confirmed()
        )
    except Refused as refusal:
        return _refused(request, page, Why(refusal.why), kinds)
    told = f"{absorbed.name}の登録を、{kept.name}に統合しました。両方のメンバーにメールを送ります。"
    messages.success(request, told)
    return redirect(_found(kept.name))


def _open_kinds(
    actor: Actor, kept: Organisation, absorbed: Organisation, preview: Preview
) -> tuple[Why | None, tuple[MergingKind, ...]]:
    """Why these two cannot be merged now, or on which grounds they can."""
    if (refused := may_merge_companies(actor, kept, absorbed).refused) is not None:
        return Why(refused), ()
    fitting = kinds_for(kept.corporate_number, absorbed.corporate_number)
    kinds = tuple(each for each in fitting if not preview.hindrances_for(each))
    return (None if kinds else Why.MERGING_HINDERED), kinds


def _refused(request: ActorRequest, page: dict[str, Any], why: Why, kinds: tuple[MergingKind, ...]) -> HttpResponse:
    """Say why, beside what was typed; whoever confirms again confirms what the page shows now."""
    posted = request.POST.copy()
    posted["seen"] = page["preview"].seen
    form = MergingForm(posted, kinds=kinds)
    form.add_error(None, SENTENCES[why])
    return render(request, "accounts/merging.html", page | {"form": form}, status=_REFUSED)


def _insist_on_office(request: ActorRequest) -> None:
    if not may_look_up_companies(request.actor).is_allowed:
        raise Http404


def _as_key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _found(name: str) -> str:
    return f"{reverse('accounts:companies')}?{urlencode({'q': name})}"
