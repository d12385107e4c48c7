"""The terms of one call for applications, typed. See `loading` for how a terms.toml becomes one."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StrictBool, StrictStr

from applications.rules.shapes import Count, Day, Shape
from applications.rules.terms.decisions import Decisions, PublishedField
from applications.rules.terms.readings import Readings
from applications.rules.terms.sections import (
    Amounts,
    ChannelTerms,
    ClauseNumber,
    EligibilityRule,
    EntityTerms,
    Grantor,
    Income,
    Key,
    KpiTerms,
    PaperTerms,
    Period,
    Question,
    RequiredAttachment,
    RuleId,
    RuleTexts,
    SecurityAction,
    SizeTerms,
    SmallScaleTerms,
    Tax,
    Text,
    Window,
)
from applications.rules.terms.spending import (
    Assets,
    Changes,
    CostCategory,
    EvidenceKind,
    PaymentMethod,
    Quotes,
    Report,
    Retention,
    Screening,
)
from kernel.calendar import TOKYO
from kernel.condition import FactDeclaration


class CallTerms(Shape):
    """All that a year can change, and nothing else decides: figures, days, labels, tables, sentences, papers."""

    id: Key
    title: Text
    subsidy_name: Text
    fiscal_year: Count
    receipt_prefix: Annotated[StrictStr, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")] | None = None
    demonstration: StrictBool = False
    summary: tuple[Text, ...]
    purpose: Text
    conditions_of_use: tuple[Text, ...]
    plain_questions: tuple[Text, ...]
    examples: tuple[Text, ...]
    examples_clause: ClauseNumber
    clauses: dict[str, Text]
    grantor: Grantor
    readings: Readings
    window: Window
    channels: tuple[ChannelTerms, ...] = Field(min_length=1)
    period: Period
    amounts: Amounts
    tax: Tax
    entities: tuple[EntityTerms, ...] = Field(min_length=1)
    sizes: tuple[SizeTerms, ...] = Field(min_length=1)
    small_scale: tuple[SmallScaleTerms, ...]
    income: Income
    kpi: KpiTerms
    security_action: SecurityAction
    questions: tuple[Question, ...] = ()
    eligibility: tuple[EligibilityRule, ...] = Field(min_length=1)
    rules: dict[RuleId, RuleTexts]
    evidence_kinds: tuple[EvidenceKind, ...]
    cost_categories: tuple[CostCategory, ...] = Field(min_length=1)
    quotes: Quotes
    assets: Assets
    payment_methods: tuple[PaymentMethod, ...]
    report: Report
    changes: Changes
    retention: Retention
    screening: Screening
    decisions: Decisions
    attachments: tuple[RequiredAttachment, ...]
    papers: dict[Key, PaperTerms]
    pledges: tuple[Text, ...]
    consents: tuple[Text, ...]
    published_fields: tuple[PublishedField, ...]
    revision_sha256: StrictStr = ""

    @property
    def question_facts(self) -> tuple[FactDeclaration, ...]:
        """The call's own questions as facts that conditions may name."""
        return tuple(question.declaration for question in self.questions)

    @property
    def closes_at(self) -> datetime:
        """The last moment at which an application may arrive, in Tokyo."""
        return datetime.combine(self.window.closes_on, self.window.closes_at, TOKYO)

    @property
    def offered_categories(self) -> tuple[CostCategory, ...]:
        """Categories an applicant may choose under the call's reading of the table of evidence (A9)."""
        with_more = self.readings.miscellaneous_services == "offered"
        return tuple(c for c in self.cost_categories if with_more or c.offered == "always")

    def category(self, number: int) -> CostCategory:
        """The category of that number; KeyError when the call offers none."""
        return {category.number: category for category in self.offered_categories}[number]

    def size(self, number: int | None) -> SizeTerms | None:
        """The row of the SME table for an industry class."""
        return next((size for size in self.sizes if size.number == number), None)

    def entity(self, entity_type: str | None) -> EntityTerms | None:
        """How a kind of applicant is judged."""
        return next((entity for entity in self.entities if entity.type == entity_type), None)

    def payment_method(self, key: str | None) -> PaymentMethod | None:
        """A way of paying by its key."""
        return next((method for method in self.payment_methods if method.key == key), None)

    @property
    def opens_at(self) -> datetime:
        """Midnight in Tokyo of the first day of the window."""
        day: Day = self.window.opens_on
        return datetime(day.year, day.month, day.day, tzinfo=TOKYO)
