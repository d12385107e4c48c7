"""So many papers for a visitor within a span, and so many waiting in all."""

from datetime import UTC, datetime, timedelta

import pytest

from applications.rules.visitor_papers import (
    SENTENCES,
    Measure,
    WhyNoPaper,
    may_ask_for_paper,
    minutes_until_next,
    still_counted,
)

NOW = datetime(2025, 5, 20, 1, tzinfo=UTC)
MEASURE = Measure(per_visitor=2, within=timedelta(minutes=10), waiting=3)


def _ago(*minutes: int) -> list[datetime]:
    return [NOW - timedelta(minutes=each) for each in minutes]


@pytest.mark.parametrize(
    ("asked_at", "waiting", "why"),
    [
        ([], 0, None),
        (_ago(1), 2, None),
        (_ago(9, 1), 0, WhyNoPaper.ASKED_OFTEN),
        (_ago(10, 1), 0, None),
        (_ago(40, 30, 20), 0, None),
        ([], 3, WhyNoPaper.QUEUE_IS_LONG),
        (_ago(9, 1), 3, WhyNoPaper.ASKED_OFTEN),
    ],
)
def test_a_visitor_asks_within_measure(asked_at: list[datetime], waiting: int, why: WhyNoPaper | None) -> None:
    assert may_ask_for_paper(asked_at, waiting, MEASURE, at=NOW).refused is why


def test_a_clock_that_was_set_back_holds_nobody_up() -> None:
    assert still_counted([NOW + timedelta(hours=1)], MEASURE, at=NOW) == ()


def test_every_reason_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(WhyNoPaper)


@pytest.mark.parametrize(
    ("asked_at", "minutes"), [((), 0), (_ago(1), 0), (_ago(9, 1), 1), (_ago(4, 3, 1), 7), (_ago(0, 0), 10)]
)
def test_a_visitor_is_told_in_how_many_minutes(asked_at: list[datetime], minutes: int) -> None:
    assert minutes_until_next(asked_at, MEASURE, at=NOW) == minutes
