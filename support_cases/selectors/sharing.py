"""Sharing as a company sees it: with whom, what, until when; and who looked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Membership, Organisation
from accounts.rules.roles import OrganisationKind
from records.models import Attachment, AuditEvent, IssuedPaper
from records.rules.acts import LOOKS
from support_cases.models import Diagnosis, FinancialYear, SharingConsent, SupportCase, SupportRecord
from support_cases.rules.sharing import Category


@dataclass(frozen=True, slots=True)
class Shared:
    """The consent that says most of one institution and category: one in force, else the latest there was."""

    consent: SharingConsent
    is_in_force: bool


def institutions_to_share_with() -> QuerySet[Organisation]:
    """Every support institution, by name."""
    return Organisation.objects.filter(kind=OrganisationKind.INSTITUTION).order_by("name", "id")


def institutions_around(company_id: UUID) -> list[Organisation]:
    """The institutions that hold or held a consent, lead a case or partner in one, by name."""
    near = (
        Q(held_consents__company_id=company_id)
        | Q(led_cases__company_id=company_id)
        | Q(partnered_cases__case__company_id=company_id)
    )
    return list(institutions_to_share_with().filter(near).distinct())


def shared_by(company_id: UUID, on: date) -> Mapping[tuple[UUID, Category], Shared]:
    """For each institution and category, what holds on this day or was the last to hold."""
    best: dict[tuple[UUID, Category], Shared] = {}
    for row in SharingConsent.objects.filter(company_id=company_id).order_by("given_at", "id"):
        key = (row.institution_id, Category(row.category))
        now = Shared(row, row.withdrawn_at is None and row.starts_on <= on <= row.until)
        former = best.get(key)
        if former is None or (now.is_in_force, now.consent.until) >= (former.is_in_force, former.consent.until):
            best[key] = now
    return best


def may_answer_for(company_id: UUID) -> list[str]:
    """The names of those who may give a consent for the company."""
    rows = Membership.objects.filter(organisation_id=company_id, ended_at__isnull=True, may_submit=True)
    return [row.user.name for row in rows.select_related("user").order_by("started_at", "id")]


def looks_at(company_ids: Iterable[UUID]) -> QuerySet[AuditEvent]:
    """Who looked at the cases of these companies, their records, diagnoses and figures, and took photos and papers of
    them; and when consents ended at once.
    """
    companies = list(company_ids)
    cases = SupportCase.objects.filter(company_id__in=companies).order_by("number").values_list("pk", flat=True)
    case_ids = list(cases)
    ids = {str(each) for each in case_ids}
    for model in (SupportRecord, Diagnosis, FinancialYear):
        ids |= {
            str(each) for each in model.objects.filter(case_id__in=case_ids).order_by().values_list("pk", flat=True)
        }
    # The company's own people take its files, too: that is no look of others.
    own = Membership.objects.filter(organisation_id__in=companies).order_by().values("user_id")
    pages = Q(subject_kind__in=LOOKED_AT, subject_id__in=ids)
    files = Q(subject_kind__in=TAKEN, subject_id__in=_files_of(case_ids, ids)) & ~Q(actor_id__in=own)
    return AuditEvent.objects.filter(pages | files, verb__in=SAID_IN_LOG)


def _files_of(case_ids: Iterable[UUID], ids: Iterable[str]) -> set[str]:
    """The photos of records and the papers of plans."""
    photos = Attachment.objects.filter(subject_kind=SupportRecord._meta.label_lower, subject_id__in=list(ids))
    papers = IssuedPaper.objects.filter(kind="dx_plan", context__case_id__in=[str(each) for each in case_ids])
    return {str(pk) for rows in (photos, papers) for pk in rows.order_by().values_list("pk", flat=True)}


LOOKED_AT = tuple(each._meta.label_lower for each in (SupportCase, SupportRecord, Diagnosis, FinancialYear))
TAKEN = tuple(each._meta.label_lower for each in (Attachment, IssuedPaper))
# A merging of two entries of the register ends consents; a company that reads who looked reads that, too.
SAID_IN_LOG = LOOKS | {"end_consents"}
