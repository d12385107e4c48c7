"""What the matrix of support cases asks of every person at every status."""

from collections.abc import Callable, Mapping
from functools import partial

from accounts.actor import Actor
from kernel.ruling import Ruling
from support_cases.models import Homework, SupportCase
from support_cases.policies import (
    may_approve_record,
    may_arrange,
    may_change_record,
    may_finish_homework,
    may_give_consent,
    may_lead,
    may_move,
    may_note_paper_consent,
    may_open_case,
    may_plan,
    may_view_case,
    may_withdraw_consent,
    may_work_on,
)
from support_cases.rules.workflow import CaseMove
from tests.case_worlds import TODAY

Policy = Callable[[Actor, SupportCase], Ruling]


def _promised(case: SupportCase) -> Homework:
    """What the lead itself promised in its record."""
    return Homework(case=case, record=case.records.get(), side="institution", what="見積を集める")


ACTS: Mapping[str, Policy] = {
    "view": lambda actor, case: may_view_case(actor, case, TODAY),
    "work_on": lambda actor, case: may_work_on(actor, case, TODAY),
    "plan": lambda actor, case: may_plan(actor, case, TODAY),
    "lead": may_lead,
    "arrange": may_arrange,
    **{move.value: partial(may_move, move=move) for move in CaseMove},
    "open_another": lambda actor, case: may_open_case(actor, case.lead_institution_id),
    "change_record": lambda actor, case: may_change_record(actor, case.records.get(), TODAY),
    "approve_record": lambda actor, case: may_approve_record(actor, case.records.get()),
    "finish_homework": lambda actor, case: may_finish_homework(actor, case.homework.get(), TODAY),
    "finish_promise": lambda actor, case: may_finish_homework(actor, _promised(case), TODAY),
    "give_consent": lambda actor, case: may_give_consent(actor, case.company_id),
    "note_paper_consent": lambda actor, case: may_note_paper_consent(actor, case.lead_institution_id),
    "withdraw_consent": lambda actor, case: may_withdraw_consent(
        actor, case.company.given_consents.get(institution=case.lead_institution)
    ),
}
