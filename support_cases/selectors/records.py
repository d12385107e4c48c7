"""Records in sight on a day, each with what the reader may read of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from support_cases.models import Homework, InstitutionProfile, SharingConsent, SupportCase, SupportRecord
from support_cases.policies.sight import case_sight, companies_of, consents_in_force, institutions_of
from support_cases.rules.records import Reader, Standing, hidden_fields, reader_of
from support_cases.rules.sharing import Category, Visibility
from support_cases.selectors.counting import begin_of


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record as one reader gets it: what the reader may not see has been emptied."""

    record: SupportRecord
    reader: Reader


def records_visible_to(actor: Actor, on: date) -> QuerySet[SupportRecord]:
    """The own institution's always; the company what is shown to it; others what is shared of cases in their sight."""
    if actor.is_nobody:
        return SupportRecord.objects.none()
    institutions = institutions_of(actor)
    consent = SharingConsent.objects.filter(
        consents_in_force(on),
        company=OuterRef("case__company"),
        institution__in=institutions,
        category=Category.RECORDS,
    )
    in_sight = Q(case__in=SupportCase.objects.filter(case_sight(actor, on)))
    shared = Q(visibility__in=(Visibility.PARTNERS, Visibility.COMPANY)) & Exists(consent) & in_sight
    own = Q(institution_id__in=institutions)
    company = Q(case__company_id__in=companies_of(actor), visibility=Visibility.COMPANY)
    rows = SupportRecord.objects.select_related("institution", "case__company", "recorded_by")
    return rows.filter(own | company | shared)


def written_by_others(actor: Actor, case: SupportCase, on: date) -> QuerySet[SupportRecord]:
    """Contacts of one day that somebody else has written down already and this advisor may read."""
    rows = records_visible_to(actor, on).filter(case=case, started_at__gte=begin_of(on))
    return rows.filter(started_at__lt=begin_of(on + timedelta(days=1))).exclude(recorded_by_id=actor.acting_id)


def homework_visible_to(actor: Actor, on: date) -> QuerySet[Homework]:
    """What each side promised, of the records in sight."""
    rows = Homework.objects.select_related("case__company", "record__institution")
    return rows.filter(record__in=records_visible_to(actor, on).order_by().values("pk"))


def record_days_of(actor: Actor) -> Mapping[UUID, int]:
    """Within how many days each of the own institutions, where it has said so, wants a contact written down."""
    profiles = InstitutionProfile.objects.filter(pk__in=institutions_of(actor))
    return dict(profiles.values_list("pk", "record_within_days"))


def read_by(actor: Actor, rows: Iterable[SupportRecord], *, is_consented: bool) -> list[ReadRecord]:
    """Records that are in sight, emptied of what this reader may not see. Unsaved: they are for showing alone."""
    standing = Standing(frozenset(institutions_of(actor)), frozenset(companies_of(actor)), is_consented)
    return [each for row in rows for each in [_read(row, standing)] if each.reader is not Reader.STRANGER]


def _read(row: SupportRecord, standing: Standing) -> ReadRecord:
    reader = reader_of(
        standing,
        institution=row.institution_id,
        company=row.case.company_id,
        visibility=Visibility(row.visibility),
    )
    for name in hidden_fields(reader):
        setattr(row, name, type(getattr(row, name))())
    return ReadRecord(row, reader)
