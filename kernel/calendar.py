"""Days and moments in Tokyo. Nothing here reads a clock: the moment or the day is always passed in.

A business day is no Saturday, no Sunday and no holiday of the Act on National Holidays (祝日法, in force from
1948-07-20). Closing days of an office, such as those around New Year, are the office's own rule and not assumed.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jpholiday import JPHoliday

TOKYO = ZoneInfo("Asia/Tokyo")

_HOLIDAYS_FROM = date(1948, 7, 20)
# The library's astronomy of the equinoxes ends with this year; the state announces them one year ahead.
_HOLIDAYS_UNTIL = date(2999, 12, 31)
_DAY = timedelta(days=1)
_SATURDAY = 5
_APRIL = 4
# An instance of our own: a holiday registered elsewhere in the process must not move a deadline.
_holidays = JPHoliday()


def tokyo_day(at: datetime) -> date:
    """The day it is in Tokyo at a moment. A naive moment is refused: nobody knows whose day it means."""
    if at.utcoffset() is None:
        raise ValueError("時刻には時差(+09:00 など)が要ります")
    return at.astimezone(TOKYO).date()


def moment(on: date, clock: time) -> datetime:
    """That time of the day, in Tokyo."""
    if clock.tzinfo is not None:
        raise ValueError("東京の時刻に別の時差は付けられません")
    return datetime.combine(on, clock, tzinfo=TOKYO)


def start_of_day(on: date) -> datetime:
    """The first moment of the day."""
    return moment(on, time.min)


def end_of_day(on: date) -> datetime:
    """The last moment of the day: what happens by then still belongs to it."""
    return moment(on, time.max)


def holiday_name(on: date) -> str | None:
    """The name of the national holiday, or None. Substitute and sandwiched holidays (振替休日, 国民の休日) count."""
    if not _HOLIDAYS_FROM <= on <= _HOLIDAYS_UNTIL:
        return None
    return next((holiday.name for holiday in _holidays.holidays(on)), None)


def is_business_day(on: date) -> bool:
    """Neither a weekend nor a national holiday."""
    return on.weekday() < _SATURDAY and holiday_name(on) is None


def business_day_on_or_after(on: date) -> date:
    """The day itself when it is a business day, else the next one."""
    while not is_business_day(on):
        on += _DAY
    return on


def business_day_on_or_before(on: date) -> date:
    """The day itself when it is a business day, else the one before."""
    while not is_business_day(on):
        on -= _DAY
    return on


def next_business_day(on: date) -> date:
    """The first business day after the day."""
    return business_day_on_or_after(on + _DAY)


def previous_business_day(on: date) -> date:
    """The last business day before the day."""
    return business_day_on_or_before(on - _DAY)


def add_business_days(on: date, number: int) -> date:
    """The business day `number` business days after the day, the day itself not counted (初日不算入)."""
    if number < 1:
        raise ValueError("営業日の数は1以上です")
    for _ in range(number):
        on = next_business_day(on)
    return on


def days_left(due_on: date, on: date) -> int:
    """Days until a due day: 0 on the day itself, negative once it has passed."""
    return (due_on - on).days


def fiscal_year_of(on: date) -> int:
    """The year whose April began the fiscal year (年度) of a day: January to March belong to the year before."""
    return on.year if on.month >= _APRIL else on.year - 1


def fiscal_year_starts_on(fiscal_year: int) -> date:
    """1 April."""
    return date(fiscal_year, _APRIL, 1)


def fiscal_year_ends_on(fiscal_year: int) -> date:
    """31 March of the following calendar year."""
    return date(fiscal_year + 1, _APRIL, 1) - _DAY
