"""The sections of a call's terms that concern what may be bought, how, and with what evidence."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, model_validator

from applications.rules.shapes import Count, Day, Shape, Share, YenAmount
from applications.rules.terms.sections import ClauseNumber, Key, RuleId, Text


class EvidenceKind(Shape):
    """A kind of document that proves a cost."""

    key: Key
    label: Text


class EvidenceTerms(Shape):
    """What a category asks for: each entry is one kind, or several of which one is enough."""

    any_of: tuple[Key, ...] = Field(min_length=1)
    unless_public_transport: StrictBool = False


class CostCategory(Shape):
    """A cost category. `in_prefecture`: whether the order must go to an enterprise of the prefecture.

    `by_reading` takes the answer from `readings.usage_fee_in_prefecture`. Travel may be paid in cash and needs no
    order; a `delivered` category is accepted on a day of its own.
    """

    number: Annotated[Count, Field(ge=1, le=99)]
    mark: Text
    label: Text
    examples: Text
    in_prefecture: Literal["required", "warning", "none", "by_reading"]
    asset_register: StrictBool
    delivered: StrictBool
    is_travel: StrictBool
    offered: Literal["always", "by_reading"] = "always"
    evidence: tuple[EvidenceTerms, ...]
    clause: ClauseNumber


class Quotes(Shape):
    """How many vendors must quote; an order below `single_below` yen including tax needs `single_required`."""

    required: Annotated[Count, Field(ge=1, le=9)]
    single_below: YenAmount
    single_required: Annotated[Count, Field(ge=1, le=9)]


class Assets(Shape):
    """From which unit price in yen an acquisition enters the asset register."""

    unit_price_from: YenAmount
    clause: ClauseNumber


class PaymentMethod(Shape):
    """A way of paying: the day that counts, and whether it is accepted, conditional, or refused."""

    key: Key
    label: Text
    settled_by: Literal["paid_on", "debited_on"]
    treatment: Literal["accepted", "owner_card", "cash_exception", "needs_certificate", "review", "refused"]
    bankbook: StrictBool
    rule: RuleId


class Report(Shape):
    """When the performance report is due: days after completion, at the latest on `latest_on`."""

    days: Annotated[Count, Field(ge=1, le=366)]
    latest_on: Day
    clause: ClauseNumber


class Changes(Shape):
    """Changes after the decision; `minor_share` is the part of a category that may move by notice (A20)."""

    minor_share: Share
    clause: ClauseNumber


class Retention(Shape):
    """How many years after the fiscal year of completion books and evidence are kept."""

    years: Annotated[Count, Field(ge=1, le=99)]
    clause: ClauseNumber


class Criterion(Shape):
    """A criterion of the rubric with its whole points. `judged_from` names the parts of the application it reads."""

    key: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]
    group: Text
    label: Text
    points: Annotated[Count, Field(ge=1, le=1000)]
    guidance: Text
    judged_from: tuple[Text, ...] = Field(min_length=1)
    clause: ClauseNumber


class Bonus(Shape):
    """A bonus item: graded from 0 to `points`, or all or nothing, judged from the parts that it names.

    `needs` is what points cannot be given without: a document that was handed in, an eligible cost line, a
    publication no later than the application; a `statement` needs nothing but the reason of whoever decides.
    """

    key: Key
    label: Text
    points: Annotated[Count, Field(ge=1, le=1000)]
    graded: StrictBool
    needs: Literal["statement", "document", "cost_line", "publication"] = "statement"
    guidance: Text
    judged_from: tuple[Text, ...] = Field(min_length=1)
    clause: ClauseNumber

    @model_validator(mode="after")
    def _needs_what_it_is_judged_from(self) -> Self:
        if self.needs == "document" and not any(name.startswith("attachments.") for name in self.judged_from):
            raise ValueError('needs = "document" のときは、judged_from に添付書類を書きます')
        if self.needs == "cost_line" and "costs.lines" not in self.judged_from:
            raise ValueError('needs = "cost_line" のときは、judged_from に costs.lines を書きます')
        return self


class Cutoff(Shape):
    """The least share of the most points; exactly the share passes."""

    ratio: Share
    clause: ClauseNumber


class Screening(Shape):
    """Rubric, bonus, cutoff and the order in which ties are broken.

    `tie_break` names `base`, a criterion's key, or `received`; the total always comes first.
    """

    criteria: tuple[Criterion, ...] = Field(min_length=1)
    bonuses: tuple[Bonus, ...]
    cutoff: Cutoff
    novelty_criterion: str
    tie_break: tuple[Annotated[str, Field(min_length=1)], ...]
    clause: ClauseNumber

    @property
    def maximum(self) -> int:
        """Points of one full sheet."""
        return sum(criterion.points for criterion in self.criteria)
