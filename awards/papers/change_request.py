"""様式第6号: what is to change, why, and what it does to costs, days and aims. More cost never means more grant."""

from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE, Choice, Choices, padded
from applications.papers.letter import Request
from records.papers.view_model import Line, PaperPart, Text

ROOM_FOR_CHANGES = 2
ROOM_FOR_CATEGORIES = 3


class Change(PaperPart):
    """One thing, before and after."""

    item: Line = ""
    before: Text = ""
    after: Text = ""
    difference: Line = ""
    reason: Text = ""


class ChangedAllocation(PaperPart):
    """One cost category, before and after; also the total of all of them."""

    category: Line = ""
    before: Line = ""
    after: Line = ""
    difference: Line = ""
    rate: Line = ""


class ChangeRequestPaper(Request):
    """The request for approval of a change."""

    reason: Text = ""
    changes: tuple[Change, ...] = ()
    effect: Text = ""
    allocations: tuple[ChangedAllocation, ...] = ()
    allocation_total: ChangedAllocation = ChangedAllocation(category="合計")
    amount_after: Line = BLANK_AMOUNT
    amount_note: Line = ""
    ends_on_before: Line = BLANK_DATE
    ends_on_after: Line = BLANK_DATE
    ordered: Choices = (Choice(label="まだしていない"), Choice(label="済んでいる"))
    vendor_reason: Text = ""

    @property
    def change_rows(self) -> tuple[Change, ...]:
        """Return the changes, with room for two."""
        return padded(self.changes, Change, at_least=ROOM_FOR_CHANGES)

    @property
    def allocation_rows(self) -> tuple[ChangedAllocation, ...]:
        """Return the cost categories, with room for three."""
        return padded(self.allocations, ChangedAllocation, at_least=ROOM_FOR_CATEGORIES)
