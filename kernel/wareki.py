"""Japanese calendar years. Dates are kept as dates; 和暦 is how people type them and how papers show them.

Between 1873-01-01 and the end of the calendar every day has exactly one name here, and both ways agree. Earlier
days belong to the old lunisolar calendar, which no rule of a subsidy needs: they are refused.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kernel.entry import EntryError
from kernel.width import fold_code


class WarekiWhy(StrEnum):
    """Why a date was refused."""

    EMPTY = "empty"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    ERA_HAS_ENDED = "era_has_ended"
    ERA_HAS_NOT_BEGUN = "era_has_not_begun"
    WRONG_WEEKDAY = "wrong_weekday"
    OLD_CALENDAR = "old_calendar"


class WarekiError(EntryError):
    """A date cannot be read, or has no name in 和暦."""

    why: WarekiWhy


@dataclass(frozen=True, slots=True)
class Era:
    """An era by its name, the marks people write it with, and its first day as the decree of the change sets it."""

    name: str
    marks: tuple[str, ...]
    first_day: date

    def year_of(self, on: date) -> int:
        """1 in the calendar year in which the era began."""
        return on.year - self.first_day.year + 1

    def label(self, year: int) -> str:
        """令和元年, 令和2年."""
        return f"{self.name}{'元' if year == 1 else year}年"


_ERAS = (
    Era("令和", ("令和", "令", "R", "㋿"), date(2019, 5, 1)),
    Era("平成", ("平成", "平", "H", "㍻"), date(1989, 1, 8)),
    Era("昭和", ("昭和", "昭", "S", "㍼"), date(1926, 12, 25)),
    Era("大正", ("大正", "大", "T", "㍽"), date(1912, 7, 30)),
    Era("明治", ("明治", "明", "M", "㍾"), date(1868, 1, 25)),
)
_ERA_BY_MARK = {mark: era for era in _ERAS for mark in era.marks}
_GREGORIAN_FROM = date(1873, 1, 1)
_WEEKDAYS = "月火水木金土日"
_LONGEST = 40

_WEEKDAY = re.compile(rf"\(([{_WEEKDAYS}])(?:曜日?)?\)$")
_LOOSE_SPACE = re.compile(r"(?<![0-9]) +| +(?![0-9])")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WRITTEN = re.compile(
    rf"(?:(?:西暦)?(?P<western>[0-9]{{4}})|(?P<mark>{'|'.join(_ERA_BY_MARK)})(?P<year>元|[0-9]{{1,4}}))"
    r"(?:年|[-/.])(?P<month>[0-9]{1,2})(?:月|[-/.])(?P<day>[0-9]{1,2})日?"
)

_SENTENCES = {
    WarekiWhy.EMPTY: "日付を入力してください。",
    WarekiWhy.NOT_A_DATE: "日付として読み取れません。「令和8年4月1日」や「2026-04-01」のように入力してください。",
    WarekiWhy.OLD_CALENDAR: "明治5年以前の日付は旧暦のため使えません。明治6年1月1日以後の日付を入力してください。",
}


def parse_date(text: str) -> date:
    """The day a person means: 2025-06-09, 2025/6/9, 西暦2025年6月9日, 20250609, 令和7年6月9日(月), R7.6.9, ㋿7.6.9.

    Either width; 元年 or 1年. Each day has one era: 平成31年5月1日 is refused with the right name of that day, as
    is a weekday in brackets that is not the day's own. A year of two digits without an era is refused, since
    7/6/9 has more than one reading.
    """
    if len(text) > _LONGEST:
        raise _plain(WarekiWhy.NOT_A_DATE)
    written = _LOOSE_SPACE.sub("", fold_code(text)).upper()
    if not written:
        raise _plain(WarekiWhy.EMPTY)
    weekday = _WEEKDAY.search(written)
    on = _day_named(written[: weekday.start()] if weekday else written)
    if on < _GREGORIAN_FROM:
        raise _plain(WarekiWhy.OLD_CALENDAR)
    if weekday and weekday[1] != weekday_of(on):
        raise WarekiError(
            WarekiWhy.WRONG_WEEKDAY, f"{format_wareki(on)}は{weekday_of(on)}曜日です。日付を確かめてください。"
        )
    return on


def _day_named(written: str) -> date:
    if compact := _COMPACT.fullmatch(written):
        year, month, day = map(int, compact.groups())
        return _existing_day(f"{year}年", year, month, day)
    if not (found := _WRITTEN.fullmatch(written)):
        raise _plain(WarekiWhy.NOT_A_DATE)
    month, day = int(found["month"]), int(found["day"])
    if found["western"]:
        return _existing_day(f"{int(found['western'])}年", int(found["western"]), month, day)
    year = 1 if found["year"] == "元" else int(found["year"])
    return _day_in(_ERA_BY_MARK[found["mark"]], year, month, day)


def _day_in(era: Era, year: int, month: int, day: int) -> date:
    # A year zero must not slip into the year before the era, where it would look like a day of the old one.
    western = era.first_day.year + year - 1 if year else 0
    on = _existing_day(era.label(year), western, month, day)
    if on < _GREGORIAN_FROM or era_of(on) is era:
        return on
    its_name = f"この日は{format_wareki(on)}にあたります。"
    if on < era.first_day:
        raise WarekiError(
            WarekiWhy.ERA_HAS_NOT_BEGUN, f"{era.name}は{_name_of(era.first_day, era)}からです。{its_name}"
        )
    raise WarekiError(WarekiWhy.ERA_HAS_ENDED, f"{era.name}は{_name_of(_last_day(era), era)}までです。{its_name}")


def _last_day(era: Era) -> date:
    """The last day of an era that has ended: the eve of the one that follows it."""
    return _ERAS[_ERAS.index(era) - 1].first_day - timedelta(days=1)


def _existing_day(year_label: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise WarekiError(
            WarekiWhy.NO_SUCH_DAY, f"{year_label}{month}月{day}日は暦にありません。日付を確かめてください。"
        ) from None


def era_of(on: date) -> Era:
    """The era of a day from 1873-01-01 on."""
    if on < _GREGORIAN_FROM:
        raise _plain(WarekiWhy.OLD_CALENDAR)
    return next(era for era in _ERAS if era.first_day <= on)


def weekday_of(on: date) -> str:
    """月 … 日."""
    return _WEEKDAYS[on.weekday()]


def format_wareki(on: date, weekday: bool = False) -> str:
    """令和7年6月9日, with `weekday` 令和7年6月9日(月). A moment must first be made a day of Tokyo."""
    if isinstance(on, datetime):
        raise TypeError("日時は、まず東京の日付に直します")
    name = _name_of(on, era_of(on))
    return f"{name}({weekday_of(on)})" if weekday else name


def _name_of(on: date, era: Era) -> str:
    return f"{era.label(era.year_of(on))}{on.month}月{on.day}日"


def format_fiscal_year(year: int) -> str:
    """令和7年度 for the fiscal year that begins in April of `year`.

    A fiscal year takes the era that its first calendar year ends in: the one from April 2019 is 令和元年度, as
    the state's own budget names it, though its April was still 平成31年.
    """
    new_years_eve = date(year, 12, 31)
    era = era_of(new_years_eve)
    return f"{era.label(era.year_of(new_years_eve))}度"


def _plain(why: WarekiWhy) -> WarekiError:
    return WarekiError(why, _SENTENCES[why])
