"""Costs as they were paid, each with the days of its trade, and income and expenditure against the budget."""

from applications.papers.blanks import Choices, padded
from applications.papers.budget import ROOM_FOR_COSTS, Step
from records.papers.view_model import Line, PaperPart, Text

ROOM_FOR_ENTRIES = 4


class SettledCost(PaperPart):
    """One payment: to whom, how much, when each step of the trade was made, and which papers prove it."""

    number: Line = ""
    category: Line = ""
    description: Text = ""
    vendor: Line = ""
    quoted_on: Line = ""
    ordered_on: Line = ""
    accepted_on: Line = ""
    invoiced_on: Line = ""
    paid_on: Line = ""
    payment_method: Line = ""
    paid_amount: Line = ""
    tax: Line = ""
    eligible_cost: Line = ""
    budgeted_cost: Line = ""
    difference: Line = ""
    evidence_number: Line = ""

    @property
    def name(self) -> str:
        """Return the first line of the description: enough to recognise the line by in the second table."""
        return self.description.partition("\n")[0]


class SettledTotal(PaperPart):
    """The sums under the payments."""

    paid_amount: Line = ""
    tax: Line = ""
    eligible_cost: Line = ""
    budgeted_cost: Line = ""
    difference: Line = ""


class StatementEntry(PaperPart):
    """One line of income or expenditure, planned and settled."""

    label: Line = ""
    budgeted: Line = ""
    settled: Line = ""
    difference: Line = ""
    note: Line = ""


class CategoryEvidence(PaperPart):
    """The copies to enclose for one cost category, each with its box."""

    category: Line = ""
    documents: Choices = ()


class SettlementStatement(PaperPart):
    """別紙2 of the performance report. Income and expenditure are equal; the paper states both totals."""

    number: Line = ""
    title: Line = ""
    lines: tuple[SettledCost, ...] = ()
    total: SettledTotal = SettledTotal()
    calculation: tuple[Step, ...] = ()
    reported_amount: Step = Step(label="補助金精算額")
    income: tuple[StatementEntry, ...] = ()
    income_total: StatementEntry = StatementEntry(label="合計")
    expenditure: tuple[StatementEntry, ...] = ()
    expenditure_total: StatementEntry = StatementEntry(label="合計")
    balance_note: Line = ""
    evidence: tuple[CategoryEvidence, ...] = ()
    evidence_note: Line = ""

    @property
    def cost_rows(self) -> tuple[SettledCost, ...]:
        """Return the payments, with room to write."""
        return padded(self.lines, SettledCost, at_least=ROOM_FOR_COSTS)

    @property
    def income_rows(self) -> tuple[StatementEntry, ...]:
        """Return the sources, with room for four."""
        return padded(self.income, StatementEntry, at_least=ROOM_FOR_ENTRIES)

    @property
    def expenditure_rows(self) -> tuple[StatementEntry, ...]:
        """Return the cost categories, with room for four."""
        return padded(self.expenditure, StatementEntry, at_least=ROOM_FOR_ENTRIES)
