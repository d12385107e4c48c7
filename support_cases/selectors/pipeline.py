"""Companies that an institution has in mind, with the day of the last contact; no other institution sees them."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from accounts.actor import Actor
from support_cases.models import InstitutionProfile, PipelineEntry, Referral, SharingConsent, SupportCase
from support_cases.policies.sight import consents_in_force, institutions_of
from support_cases.rules.sharing import Category
from support_cases.rules.workflow import OPEN_STATUSES

DAYS_UNSAID = 30


def entries_visible_to(actor: Actor, on: date) -> QuerySet[PipelineEntry]:
    """The own institution's entries, each with its open case, its consent and the day of the last contact."""
    cases = SupportCase.objects.filter(
        company=OuterRef("company"), lead_institution=OuterRef("institution"), status__in=OPEN_STATUSES
    )
    contacted = Subquery(cases.values("last_contact_on")[:1])
    consent = SharingConsent.objects.filter(
        consents_in_force(on),
        company=OuterRef("company"),
        institution=OuterRef("institution"),
        category=Category.RECORDS,
    )
    own = PipelineEntry.objects.filter(institution_id__in=institutions_of(actor), company__merged_into__isnull=True)
    rows = own.annotate(
        case_id=Subquery(cases.values("pk")[:1]),
        is_consented=Exists(consent),
        contact=Greatest(Coalesce(contacted, F("last_contact_on")), Coalesce(F("last_contact_on"), contacted)),
    )
    return rows.select_related("company", "institution", "advisor")


def silent_days_of(actor: Actor) -> Mapping[UUID, int]:
    """After how many days without contact each of the own institutions wants to be told."""
    profiles = InstitutionProfile.objects.filter(pk__in=institutions_of(actor))
    said: dict[UUID, int] = dict(profiles.values_list("pk", "silent_after_days"))
    return {each: said.get(each, DAYS_UNSAID) for each in institutions_of(actor)}


def is_silent(days: Mapping[UUID, int], on: date) -> Q:
    """Entries without a contact for as many days as their institution says."""
    silent = Q(pk__in=())
    for institution, number in days.items():
        silent |= Q(institution_id=institution) & (Q(contact__isnull=True) | Q(contact__lt=on - timedelta(days=number)))
    return silent & Q(is_dropped=False)


def referrals_visible_to(actor: Actor) -> QuerySet[Referral]:
    """What the own institution offered, and what was offered to it."""
    own = institutions_of(actor)
    rows = Referral.objects.filter(Q(from_institution__in=own) | Q(to_institution__in=own))
    return rows.select_related("company", "from_institution", "to_institution").order_by("-offered_at", "id")
