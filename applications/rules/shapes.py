"""Shapes that terms and facts share: exact numbers, days and times with an offset, shares, and strict models."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    WithJsonSchema,
)

from kernel.money import share

# Thirteen digits hold every amount a subsidy office can meet; more is a slip of the hand or an attack.
LARGEST_YEN = 9_999_999_999_999
LARGEST_COUNT = 9_999_999_999
LONGEST_LINE = 400
MOST_DECIMALS = 6
# Days beyond are slips of the hand, and at the ends of the calendar reckoning itself breaks down.
YEARS = range(1900, 3000)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Shape(BaseModel):
    """A frozen value whose unknown keys are an error, so that a misspelt key never passes silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("日付は 2026-04-01 の形で書きます")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"暦にない日付です: {value}") from None
    return _within_years(day)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, str) and "T" in value:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"暦にない日時です: {value}") from None
    else:
        raise ValueError("日時は 2026-04-01T15:00:00+09:00 の形で書きます")
    if moment.tzinfo is None:
        raise ValueError("日時には +09:00 のように時差を付けます")
    return _within_years(moment)


Dated = TypeVar("Dated", date, datetime)


def _within_years(value: Dated) -> Dated:
    if value.year not in YEARS:
        raise ValueError(f"{YEARS[0]}年から{YEARS[-1]}年までで書きます")
    return value


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    if not isinstance(value, str):
        raise ValueError("時刻は 23:59:59 の形で書きます")
    try:
        return time.fromisoformat(value)
    except ValueError:
        raise ValueError(f"時刻は 23:59:59 の形で書きます: {value}") from None


def _share(value: Any) -> Fraction:
    if not isinstance(value, str):
        raise ValueError('割合は "1/2" のように書きます')
    return share(value)


def _exact(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("数で書きます")
    exact = Decimal(value)
    # An exponent far below would grow into millions of digits as soon as it is reckoned with.
    if exact.is_finite() and int(exact.as_tuple().exponent) < -MOST_DECIMALS:
        raise ValueError(f"小数は{MOST_DECIMALS}桁以内で書きます")
    return exact


def _clean(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("使えない制御文字が入っています")
    return text


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Clock = Annotated[time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "format": "time"})]
Share = Annotated[
    Fraction, BeforeValidator(_share), WithJsonSchema({"type": "string", "pattern": "^[0-9]+(/[1-9][0-9]*)?$"})
]
YenAmount = Annotated[StrictInt, Field(ge=0, le=LARGEST_YEN)]
Count = Annotated[StrictInt, Field(ge=0, le=LARGEST_COUNT)]
Quantity = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, le=LARGEST_COUNT, allow_inf_nan=False),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": LARGEST_COUNT}),
]
Line = Annotated[StrictStr, Field(max_length=LONGEST_LINE), AfterValidator(_clean)]
