"""What a key of a section is called, and when it must be answered."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StrictStr, WithJsonSchema

from applications.rules.shapes import LARGEST_COUNT
from kernel.entry import EntryError, clean_name, clean_prose
from kernel.identifiers import parse_corporate_number, parse_phone, parse_postal_code, parse_registration_number
from kernel.mailbox import LONGEST as LONGEST_MAILBOX
from kernel.mailbox import parse_mailbox

LONGEST_NAME = 100
LONGEST_KANA = 200
LONGEST_PROSE = 4_000
LONGEST_REASON = 400
MOST_ROWS = 100


class Need(StrEnum):
    """When a key must be answered before the application is sent."""

    ALWAYS = "always"
    OPTIONAL = "optional"
    BY_RULES = "by_rules"  # when a rule of the call looks at the fact that the key answers
    CORPORATION = "corporation"
    SITING = "siting"  # when the base in the prefecture is a siting certification
    SECURITY = "security"  # when a declaration was made
    PARTNERSHIP = "partnership"
    PRIOR_AWARD = "prior_award"
    OTHER_SUBSIDY = "other_subsidy"


@dataclass(frozen=True, slots=True)
class Asked:
    """A key as it is asked: its label, when it is needed, the fact it answers, and whether it is sealed at rest."""

    label: str
    need: Need = Need.OPTIONAL
    fact: str = ""
    is_sealed: bool = False


def _checked(parse: Callable[[str], str]) -> AfterValidator:
    """Let a parser of the kernel read the text; nothing typed stays nothing."""

    def check(text: str) -> str:
        try:
            return parse(text) if text.strip() else ""
        except EntryError as error:
            raise ValueError(error.sentence) from None

    return AfterValidator(check)


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise ValueError("数で書きます")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError("数で書きます") from None
    if not number.is_finite():
        raise ValueError("数で書きます")
    return number


def spelled(number: Decimal) -> str:
    """The shortest spelling of an exact number (7.5, 10), the same for equal numbers."""
    return f"{number.normalize():f}"


Name = Annotated[StrictStr, _checked(clean_name), Field(max_length=LONGEST_NAME)]
Kana = Annotated[StrictStr, _checked(clean_name), Field(max_length=LONGEST_KANA)]
LineText = Annotated[StrictStr, _checked(clean_name), Field(max_length=LONGEST_REASON)]
Prose = Annotated[StrictStr, _checked(clean_prose), Field(max_length=LONGEST_PROSE)]
Reason = Annotated[StrictStr, _checked(clean_prose), Field(max_length=LONGEST_REASON)]
CorporateNumber = Annotated[StrictStr, _checked(parse_corporate_number)]
RegistrationNumber = Annotated[StrictStr, _checked(lambda text: parse_registration_number(text).text)]
PostalCode = Annotated[StrictStr, _checked(parse_postal_code)]
Phone = Annotated[StrictStr, _checked(lambda text: parse_phone(text).text)]
Email = Annotated[StrictStr, _checked(parse_mailbox), Field(max_length=LONGEST_MAILBOX)]
# Kept as text so that it stays exact where a float would not.
Exact = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=0, le=LARGEST_COUNT, max_digits=16, decimal_places=4),
    PlainSerializer(spelled, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d{1,4})?$"}),
]
