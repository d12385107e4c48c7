"""The section of a call's terms that concerns the decision: its numbers, its sentences, its conditions."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictStr

from applications.rules.shapes import Count, Shape
from applications.rules.terms.sections import ClauseNumber, Key, Text

# What may stand in the public list of awards.
PublishedField = Literal["name", "municipality", "project_title", "outline", "decided_amount"]
Reduction = Literal["budget", "cost_assessment", "both"]


class NumberPattern(Shape):
    """How a number is written: `{sequence}` is the next place of the book, with at least so many digits.

    Patterns that name the same book draw from one sequence, so that letters of both kinds never share a number.
    """

    pattern: Annotated[StrictStr, Field(min_length=1, max_length=50)]
    book: Key
    first: Annotated[Count, Field(ge=1)]
    digits: Annotated[Count, Field(ge=1, le=9)]


class GrantCondition(Shape):
    """One condition under which a grant is given."""

    key: Key
    sentence: Text
    clause: ClauseNumber | None = None


class GrantWords(Shape):
    """What a letter of grant says beside its figures. `content_changed` stands where lines were cut or terms added."""

    number: NumberPattern
    content: Text
    content_changed: Text
    starts: Text
    report_due: Text
    enclosures: tuple[Text, ...] = ()
    reductions: dict[Reduction, Text]
    conditions: tuple[GrantCondition, ...] = Field(min_length=1)


class RefusalReasons(Shape):
    """What may be told of the reason where the call tells it. A score is never among it."""

    requirement: Text
    documents: Text
    below_cutoff: Text
    budget: Text


class RefusalWords(Shape):
    """What a letter of refusal says. Its reason is told only where `tells_reason` says so (§8(3))."""

    number: NumberPattern
    ruling: Text
    sentence: Text
    tells_reason: StrictBool
    reasons: RefusalReasons
    clause: ClauseNumber


class Decisions(Shape):
    """The decision on a file: granted or refused, and the award that a grant opens."""

    clause: ClauseNumber
    award_number: NumberPattern
    withdrawable_days: Annotated[Count, Field(ge=1, le=366)]
    issuer_note: str = ""
    appeal: str = ""
    granted: GrantWords
    refused: RefusalWords
