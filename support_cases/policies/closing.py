"""Whether the outcome is as the institution says, the company says itself."""

from accounts.actor import Actor
from kernel.ruling import Ruling
from support_cases.models import SupportCase
from support_cases.policies.consents import may_give_consent


def may_confirm_closing(actor: Actor, case: SupportCase) -> Ruling:
    """A member of the company who may speak for it (the right to submit)."""
    return may_give_consent(actor, case.company_id)
