"""様式第7号: the project is to pause, or to be given up; what was done and paid until then, and what follows."""

from pydantic import Field

from applications.papers.blanks import BLANK_DATE, Choice, Choices, padded
from applications.papers.letter import Request
from records.papers.view_model import Line, PaperPart, Text

ROOM_FOR_SPENDINGS = 3


class Spending(PaperPart):
    """One order and how far it has gone."""

    number: Line = ""
    category: Line = ""
    description: Text = ""
    contracted: Line = ""
    paid: Line = ""
    state: Line = ""


class SpendingTotal(PaperPart):
    """The sums under the orders."""

    contracted: Line = ""
    paid: Line = ""
    note: Line = ""


class AbandonmentRequestPaper(Request):
    """The request for approval of a suspension or of an abandonment."""

    matter: Line = Field(default="中止(廃止)", description="What is asked for, as the sentence of the letter names it.")
    kind: Choices = (Choice(label="中止(再開する予定がある)"), Choice(label="廃止(取りやめる)"))
    reason: Text = ""
    suspended_from: Line = BLANK_DATE
    suspended_until: Line = BLANK_DATE
    completes_on: Line = BLANK_DATE
    abandoned_on: Line = BLANK_DATE
    progress: Text = ""
    spendings: tuple[Spending, ...] = ()
    spending_total: SpendingTotal = SpendingTotal()
    assets_measure: Text = ""
    contracts_measure: Text = ""

    @property
    def spending_rows(self) -> tuple[Spending, ...]:
        """Return the orders, with room for three."""
        return padded(self.spendings, Spending, at_least=ROOM_FOR_SPENDINGS)
