"""The facts of an application as they come from outside: every key optional, an absent one is not known yet.

Shapes, names and choices are the contract of `manage.py judge`. Money is whole yen, times carry an offset.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from applications.rules.shapes import Count, Day, Line, Moment, Quantity, Shape, YenAmount

Channel = Literal["web", "jgrants", "postal"]
EntityType = Literal[
    "company",
    "sole_proprietor",
    "medical_corporation",
    "social_welfare_corporation",
    "school_corporation",
    "chamber",
    "sme_association",
    "special_law_association",
    "foundation_or_association",
    "npo",
    "other",
]
SmallBusinessClass = Literal["commerce_and_service", "lodging_and_entertainment", "manufacturing_and_other"]
BaseInPrefecture = Literal["head_office", "principal_office", "siting_certification", "none"]
Insolvency = Literal[
    "none",
    "reorganisation_filed",
    "reorganisation_commenced",
    "rehabilitation_filed",
    "rehabilitation_commenced",
    "bankruptcy_filed",
    "bankruptcy_commenced",
    "special_liquidation",
]
# deemed_large falls under みなし大企業 ①–③; deemed_large_indirect only under ④⑤ (one level further up).
HolderKind = Literal[
    "large",
    "deemed_large",
    "deemed_large_indirect",
    "sme",
    "individual",
    "investment_promotion_company",
    "investment_lps",
    "other",
]
Concurrent = Literal["none", "large", "deemed_large", "deemed_large_indirect"]
OfficerPost = Literal["director", "outside_director", "auditor", "other"]
SameProjectSubsidy = Literal["none", "applied", "decided", "received"]
Reason = Line | StrictBool | None


class Shareholder(Shape):
    """A holder of shares or contributions; `shares` in the same unit as `applicant.total_shares`."""

    name: Line = ""
    kind: HolderKind
    shares: Count


class Officer(Shape):
    """An officer and the kind of enterprise where the same person is officer or employee."""

    name: Line = ""
    concurrent: Concurrent
    post: OfficerPost | None = None


class Applicant(Shape):
    """Who applies. `capital` is 資本金の額又は出資の総額 in yen; `taxable_income` per settled year, newest last."""

    entity_type: EntityType | None = None
    industry_class: Annotated[StrictInt, Field(ge=1, le=99)] | None = None
    small_business_class: SmallBusinessClass | None = None
    capital: YenAmount | None = None
    regular_employees: Count | None = None
    base_in_prefecture: BaseInPrefecture | None = None
    continues_in_prefecture: StrictBool | None = None
    prefectural_tax_arrears: StrictBool | None = None
    antisocial_forces: StrictBool | None = None
    adult_entertainment_business: StrictBool | None = None
    productive_activity: StrictBool | None = None
    insolvency: Insolvency | None = None
    total_shares: Annotated[Count, Field(gt=0)] | None = None
    shareholders: tuple[Shareholder, ...] | None = Field(default=None, max_length=500)
    officers: tuple[Officer, ...] | None = Field(default=None, max_length=500)
    taxable_income: tuple[Annotated[StrictInt, Field(ge=-(10**13), le=10**13)], ...] | None = Field(
        default=None, max_length=50
    )

    @model_validator(mode="after")
    def _no_more_shares_than_issued(self) -> Self:
        held = sum(holder.shares for holder in self.shareholders or ())
        if self.total_shares is not None and held > self.total_shares:
            raise ValueError(f"shareholders の合計 {held} が total_shares {self.total_shares} を超えています")
        return self


class Kpi(Shape):
    """One task's effort before and after, in one unit of the whole list (minutes, hours, cases)."""

    task: Line = ""
    before: Annotated[Quantity, Field(gt=0)]
    after: Quantity


class Project(Shape):
    """What is to be done. `consulted_at` null says that no 事前相談 took place; absent says not known yet."""

    ends_on: Day | None = None
    consulted_at: Moment | None = None
    same_project_subsidy: SameProjectSubsidy | None = None
    applied_to_expansion_type: StrictBool | None = None
    prior_type_award: StrictBool | None = None
    kpi: tuple[Kpi, ...] | None = Field(default=None, max_length=500)

    @property
    def is_known_without_consultation(self) -> bool:
        """Whether it is stated that no consultation took place."""
        return self.consulted_at is None and "consulted_at" in self.model_fields_set


class Subscription(Shape):
    """The whole contracted term of a subscription or maintenance, first and last day included."""

    contracted_on: Day | None = None
    begins_on: Day = Field(alias="from")
    ends_on: Day = Field(alias="to")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends_on < self.begins_on:
            raise ValueError("to が from より前です")
        return self


class CostLine(Shape):
    """One order of the budget. Amounts of a subscription are for the whole term; `unit_price` excludes tax."""

    category: Annotated[StrictInt, Field(ge=1, le=99)] | None = None
    description: Line = ""
    quantity: Annotated[Quantity, Field(gt=0)] | None = None
    unit_price: YenAmount | None = None
    amount_excluding_tax: YenAmount | None = None
    amount_including_tax: YenAmount | None = None
    vendor: Line = ""
    vendor_in_prefecture: StrictBool | None = None
    out_of_prefecture_reason: Reason = None
    quotes: Annotated[StrictInt, Field(ge=0, le=99)] | None = None
    single_quote_reason: Reason = None
    general_purpose_device: StrictBool | None = None
    exclusive_use_stated: StrictBool | None = None
    subscription: Subscription | None = None

    def answer(self, key: str) -> bool | None:
        """Whether the reason `key` is given; None while the key is absent."""
        if key not in self.model_fields_set:
            return None
        value = getattr(self, key)
        return bool(value.strip()) if isinstance(value, str) else bool(value)


class Facts(Shape):
    """Everything known of one application. `extra` answers the call's own questions by their key."""

    submitted_at: Moment | None = None
    channel: Channel | None = None
    received_on: Day | None = None
    applicant: Applicant = Applicant()
    project: Project = Project()
    costs: tuple[CostLine, ...] | None = Field(default=None, max_length=500)
    requested_amount: YenAmount | None = None
    extra: dict[str, StrictBool | StrictInt | Line] = Field(default_factory=dict)
