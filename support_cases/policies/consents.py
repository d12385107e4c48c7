"""Consents are the company's to give and to withdraw; one given on paper is noted by the institution that holds it."""

from uuid import UUID

from accounts.actor import Actor
from accounts.rules.roles import Right
from kernel.ruling import ALLOWED, Ruling, refused
from support_cases.models import SharingConsent
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import Why


def may_give_consent(actor: Actor, company_id: UUID) -> Ruling:
    """A member of the company who may speak for it (the right to submit)."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    if not actor.may(Right.VIEW, company_id):
        return refused(Why.FOR_COMPANY)
    return ALLOWED if actor.may(Right.SUBMIT, company_id) else refused(Why.RIGHT_MISSING)


def may_note_paper_consent(actor: Actor, institution_id: UUID) -> Ruling:
    """An advisor notes a consent that the company gave to the advisor's own institution on paper."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if institution_id in institutions_of(actor) else refused(Why.FOR_ADVISOR)


def may_withdraw_consent(actor: Actor, consent: SharingConsent) -> Ruling:
    """Whoever may give may withdraw; an institution may give one back that it holds."""
    if consent.institution_id in institutions_of(actor):
        return ALLOWED
    return may_give_consent(actor, consent.company_id)
