"""How many papers a visitor who has not signed in may ask for: printing costs time that applicants wait for too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kernel.ruling import ALLOWED, Ruling, refused


class WhyNoPaper(StrEnum):
    """Why a visitor's paper is not printed now."""

    ASKED_OFTEN = "asked_often"
    ADDRESS_ASKED_OFTEN = "address_asked_often"
    QUEUE_IS_LONG = "queue_is_long"


SENTENCES: Mapping[WhyNoPaper, str] = {
    WhyNoPaper.ASKED_OFTEN: "続けて何度も作成しています。{minutes}分ほど待ってから、もう一度お試しください。"
    "お答えの内容は残っています。この画面を印刷することもできます。",
    WhyNoPaper.ADDRESS_ASKED_OFTEN: "同じ回線から続けて何度も作成されています。"
    "{minutes}分ほど待ってから、もう一度お試しください。"
    "お答えの内容は残っています。この画面を印刷することもできます。",
    WhyNoPaper.QUEUE_IS_LONG: "いま書類の作成が混み合っています。数分待ってから、もう一度お試しください。"
    "お答えの内容は残っています。この画面を印刷することもできます。",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """So many papers per visitor within a span, and so many visitors' papers waiting in all."""

    per_visitor: int
    within: timedelta
    waiting: int


def may_ask_for_paper(asked_at: Sequence[datetime], waiting: int, measure: Measure, *, at: datetime) -> Ruling:
    """Whether one more paper is printed for a visitor who asked at these moments, while so many wait."""
    if len(still_counted(asked_at, measure, at=at)) >= measure.per_visitor:
        return refused(WhyNoPaper.ASKED_OFTEN)
    return ALLOWED if waiting < measure.waiting else refused(WhyNoPaper.QUEUE_IS_LONG)


def still_counted(asked_at: Sequence[datetime], measure: Measure, *, at: datetime) -> tuple[datetime, ...]:
    """The moments that lie within the span."""
    return tuple(moment for moment in asked_at if at - measure.within < moment <= at)


def minutes_until_next(asked_at: Sequence[datetime], measure: Measure, *, at: datetime) -> int:
    """In how many minutes, rounded up, a visitor who asked at these moments may ask again; none for one who may now."""
    counted = sorted(still_counted(asked_at, measure, at=at))
    if len(counted) < measure.per_visitor:
        return 0
    return -((at - counted[-measure.per_visitor] - measure.within) // timedelta(minutes=1))
