"""What stands at the addresses of a round that was screened to its end: cases, sheets, letters and an award.

Aoki's file was granted and Chiba's is partly served; Endo looked at both, Fujii at Chiba's.
"""

from collections.abc import Mapping
from typing import Any

from awards.models import Award
from screening.models import Assignment, ScreeningCase
from tests.people import People
from tests.screening_worlds import released

# Addresses that are the round's: the call in them is the one that was screened.
SCREENED = "screened"
ROOMS = ("screening", "awards")
# Where one address leads to several pages, each of them is walked.
SCREENED_PAGES: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "screening:export": ({"kind": "csv"}, {"kind": "xlsx"}),
    "screening:results_export": ({"kind": "csv"}, {"kind": "xlsx"}),
    "screening:release_export": ({"kind": "csv"}, {"kind": "xlsx"}),
    "screening:move_assignment": ({"move": "remove"}, {"move": "set_aside"}),
    "screening:move_case": ({"move": "open_consolidation"}, {"move": "settle"}, {"move": "reopen"}),
    "screening:decide_bonus": ({"bonus": "dx_plan"},),
    "screening:save_score": ({"criterion": "1-1"},),
    "screening:letter_picture": ({"number": 1, "size": "thumbnail"},),
}


def screened(people: People) -> Mapping[str, Any]:
    """The values of the subject."""
    release = released(people)
    case = ScreeningCase.objects.get(application__organisation=people.company)
    decision = release.decisions.get(case=case)
    return {
        "call": case.round.call_id,
        "case_id": case.pk,
        "assignment_id": Assignment.objects.get(case=case, reviewer=people.endo).pk,
        "user_id": people.endo.pk,
        "reviewer_id": people.endo.pk,
        "release_id": release.pk,
        "decision_id": decision.pk,
        "award_id": Award.objects.get(application=case.application).pk,
    }
