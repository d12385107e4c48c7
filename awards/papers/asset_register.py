"""様式第8号: the register of what the grant helped to buy. Rows are added over the years and never written over."""

from pydantic import Field

from applications.papers.blanks import BLANK_DATE, padded
from applications.papers.letter import BLANK_NUMBER
from records.papers.view_model import Line, Lines, Paper, PaperPart, Text

ROOM_FOR_ASSETS = 7
ROOM_FOR_INSPECTIONS = 10


class Asset(PaperPart):
    """One asset over its whole life: bought, kept, and one day disposed of."""

    number: Line = ""
    kind: Line = ""
    name: Line = ""
    model: Text = ""
    quantity: Line = ""
    unit_price: Line = ""
    acquisition_cost: Line = ""
    eligible_cost: Line = ""
    subsidy_rate: Line = ""
    subsidy_amount: Line = ""
    acquired_on: Line = ""
    paid_on: Line = ""
    place: Line = ""
    useful_life: Line = ""
    restricted_until: Line = ""
    vendor: Line = ""
    disposal: Text = ""
    note: Text = ""


class AssetTotal(PaperPart):
    """The sums under the assets."""

    acquisition_cost: Line = ""
    eligible_cost: Line = ""
    subsidy_amount: Line = ""


class Inspection(PaperPart):
    """One look at what is really there."""

    checked_on: Line = ""
    assets: Line = ""
    finding: Text = ""
    checked_by: Line = ""


class AssetRegisterPaper(Paper):
    """The register as it stood on one day."""

    heading: Line = Field(min_length=1)
    article: Line = ""
    grantee: Line = ""
    fiscal_year: Line = ""
    decision_number: Line = BLANK_NUMBER
    decided_on: Line = BLANK_DATE
    as_of: Line = BLANK_DATE
    manager: Line = ""
    assets: tuple[Asset, ...] = ()
    total: AssetTotal = AssetTotal()
    inspections: tuple[Inspection, ...] = ()
    notes: Lines = ()

    @property
    def asset_rows(self) -> tuple[Asset, ...]:
        """Return the assets, with room to go on by hand."""
        return padded(self.assets, Asset, at_least=ROOM_FOR_ASSETS)

    @property
    def inspection_rows(self) -> tuple[Inspection, ...]:
        """Return the inspections, with room for the years in which disposal is restricted."""
        return padded(self.inspections, Inspection, at_least=ROOM_FOR_INSPECTIONS)
