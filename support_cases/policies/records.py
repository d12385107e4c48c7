"""Who writes, changes and approves a support record."""

from datetime import date

from accounts.actor import Actor
from accounts.rules.roles import Right
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused
from support_cases.models import Homework, SupportRecord
from support_cases.policies.cases import may_work_on
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Visibility


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


def may_finish_homework(actor: Actor, homework: Homework, on: date) -> Ruling:
    """Each side its own: what an institution promised, its advisors; what the company promised, its own people.

    An advisor on the case who sees the record notes the company's too: one hears of it on the telephone.
    """
    case = homework.case
    if homework.side == "company" and actor.may(Right.VIEW, case.company_id):
        is_shown = homework.record.visibility == Visibility.COMPANY
        if not is_shown:
            return refused(Why.NOT_YOURS)
        return ALLOWED if actor.may(Right.EDIT, case.company_id) else refused(Why.RIGHT_MISSING)
    return first_refusal(may_work_on(actor, case, on), may_tell_done(actor, homework))


def may_tell_done(actor: Actor, homework: Homework) -> Ruling:
    """What of the above the homework itself decides, for somebody who works on its case."""
    if homework.record.institution_id in institutions_of(actor):
        return ALLOWED
    if homework.side == "institution":
        return refused(Why.FOR_PROMISER)
    return ALLOWED if homework.record.visibility != Visibility.OWN else refused(Why.NOT_YOURS)
