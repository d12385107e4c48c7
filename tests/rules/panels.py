"""Files as a panel leaves them, drawn by Hypothesis or written down point by point."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from hypothesis import strategies as st

from applications.rules.terms import CallTerms
from kernel.calendar import TOKYO
from screening.rules.scores import Candidate, Sheet

FIRST = datetime(2025, 5, 1, tzinfo=TOKYO)


def points_of(total: int, terms: CallTerms) -> tuple[int, ...]:
    """A sheet of this total, the criteria filled up in their order."""
    left, points = total, []
    for criterion in terms.screening.criteria:
        points.append(min(criterion.points, left))
        left -= points[-1]
    assert left == 0
    return tuple(points)


def file_of(
    name: str,
    totals: Mapping[str, int] | Sequence[int],
    terms: CallTerms,
    *,
    asked: int = 1_000_000,
    bonus: int = 0,
    hours: int = 0,
) -> Candidate:
    """A file with these totals of its reviewers."""
    named = totals if isinstance(totals, Mapping) else {f"r{place}": total for place, total in enumerate(totals)}
    sheets = tuple(Sheet(reviewer, points_of(total, terms)) for reviewer, total in named.items())
    return Candidate(name, asked, FIRST + timedelta(hours=hours), sheets, {"dx_plan": bonus})


@st.composite
def panels(draw: st.DrawFn, terms: CallTerms, *, most: int = 7) -> list[Candidate]:
    """Some files, each with up to three of four reviewers, asking for whole units."""
    chance = draw(st.randoms(use_true_random=False))
    points = [criterion.points for criterion in terms.screening.criteria]
    unit, floor = terms.amounts.round_down_to, terms.amounts.floor
    files = []
    for number in range(draw(st.integers(1, most))):
        reviewers = chance.sample(["r1", "r2", "r3", "r4"], chance.randint(1, 3))
        sheets = tuple(Sheet(name, tuple(chance.randint(top // 2, top) for top in points)) for name in reviewers)
        asked = floor + unit * chance.randint(0, 1500)
        bonuses = {bonus.key: chance.choice((0, bonus.points)) for bonus in terms.screening.bonuses}
        received = FIRST + timedelta(hours=chance.randint(0, 3))
        files.append(Candidate(f"A{number}", asked, received, sheets, bonuses))
    return files
