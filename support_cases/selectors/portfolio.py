"""The first page of an advisor: the open cases in sight, who has been silent, and the homework of both sides."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.actor import Actor
from support_cases.models import Homework, SharingConsent, SupportCase
from support_cases.policies.sight import case_sight, consents_in_force, institutions_of
from support_cases.rules.sharing import Category, Visibility
from support_cases.rules.workflow import OPEN_STATUSES
from support_cases.selectors.counting import begin_of
from support_cases.selectors.scope import Scope


def open_cases_of(actor: Actor, scope: Scope, on: date) -> QuerySet[SupportCase]:
    """The open cases in sight, the longest silent first."""
    own = institutions_of(actor)
    # Cases of others are few: they are found by partnership first (for the region's lab by consent too), so that the
    # own are read by their index.
    near = Q(partners__institution_id__in=own)
    if scope.is_facilitator:
        near |= Q(company__given_consents__institution_id__in=own)
    others = SupportCase.objects.filter(near, status__in=OPEN_STATUSES).exclude(lead_institution_id__in=own)
    shared = list(others.filter(case_sight(actor, on)).order_by().values_list("pk", flat=True).distinct())
    mine = Q(lead_institution_id__in=own) | Q(pk__in=shared) if shared else Q(lead_institution_id__in=own)
    rows = SupportCase.objects.filter(mine, status__in=OPEN_STATUSES)
    return rows.select_related("company", "lead_advisor").order_by(F("last_contact_on").asc(nulls_first=True), "number")


def is_silent(scope: Scope, on: date) -> Q:
    """Nobody of the institution has been in contact for so many days; before the first contact since the opening."""
    last = on - timedelta(days=scope.silent_after)
    opened = Q(last_contact_on__isnull=True, opened_at__lt=begin_of(last + timedelta(days=1)))
    return Q(last_contact_on__lte=last) | opened


def homework_open(actor: Actor, case_ids: list[UUID], on: date) -> Mapping[UUID, Mapping[str, int]]:
    """How much homework is open on both sides of each case in sight, of the records that this advisor may read."""
    own = institutions_of(actor)
    consent = SharingConsent.objects.filter(
        consents_in_force(on), company=OuterRef("case__company"), institution__in=own, category=Category.RECORDS
    )
    shared = Q(record__visibility__in=(Visibility.PARTNERS, Visibility.COMPANY)) & Exists(consent)
    rows = Homework.objects.filter(case_id__in=case_ids, done_on__isnull=True).order_by()
    rows = rows.filter(Q(record__institution__in=own) | shared)
    found: dict[UUID, dict[str, int]] = {}
    for row in rows.values("case_id", "side").annotate(count=Count("pk")):
        found.setdefault(row["case_id"], {})[row["side"]] = row["count"]
    return found
