"""What the company reads of its diagnoses: every finished one, by whichever institution."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from kernel.parts import Crumb
from support_cases.models import Diagnosis
from support_cases.policies.sight import companies_of
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData
from support_cases.rules.refusals import Why
from support_cases.selectors.diagnoses import diagnoses_visible_to, read_document
from support_cases.views.diagnosis_results import comparison_page, listed, result_page
from support_cases.views.gate import for_company


@require_safe
@for_company
def diagnoses(request: ActorRequest) -> HttpResponse:
    """Show the finished diagnoses of the own company, the newest first."""
    rows = _own(request).order_by("-answered_on", "-saved_at")
    documents: dict[int, DiagnosisTemplateData] = {}
    cards = []
    for row in rows:
        if row.template_id not in documents:
            documents[row.template_id] = read_document(row.template)
        document = documents[row.template_id]
        url = reverse("support_cases:company_diagnosis", args=[row.pk])
        cards.append(listed(document, row) | {"title": document.title, "url": url})
    page = {"rows": cards, "tab": "diagnoses", "crumbs": ()}
    return render(request, "support_cases/company/diagnoses.html", page)


@require_safe
@for_company
def diagnosis(request: ActorRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show one."""
    row = get_object_or_404(_own(request), pk=diagnosis_id)
    page = result_page(row, request.actor, tokyo_day(timezone.now()), address=_beside)
    return render(request, "support_cases/company/diagnosis.html", page | _around())


@require_safe
@for_company
def compare(request: ActorRequest) -> HttpResponse:
    """Hold two of one case and one version side by side; two versions are refused in words."""
    found = [get_object_or_404(_own(request), pk=_uuid(request.GET.get(name, ""))) for name in ("first", "second")]
    before, after = sorted(found, key=lambda row: (row.answered_on, row.saved_at))
    if before.case_id != after.case_id:
        raise Http404
    if before.template_id != after.template_id:
        raise Refused(Why.OTHER_VERSION)
    page = comparison_page(before, after, request.actor, tokyo_day(timezone.now()))
    return render(request, "support_cases/company/comparison.html", page | _around())


def _around() -> dict[str, Any]:
    return {"tab": "diagnoses", "crumbs": (Crumb("診断の結果", reverse("support_cases:company_diagnoses")),)}


def _beside(first: Diagnosis, second: Diagnosis) -> str:
    return f"{reverse('support_cases:company_comparison')}?first={first.pk}&second={second.pk}"


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _own(request: ActorRequest) -> QuerySet[Diagnosis]:
    rows = diagnoses_visible_to(request.actor, tokyo_day(timezone.now()))
    return rows.filter(case__company_id__in=companies_of(request.actor), finished_at__isnull=False)
