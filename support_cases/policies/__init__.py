"""Who may do what with a support case."""

from support_cases.policies.cases import (
    POLICY_OF,
    is_lead_consented,
    may_arrange,
    may_lead,
    may_move,
    may_open_case,
    may_plan,
    may_view_case,
    may_work_on,
)
from support_cases.policies.consents import may_give_consent, may_note_paper_consent, may_withdraw_consent
from support_cases.policies.records import (
    may_approve_record,
    may_change_record,
    may_finish_homework,
    may_tell_done,
)

__all__ = [
    "POLICY_OF",
    "is_lead_consented",
    "may_approve_record",
    "may_arrange",
    "may_change_record",
    "may_finish_homework",
    "may_give_consent",
    "may_lead",
    "may_move",
    "may_note_paper_consent",
    "may_open_case",
    "may_plan",
    "may_tell_done",
    "may_view_case",
    "may_withdraw_consent",
    "may_work_on",
]
