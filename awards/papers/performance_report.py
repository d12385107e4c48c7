"""様式第4号 with 別紙1 and 別紙2: the project is finished, and this is what it did and what it cost."""

from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE, YES_OR_NO, Choices
from applications.papers.letter import Request
from awards.papers.outcome import OutcomeReport
from awards.papers.settlement_statement import SettlementStatement
from records.papers.view_model import Line, PaperPart, Text


class ApprovedChange(PaperPart):
    """A change that was approved on the way."""

    approved_on: Line = ""
    number: Line = ""
    content: Text = ""


class PerformanceReportPaper(Request):
    """The whole report."""

    total_cost: Line = BLANK_AMOUNT
    actual_eligible_cost: Line = BLANK_AMOUNT
    reported_amount: Line = BLANK_AMOUNT
    started_on: Line = BLANK_DATE
    completed_on: Line = BLANK_DATE
    approved_changes: tuple[ApprovedChange, ...] = ()
    asset_question: Line = "財産管理台帳に載せる財産"
    assets: Choices = YES_OR_NO
    outcome: OutcomeReport = OutcomeReport()
    settlement: SettlementStatement = SettlementStatement()
