"""Giving and withdrawing consent. Withdrawal stops every new look; what somebody has copied cannot be called back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.organisations import standing
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import SharingConsent
from support_cases.policies import may_give_consent, may_note_paper_consent, may_withdraw_consent
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Category
from support_cases.services.bridge import catch_up_on_awards


@transaction.atomic
def give_consent(
    *,
    company_id: UUID,
    institution_id: UUID,
    category: Category,
    starts_on: date,
    until: date,
    actor: Actor,
    at: datetime,
) -> SharingConsent:
    """The company lets an institution see one category from one day until another, both included."""
    insist(may_give_consent(actor, company_id))
    return _noted(company_id, institution_id, category, starts_on, until, actor=actor, at=at)


@transaction.atomic
def note_paper_consent(
    *,
    company_id: UUID,
    institution_id: UUID,
    category: Category,
    starts_on: date,
    until: date,
    note: str,
    actor: Actor,
    at: datetime,
) -> SharingConsent:
    """An institution notes what the company signed on paper, and where the paper lies."""
    insist(may_note_paper_consent(actor, institution_id))
    if not note.strip():
        raise Refused(Why.REASON_MISSING)
    return _noted(
        company_id, institution_id, category, starts_on, until, how="paper", note=note.strip(), actor=actor, at=at
    )


@transaction.atomic
def withdraw_consent(*, consent_id: UUID, actor: Actor, at: datetime) -> SharingConsent:
    """End a consent now. A second click finds it withdrawn and is refused calmly."""
    consent = SharingConsent.objects.select_for_update(of=("self",)).get(pk=consent_id)
    insist(may_withdraw_consent(actor, consent))
    if consent.withdrawn_at is not None:
        raise Refused(Why.NOT_NOW)
    consent.withdrawn_at, consent.withdrawn_by_label = at, actor.label
    consent.save(update_fields=["withdrawn_at", "withdrawn_by_label"])
    record(actor=actor, verb="withdraw_consent", subject=consent, at=at, changes={"category": consent.category})
    return consent


def _noted(
    company_id: UUID,
    institution_id: UUID,
    category: Category,
    starts_on: date,
    until: date,
    *,
    actor: Actor,
    at: datetime,
    how: str = "app",
    note: str = "",
) -> SharingConsent:
    if until < starts_on:
        raise Refused(Why.DATES_IN_WRONG_ORDER)
    standing(company_id)
    consent = SharingConsent.objects.create(
        company_id=company_id,
        institution_id=institution_id,
        category=category,
        starts_on=starts_on,
        until=until,
        how=how,
        note=note,
        given_at=at,
        given_by_label=actor.label,
    )
    changes = {"category": category.value, "starts_on": str(starts_on), "until": str(until), "how": how}
    record(actor=actor, verb="give_consent", subject=consent, at=at, changes=changes)
    if category is Category.RECORDS and starts_on <= tokyo_day(at):
        catch_up_on_awards(company_id, at)
    return consent
