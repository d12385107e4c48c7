"""Institutions say themselves what they are good at; advisors rate themselves, and nobody else does or sees it."""

from uuid import UUID

from accounts.actor import Actor
from kernel.ruling import ALLOWED, Ruling, refused
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import Why


def may_edit_institution(actor: Actor, institution_id: UUID) -> Ruling:
    """Advisors of the institution itself."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if institution_id in institutions_of(actor) else refused(Why.FOR_ADVISOR)


def may_keep_own_profile(actor: Actor) -> Ruling:
    """Whoever advises for an institution keeps an own profile, own ratings and own training."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if institutions_of(actor) else refused(Why.FOR_ADVISOR)
