"""様式第2号: the grant is decided, as a limit, with its conditions and the day by which the project ends."""

from pydantic import Field

from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE
from applications.papers.letter import Notice
from awards.papers.assessed import Assessment
from records.papers.view_model import Line, Lines, PaperPart, Text


class AllocatedCost(PaperPart):
    """One cost category as decided; also the total of all of them."""

    category: Line = ""
    total_cost: Line = ""
    eligible_cost: Line = ""
    note: Line = ""


class GrantCondition(PaperPart):
    """One condition under which the grant is given, with its clause."""

    sentence: Text
    clause: Line = ""


class GrantNoticePaper(Notice):
    """The decision. Its day is the day after which orders may be placed."""

    applied_on: Line = BLANK_DATE
    content: Text = Field(default="", description="What is granted for, normally as the application says.")
    amendments: Lines = ()
    total_cost: Line = BLANK_AMOUNT
    eligible_cost: Line = BLANK_AMOUNT
    applied_amount: Line = BLANK_AMOUNT
    decided_amount: Line = BLANK_AMOUNT
    reduction_reason: Text = ""
    allocations: tuple[AllocatedCost, ...] = ()
    allocation_total: AllocatedCost = AllocatedCost(category="合計")
    starts_on: Line = "交付決定の日"
    completion_limit: Line = BLANK_DATE
    report_due_rule: Text = ""
    conditions: tuple[GrantCondition, ...] = ()
    assessment: Assessment = Assessment()
