"""Who keeps a reviewer's profile."""

from accounts.actor import Actor
from accounts.models import User
from accounts.rules.roles import Role
from kernel.ruling import ALLOWED, Ruling, refused
from screening.policies.office import may_look_into_screening, may_run_screening
from screening.rules.refusals import Why


def may_view_profile(actor: Actor, user: User) -> Ruling:
    """The office and the auditor any profile, a reviewer the own."""
    if _is_own(actor, user):
        return ALLOWED
    return may_look_into_screening(actor)


def may_edit_profile(actor: Actor, user: User) -> Ruling:
    """The office any profile, a reviewer the own."""
    if _is_own(actor, user):
        return ALLOWED
    return may_run_screening(actor)


def may_review(actor: Actor) -> Ruling:
    """Whether the reviewers' pages are this person's."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if actor.has(Role.REVIEWER) else refused(Why.FOR_REVIEWER)


def _is_own(actor: Actor, user: User) -> bool:
    return actor.has(Role.REVIEWER) and actor.user_id == user.pk
