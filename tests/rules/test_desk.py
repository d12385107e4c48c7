"""What the office does next in a round."""

from dataclasses import replace

import pytest

from screening.rules.desk import Aim, Standing, next_aim

DONE = Standing(
    is_frozen=False,
    new_files=0,
    clashes=0,
    files=4,
    lacking=0,
    unfinished=0,
    complete=0,
    consolidating=0,
    settled=4,
)


@pytest.mark.parametrize(
    ("figures", "aim"),
    [
        ({}, Aim.RANK),
        ({"is_frozen": True, "new_files": 3, "clashes": 1}, Aim.DECIDE),
        ({"new_files": 1, "clashes": 2, "lacking": 3}, Aim.TAKE_IN),
        ({"clashes": 1, "lacking": 3}, Aim.CLASHES),
        ({"files": 0, "settled": 0}, Aim.NO_FILES),
        ({"lacking": 1, "complete": 2, "unfinished": 1}, Aim.ASSIGN),
        ({"complete": 1, "unfinished": 2}, Aim.CONSOLIDATE),
        ({"unfinished": 1, "consolidating": 1}, Aim.WAIT),
        ({"consolidating": 1}, Aim.SETTLE),
    ],
)
def test_the_most_pressing_comes_first(figures: dict[str, int], aim: Aim) -> None:
    assert next_aim(replace(DONE, **figures)) is aim
