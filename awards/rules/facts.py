"""The facts of a finished project as they come from outside, in the shape of `manage.py settle`.

Days are ISO days, money is whole yen, an absent key is not known yet.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from applications.rules.facts import CostLine, EntityType, Kpi
from applications.rules.shapes import Day, Line, Shape, YenAmount


class Decision(Shape):
    """The grant decision: its day, the decided amount, and the end day stated in the application."""

    decided_on: Day | None = None
    decided_amount: YenAmount | None = None
    decided_eligible_cost: Annotated[YenAmount, Field(gt=0)] | None = None
    application_ends_on: Day | None = None


PaymentMethodKey = Literal[
    "bank_transfer",
    "corporate_card",
    "representative_card",
    "personal_card",
    "cash",
    "instalments",
    "revolving",
    "points",
    "other",
]


class SettledLine(CostLine):
    """A cost line with its order, acceptance, payment and evidence.

    `paid_on` is the day of transfer (of use, for a card), `debited_on` the last debit from the account.
    """

    ordered_on: Day | None = None
    accepted_on: Day | None = None
    paid_on: Day | None = None
    debited_on: Day | None = None
    payment_method: PaymentMethodKey | None = None
    cash_only_trade: StrictBool | None = None
    third_party_certificate: StrictBool | None = None
    public_transport: StrictBool | None = None
    evidence: tuple[Line, ...] | None = None


class Completed(Shape):
    """The SECURITY ACTION declaration as of completion: stars and the days of declaring and of the id's notice."""

    security_action_stars: Annotated[StrictInt, Field(ge=0, le=9)] | None = None
    security_action_declared_on: Day | None = None
    security_action_id_notified_on: Day | None = None


class SettlementFacts(Shape):
    """Everything known of a finished project."""

    decision: Decision = Decision()
    entity_type: EntityType | None = None
    completed: Completed = Completed()
    kpi: tuple[Kpi, ...] | None = Field(default=None, max_length=500)
    costs: tuple[SettledLine, ...] | None = Field(default=None, max_length=500)
