"""What the company reads of its diagnoses: every finished one, by whichever institution."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from kernel.calendar import tokyo_day
from kernel.parts import Crumb
from support_cases.models import Diagnosis
from support_cases.policies.sight import companies_of
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData
from support_cases.selectors.diagnoses import diagnoses_visible_to, read_document
from support_cases.views.diagnosis_results import listed, result_page
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
    page = result_page(row, request.actor, tokyo_day(timezone.now())) | {
        "tab": "diagnoses",
        # Side by side is the institutions' page; the trend above tells the company the same.
        "comparisons": (),
        "crumbs": (Crumb("診断の結果", reverse("support_cases:company_diagnoses")),),
    }
    return render(request, "support_cases/company/diagnosis.html", page)


def _own(request: ActorRequest) -> QuerySet[Diagnosis]:
    rows = diagnoses_visible_to(request.actor, tokyo_day(timezone.now()))
    return rows.filter(case__company_id__in=companies_of(request.actor), finished_at__isnull=False)
