"""Who writes, changes and approves a support record."""

from datetime import date

from accounts.actor import Actor
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused
from support_cases.models import SupportRecord
from support_cases.policies.cases import may_work_on
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import Why


def may_change_record(actor: Actor, record: SupportRecord, on: date) -> Ruling:
    """Advisors of the institution that wrote it, while the case is open to them."""
    is_author = record.institution_id in institutions_of(actor)
    return first_refusal(may_work_on(actor, record.case, on), ALLOWED if is_author else refused(Why.FOR_AUTHOR))


def may_approve_record(actor: Actor, record: SupportRecord) -> Ruling:
    """Another advisor of the same institution."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    if record.institution_id not in institutions_of(actor):
        return refused(Why.NOT_YOURS)
    return refused(Why.FOR_SUPERIOR) if record.recorded_by_id == actor.user_id else ALLOWED
