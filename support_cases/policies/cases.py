"""A case and the people around it. Sight comes first; consent decides what a partner sees of it."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from accounts.actor import Actor
from accounts.rules.roles import Right
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused
from support_cases.models import SharingConsent, SupportCase
from support_cases.policies.sight import case_sight, companies_of, consents_in_force, institutions_of
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Category
from support_cases.rules.workflow import OPEN_STATUSES, SUPPORT_CASE_WORKFLOW, CaseMove, CaseStatus

Policy = Callable[[Actor, SupportCase], Ruling]


def may_view_case(actor: Actor, case: SupportCase, on: date) -> Ruling:
    """Whether the case is in this person's sight on this day."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    # What `case_sight` says first needs no question to the database.
    is_near = case.lead_institution_id in institutions_of(actor) or case.company_id in companies_of(actor)
    is_seen = is_near or SupportCase.objects.filter(case_sight(actor, on), pk=case.pk).exists()
    return ALLOWED if is_seen else refused(Why.NOT_YOURS)


def may_open_case(actor: Actor, institution_id: UUID) -> Ruling:
    """An advisor opens cases for the own institution. The consent is the verb's to ask for."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if institution_id in institutions_of(actor) else refused(Why.FOR_ADVISOR)


def may_work_on(actor: Actor, case: SupportCase, on: date) -> Ruling:
    """Advisors of the lead and of partners write; the case must be open."""
    is_advisor = ALLOWED if institutions_of(actor) else refused(Why.FOR_ADVISOR)
    is_open = ALLOWED if CaseStatus(case.status) in OPEN_STATUSES else refused(Why.NOT_NOW)
    return first_refusal(may_view_case(actor, case, on), is_advisor, is_open)


def may_plan(actor: Actor, case: SupportCase, on: date) -> Ruling:
    """Whoever works on the case, while the company lets its lead see.

    What all plan and measure together rests from the moment the lead's consent ends: so the lead keeps what it knew
    then, and nothing new comes into its sight.
    """
    ruling = may_work_on(actor, case, on)
    if not ruling.is_allowed:
        return ruling
    return ALLOWED if is_lead_consented(case, on) else refused(Why.PLAN_RESTS)


def is_lead_consented(case: SupportCase, on: date) -> bool:
    """Whether the company lets the lead institution see its records on this day."""
    held = SharingConsent.objects.filter(consents_in_force(on), company_id=case.company_id, category=Category.RECORDS)
    return held.filter(institution_id=case.lead_institution_id).exists()


def may_arrange(actor: Actor, case: SupportCase) -> Ruling:
    """The lead institution brings partners in and hands the case over, until it has ended or gone elsewhere."""
    is_open = ALLOWED if CaseStatus(case.status) in OPEN_STATUSES else refused(Why.NOT_NOW)
    return first_refusal(may_lead(actor, case), is_open)


def may_lead(actor: Actor, case: SupportCase) -> Ruling:
    """The lead institution answers for the case: it moves it, and tells its story afterwards."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    if case.lead_institution_id in institutions_of(actor):
        return ALLOWED
    is_near = actor.may(Right.VIEW, case.company_id) or bool(institutions_of(actor))
    return refused(Why.FOR_LEAD if is_near else Why.NOT_YOURS)


POLICY_OF: Mapping[CaseMove, Policy] = dict.fromkeys(CaseMove, may_lead)


def may_move(actor: Actor, case: SupportCase, move: CaseMove) -> Ruling:
    """Whether this person may make this move on this case now."""
    is_open = SUPPORT_CASE_WORKFLOW.target_of(CaseStatus(case.status), move) is not None
    return first_refusal(POLICY_OF[move](actor, case), ALLOWED if is_open else refused(Why.NOT_NOW))
