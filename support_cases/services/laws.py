"""The workflow of support cases under the one door."""

from applications.services.advance import Law, govern
from support_cases.models import SupportCase
from support_cases.policies import POLICY_OF
from support_cases.rules.workflow import MOVES_WITH_A_REASON, SUPPORT_CASE_WORKFLOW

_LAW = Law(SUPPORT_CASE_WORKFLOW, POLICY_OF, MOVES_WITH_A_REASON)


def govern_all() -> None:
    """Put cases under their law, once, when Django is ready."""
    govern(SupportCase, _LAW)
