"""The sections of a call's terms that concern who, when and how much. Each figure names its clause."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictStr, ValidationInfo
from pydantic.functional_validators import BeforeValidator

from applications.rules.facts import (
    Channel,
    EntityType,
    SmallBusinessClass,
)
from applications.rules.shapes import Clock, Count, Day, Shape, Share, YenAmount
from kernel.condition import Condition, ConditionError, FactDeclaration, FactKind, facts_of, parse_condition

Text = Annotated[StrictStr, Field(min_length=1, max_length=2000)]
ClauseNumber = Annotated[StrictStr, Field(min_length=1, max_length=40)]
RuleId = Annotated[StrictStr, Field(pattern=r"^R-\d{3}$")]
Key = Annotated[StrictStr, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]


def _condition(value: Any, info: ValidationInfo) -> Condition:
    if not info.context:
        raise ConditionError("条件は公募の読み込みを通して読みます")
    return parse_condition(value, info.context["declared"])


ConditionField = Annotated[Any, BeforeValidator(_condition)]


class Grantor(Shape):
    """Who grants, who answers the telephone, and how the addressee of a paper is written."""

    name: Text
    office: Text
    postal_code: Text
    address: Text
    telephone: Text
    hours: Text
    website: Text
    consultation_desk: Text
    consultation_website: Text
    addressee_post: Text
    addressee_name: str
    honorific: Text


class Window(Shape):
    """When an application must have arrived, first day and last moment included."""

    opens_on: Day
    closes_on: Day
    closes_at: Clock
    clause: ClauseNumber


class ChannelTerms(Shape):
    """A way in. `accepted` false keeps the way known but sends its applications to a person."""

    key: Channel
    label: Text
    accepted: StrictBool
    note: Text
    clause: ClauseNumber


class Period(Shape):
    """The project's period: from the decision to `ends_by` at the latest."""

    ends_by: Day
    starts: Text
    decision_expected_on: Day
    clause: ClauseNumber
    overrun_clause: ClauseNumber


class Amounts(Shape):
    """Rate, cap, floor and rounding in yen; the floor is judged on the product before rounding."""

    rate: Share
    cap: YenAmount
    floor: YenAmount
    round_down_to: Annotated[YenAmount, Field(gt=0)]
    request_unit: Annotated[YenAmount, Field(gt=0)]
    clause: ClauseNumber
    cap_clause: ClauseNumber
    rate_clause: ClauseNumber


class Tax(Shape):
    """Consumption tax, which no eligible cost contains."""

    rate: Share
    clause: ClauseNumber


class EntityTerms(Shape):
    """A kind of applicant: whose size rows apply, and whether it has shares and officers to look at."""

    type: EntityType
    number: str
    label: Text
    own_employees: Count | None = None
    has_shares: StrictBool
    has_officers: StrictBool
    small_scale: StrictBool
    clause: ClauseNumber


class SizeTerms(Shape):
    """One row of the SME table: an enterprise is small when capital or employees do not exceed the limit."""

    number: Annotated[Count, Field(ge=1, le=99)]
    label: Text
    capital: YenAmount
    regular_employees: Count


class SmallScaleTerms(Shape):
    """One row of the small-scale table."""

    key: SmallBusinessClass
    label: Text
    regular_employees: Count


class Income(Shape):
    """How many settled years of taxable income are averaged."""

    years: Annotated[Count, Field(gt=0)]


class KpiTerms(Shape):
    """The least reduction of effort, as a share."""

    reduction: Share
    rule: RuleId


class SecurityAction(Shape):
    """The declaration that must be made by the day of completion."""

    stars: Annotated[Count, Field(ge=1, le=9)]
    label: Text
    rule: RuleId


class EligibilityRule(Shape):
    """A rule judged from facts. `review_if` and `warning_if` win over `holds`; the sentences may name facts.

    `applies` false leaves the rule out, or lets it answer met with the sentence `not_applicable`.
    `shown` says when the verdict is listed: always; once it is known to apply; or only when it is met / not met.
    """

    id: RuleId
    clause: ClauseNumber
    label: Text
    holds: ConditionField
    applies: ConditionField | None = None
    review_if: ConditionField | None = None
    warning_if: ConditionField | None = None
    not_applicable: Text | None = None
    shown: Literal["always", "when_applicable", "when_not_met", "when_met"] = "always"
    met: Text
    unmet: Text
    review: Text | None = None
    warning: Text | None = None
    advice: Text

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Every fact the rule looks at."""
        conditions = (self.applies, self.review_if, self.warning_if, self.holds)
        named = [name for condition in conditions if condition is not None for name in facts_of(condition)]
        return tuple(dict.fromkeys(named))


class RuleTexts(Shape):
    """A rule that code judges with the terms' figures: its clause, its label and a sentence per situation."""

    clause: ClauseNumber
    label: Text
    texts: dict[str, Text] = Field(default_factory=dict)
    advice: str = ""


class Question(Shape):
    """A question of this call alone; its answer stands in the facts under `extra.<key>`."""

    key: Key
    label: Text
    kind: Literal["flag", "choice", "number"]
    choices: dict[str, Text] = Field(default_factory=dict)
    unit: str = ""
    clause: ClauseNumber

    @property
    def declaration(self) -> FactDeclaration:
        """The fact that holds the answer."""
        return FactDeclaration(f"extra.{self.key}", FactKind(self.kind), self.label, self.unit, tuple(self.choices))


class RequiredAttachment(Shape):
    """A document that goes with the application: always, when a condition holds, or when the applicant wishes."""

    key: Key
    label: Text
    required: Literal["always", "when", "optional"]
    when: ConditionField | None = None
    condition_label: str = ""
    per_cost_line: StrictBool = False
    clause: ClauseNumber


class PaperTerms(Shape):
    """Number and title of an official paper, and its annexes."""

    number: str
    title: Text
    article: str = ""
    annexes: dict[str, Text] = Field(default_factory=dict)
