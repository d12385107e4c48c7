"""Diagnoses and figures in sight, and the templates to begin one with."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from django.db.models import F, QuerySet

from accounts.actor import Actor
from support_cases.models import CaseTemplate, Diagnosis, FinancialYear, SupportCase
from support_cases.policies.diagnoses import diagnosis_sight
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData
from support_cases.rules.sharing import Category
from support_cases.selectors.consents import may_see_category


def diagnoses_visible_to(actor: Actor, on: date) -> QuerySet[Diagnosis]:
    """The query that says what `may_view_diagnosis` says of one."""
    rows = Diagnosis.objects.select_related("institution", "template", "case__company", "case__lead_institution")
    return rows.filter(diagnosis_sight(actor, on)) if not actor.is_nobody else rows.none()


def diagnosis_templates(on: date) -> tuple[tuple[CaseTemplate, DiagnosisTemplateData], ...]:
    """Every version of every diagnosis that is valid by this day, those of one kind together, the newest first."""
    rows = CaseTemplate.objects.filter(kind="diagnosis", valid_from__lte=on)
    return tuple((row, read_document(row)) for row in rows.order_by("key", "-valid_from", "id"))


def read_document(row: CaseTemplate) -> DiagnosisTemplateData:
    """The template as it was loaded."""
    return DiagnosisTemplateData.model_validate(row.document)


def financial_years_of(case: SupportCase, actor: Actor, on: date) -> QuerySet[FinancialYear]:
    """The figures of a case in sight, with the company's consent to its figures; none without."""
    rows = FinancialYear.objects.filter(case=case)
    return rows if may_see_category(actor, case, Category.FINANCES, on) else rows.none()


def means_of_companies(template_id: int) -> tuple[Fraction, ...]:
    """The newest finished and fully answered diagnosis of each company under one version, as averages without names."""
    rows = (
        Diagnosis.objects.filter(template_id=template_id, finished_at__isnull=False, asked__gt=0, answered=F("asked"))
        .order_by("answered_on", "finished_at", "id")
        .values_list("case__company_id", "total", "answered")
    )
    newest: Mapping[object, Fraction] = {company: Fraction(total, answered) for company, total, answered in rows}
    return tuple(sorted(newest.values()))
