"""The office's own side of the screening."""

from accounts.actor import Actor
from accounts.rules.roles import Role
from kernel.ruling import ALLOWED, Ruling, refused
from screening.rules.refusals import Why


def may_look_into_screening(actor: Actor) -> Ruling:
    """The secretariat and the auditor see every case, sheet and ranking; nobody else does."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    is_seen = actor.is_secretariat or actor.has(Role.AUDITOR)
    return ALLOWED if is_seen else refused(Why.FOR_SECRETARIAT)


def may_run_screening(actor: Actor) -> Ruling:
    """The secretariat assigns, decides bonus points, tries out budgets and drafts decisions."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if actor.is_secretariat else refused(Why.FOR_SECRETARIAT)


def may_lead_screening(actor: Actor) -> Ruling:
    """The head of the secretariat overrides conflicts, freezes the ranking and releases decisions."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    if not actor.is_secretariat:
        return refused(Why.FOR_SECRETARIAT)
    return ALLOWED if actor.has(Role.SECRETARIAT_HEAD) else refused(Why.FOR_HEAD)
