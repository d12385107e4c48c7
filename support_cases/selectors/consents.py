"""Consents as the company and the institutions see them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from support_cases.models import SharingConsent, SupportCase
from support_cases.policies.sight import companies_of, consents_in_force, institutions_of
from support_cases.rules.sharing import Category


def consents_visible_to(actor: Actor) -> QuerySet[SharingConsent]:
    """The company's own, and those an institution holds."""
    rows = SharingConsent.objects.select_related("company", "institution")
    if actor.is_nobody:
        return rows.none()
    return rows.filter(Q(company_id__in=companies_of(actor)) | Q(institution_id__in=institutions_of(actor)))


def may_see_category(actor: Actor, case: SupportCase, category: Category, on: date) -> bool:
    """Whether this person sees this category of a case in sight: the company always, institutions by consent."""
    if case.company_id in companies_of(actor):
        return True
    held = SharingConsent.objects.filter(
        consents_in_force(on), company_id=case.company_id, institution__in=institutions_of(actor), category=category
    )
    return held.exists()


def is_shared_with(institution_id: UUID, company_id: UUID, on: date) -> bool:
    """Whether the company lets this institution see records on this day: without it there is no case."""
    held = SharingConsent.objects.filter(consents_in_force(on), company_id=company_id, category=Category.RECORDS)
    return held.filter(institution_id=institution_id).exists()
