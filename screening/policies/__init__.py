"""Who may do what in the screening: the office runs it, the auditor reads it, a reviewer sees the own assignments."""

from screening.policies.assignments import may_recuse, may_score, may_submit_sheet, may_view_assignment
from screening.policies.moves import POLICIES, may_move
from screening.policies.office import may_lead_screening, may_look_into_screening, may_run_screening
from screening.policies.reviewers import may_edit_profile, may_review, may_view_profile

__all__ = [
    "POLICIES",
    "may_edit_profile",
    "may_lead_screening",
    "may_look_into_screening",
    "may_move",
    "may_recuse",
    "may_review",
    "may_run_screening",
    "may_score",
    "may_submit_sheet",
    "may_view_assignment",
    "may_view_profile",
]
