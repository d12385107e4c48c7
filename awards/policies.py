"""Who may do what to an award: whoever sees the application sees the award; only its head opens one for the office."""

from accounts.actor import Actor
from accounts.rules.roles import Right, Role
from awards.models import Award
from awards.rules.refusals import Why
from kernel.ruling import ALLOWED, Ruling, refused


def may_view(actor: Actor, award: Award) -> Ruling:
    """The grantee's members, the secretariat and the auditor. Nobody else learns more than the public list says."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    is_own = actor.may(Right.VIEW, award.application.organisation_id)
    is_seen = is_own or actor.is_secretariat or actor.has(Role.AUDITOR)
    return ALLOWED if is_seen else refused(Why.NOT_YOURS)


def may_open(actor: Actor) -> Ruling:
    """The head of the secretariat, whose decision it is."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if actor.has(Role.SECRETARIAT_HEAD) else refused(Why.FOR_HEAD)
