"""Cost lines and the statement of income and expenditure (経費明細・収支予算書)."""

from applications.papers.blanks import padded
from records.papers.view_model import Line, PaperPart, Text

ROOM_FOR_COSTS = 8


class CostLine(PaperPart):
    """One order: what, for how much, from whom, and when."""

    number: Line = ""
    category: Line = ""
    description: Text = ""
    quantity: Line = ""
    unit: Line = ""
    unit_price: Line = ""
    amount_excluding_tax: Line = ""
    tax: Line = ""
    amount_including_tax: Line = ""
    eligible_cost: Line = ""
    vendor: Line = ""
    vendor_place: Line = ""
    quotes: Line = ""
    contract_on: Line = ""
    payment: Line = ""
    subscription: Text = ""
    asset_mark: Line = ""

    @property
    def name(self) -> str:
        """Return the first line of the description: enough to recognise the line by in the second table."""
        return self.description.partition("\n")[0]


class CostTotal(PaperPart):
    """The sums under the cost lines."""

    amount_excluding_tax: Line = ""
    tax: Line = ""
    amount_including_tax: Line = ""
    eligible_cost: Line = ""


class CategoryTotal(PaperPart):
    """One cost category's sums."""

    category: Line = ""
    amount_including_tax: Line = ""
    eligible_cost: Line = ""
    note: Line = ""


class Step(PaperPart):
    """One step of the calculation of the amount."""

    label: Line = ""
    value: Line = ""


class Income(PaperPart):
    """One source of money."""

    source: Line = ""
    amount: Line = ""
    note: Line = ""


class Budget(PaperPart):
    """別紙2. Income and expenditure are equal; the paper states both totals."""

    number: Line = ""
    title: Line = ""
    lines: tuple[CostLine, ...] = ()
    total: CostTotal = CostTotal()
    categories: tuple[CategoryTotal, ...] = ()
    category_total: CategoryTotal = CategoryTotal(category="合計")
    calculation: tuple[Step, ...] = ()
    requested_amount: Step = Step()
    income: tuple[Income, ...] = ()
    income_total: Income = Income(source="合計")
    bridging: Text = ""
    balance_note: Line = ""

    @property
    def cost_rows(self) -> tuple[CostLine, ...]:
        """Return the cost lines, with room to write."""
        return padded(self.lines, CostLine, at_least=ROOM_FOR_COSTS)

    @property
    def category_rows(self) -> tuple[CategoryTotal, ...]:
        """Return the categories, with room for three."""
        return padded(self.categories, CategoryTotal, at_least=3)

    @property
    def income_rows(self) -> tuple[Income, ...]:
        """Return the sources, with room for four."""
        return padded(self.income, Income, at_least=4)
