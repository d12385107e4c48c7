"""Filling a draft from a case, by the company's own people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.actor import ActorRequest
from applications.selectors import applications_visible_to
from kernel.calendar import tokyo_day
from support_cases.policies.sight import companies_of
from support_cases.selectors import cases_visible_to
from support_cases.services.bridge import prefill_application
from support_cases.views.gate import for_company


@require_POST
@for_company
def prefill(request: ActorRequest, case_id: UUID, application_id: UUID) -> HttpResponse:
    """Copy what the draft has empty, and say how much it was."""
    at = timezone.now()
    own = cases_visible_to(request.actor, tokyo_day(at)).filter(company__in=companies_of(request.actor))
    case = get_object_or_404(own, pk=case_id)
    draft = get_object_or_404(
        applications_visible_to(request.actor), pk=application_id, organisation_id=case.company_id
    )
    filled = prefill_application(case_id=case.pk, application_id=draft.pk, actor=request.actor, at=at)
    count = sum(len(names) for names in filled.values())
    told = f"{count}か所に写しました。内容を確かめてください。" if count else "写せる空欄はありませんでした。"
    messages.success(request, told)
    return redirect("applications:application", draft.pk)
