"""様式第1号 with its annexes 別紙1–4: the application for the grant."""

from pydantic import Field

from applications.papers.applicant import Addressee, Applicant, Requirements
from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE, Choices, padded
from applications.papers.budget import Budget
from applications.papers.plan import Plan
from applications.papers.pledges import OfficerRegister, Pledges
from records.papers.view_model import Line, Lines, Paper, PaperPart, Text


class Attachment(PaperPart):
    """One enclosure with its box, and when it is asked for."""

    mark: Line = "□"
    label: Line = ""
    condition: Line = ""


class Project(PaperPart):
    """What is applied for, as the first page states it."""

    title: Line = ""
    starts_on: Line = "交付決定日"
    ends_on: Line = BLANK_DATE
    tool_categories: Choices = ()
    out_of_prefecture_reason: Text = ""
    exclusive_use: Text = ""


class Amounts(PaperPart):
    """The three amounts of the first page, written out formally."""

    total_cost: Line = BLANK_AMOUNT
    eligible_cost: Line = BLANK_AMOUNT
    requested_amount: Line = BLANK_AMOUNT


class ApplicationPaper(Paper):
    """The whole application. Everything that may be blank has a blank to write in."""

    heading: Line = Field(min_length=1, description="Title of the paper, for example 補助金交付申請書.")
    receipt_number: Line = ""
    document_number: Line = ""
    dated_on: Line = BLANK_DATE
    addressee: Addressee = Addressee()
    guide_name: Line = Field(default="", description="Name of the guide that the applicant promises to follow.")
    applicant: Applicant = Applicant()
    requirements: Requirements = Requirements()
    project: Project = Project()
    amounts: Amounts = Amounts()
    attachments: tuple[Attachment, ...] = ()
    plan: Plan = Plan()
    budget: Budget = Budget()
    pledges: Pledges = Pledges()
    officer_register: OfficerRegister = OfficerRegister()
    closing_notes: Lines = ()

    @property
    def attachment_rows(self) -> tuple[Attachment, ...]:
        """Return the enclosures, with room for four."""
        return padded(self.attachments, Attachment, at_least=4)
