"""What was done and what it changed (成果報告): in words, in measured hours, and what is still to come."""

from applications.papers.blanks import BLANK_DATE, Choice, Choices, padded
from records.papers.view_model import Line, PaperPart, Text

ROOM_FOR_INDICATORS = 4


class MeasuredIndicator(PaperPart):
    """One task as it was, as it was meant to become, and as it was measured; also the total of all of them."""

    task: Line = ""
    indicator: Line = ""
    unit: Line = ""
    before: Line = ""
    target: Line = ""
    actual: Line = ""
    reduction: Line = ""
    reduction_rate: Line = ""
    period: Line = ""
    evidence: Line = ""


class OutcomeReport(PaperPart):
    """別紙1 of the performance report."""

    number: Line = ""
    title: Line = ""
    summary: Text = ""
    deviation: Text = ""
    indicators: tuple[MeasuredIndicator, ...] = ()
    indicator_total: MeasuredIndicator = MeasuredIndicator(task="合計")
    indicator_requirement: Line = ""
    shortfall_reason: Text = ""
    security_action: Choices = ()
    security_action_id: Line = ""
    security_action_declared_on: Line = BLANK_DATE
    further_effects: Text = ""
    continuation: Text = ""
    publication: Choices = (Choice(label="公表してよい"), Choice(label="公表を控えてほしい"))
    publication_note: Line = ""

    @property
    def indicator_rows(self) -> tuple[MeasuredIndicator, ...]:
        """Return the measured tasks, with room for four."""
        return padded(self.indicators, MeasuredIndicator, at_least=ROOM_FOR_INDICATORS)
