"""額の確定通知: what was reported, what of it counts, and the amount that can now be claimed."""

from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE
from applications.papers.letter import DecisionReference, Notice
from awards.papers.assessed import Assessment
from records.papers.view_model import Line, Text


class FinalizationNoticePaper(Notice):
    """The final amount; its annex names every line that was cut and shows how the amount was reached."""

    reported_on: Line = BLANK_DATE
    decision: DecisionReference = DecisionReference()
    reported_cost: Line = BLANK_AMOUNT
    finalized_cost: Line = BLANK_AMOUNT
    reported_amount: Line = BLANK_AMOUNT
    finalized_amount: Line = BLANK_AMOUNT
    claim: Text = ""
    retention: Text = ""
    assessment: Assessment = Assessment()
