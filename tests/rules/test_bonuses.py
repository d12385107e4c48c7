"""Bonus points: what may be given on which evidence, by the item's clause (R-113 to R-115)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.terms.loading import TermsError, terms_of
from applications.rules.terms.spending import Bonus
from kernel.verdict import Outcome
from screening.rules.bonuses import BonusEvidence, Grounds, judge_bonus, most_of, objection_to_bonus
from screening.rules.refusals import Why
from tests.rules.test_terms_refused import with_change
from tests.terms.worked_cases import terms_for

APPLIED = date(2025, 6, 9)
DAY = timedelta(days=1)
GROUNDS = Grounds(frozenset({"dx_plan"}), frozenset({1, 2, 3}), frozenset({1, 2}), APPLIED)
BARE = Grounds(frozenset(), frozenset(), frozenset(), APPLIED)
BONUSES: dict[str, Bonus] = {
    bonus.key: bonus for call in ("fy2025_introduction", "fy2099") for bonus in terms_for(call).screening.bonuses
}
URL = "https://example.jp/declaration"

CASES: list[tuple[str, int, dict[str, Any], Grounds, Why | None]] = [
    # graded, and nothing without the document.
    ("dx_plan", 10, {}, GROUNDS, None),
    ("dx_plan", 1, {}, GROUNDS, None),
    ("dx_plan", 11, {}, GROUNDS, Why.BONUS_OUT_OF_RANGE),
    ("dx_plan", -1, {}, GROUNDS, Why.BONUS_OUT_OF_RANGE),
    ("dx_plan", 1, {}, BARE, Why.BONUS_DOCUMENT_MISSING),
    ("dx_plan", 0, {}, BARE, None),
    # only where an eligible cost line holds the expense.
    ("security", 5, {"lines": (1,)}, GROUNDS, None),
    ("security", 3, {"lines": (1, 2)}, GROUNDS, None),
    ("security", 5, {}, GROUNDS, Why.BONUS_LINE_MISSING),
    ("security", 5, {"lines": (9,)}, GROUNDS, Why.BONUS_LINE_MISSING),
    ("security", 5, {"lines": (1, 3)}, GROUNDS, Why.BONUS_LINE_NOT_ELIGIBLE),
    ("security", 0, {}, BARE, None),
    # exactly the points or none, published no later than the day of the application.
    ("partnership", 2, {"url": URL, "published_on": APPLIED - DAY}, GROUNDS, None),
    ("partnership", 2, {"url": URL, "published_on": APPLIED}, GROUNDS, None),
    ("partnership", 2, {"url": URL, "published_on": APPLIED + DAY}, GROUNDS, Why.BONUS_PUBLISHED_LATER),
    ("partnership", 2, {"url": " ", "published_on": APPLIED}, GROUNDS, Why.BONUS_PUBLICATION_MISSING),
    ("partnership", 2, {"url": URL}, GROUNDS, Why.BONUS_PUBLICATION_MISSING),
    ("partnership", 1, {"url": URL, "published_on": APPLIED}, GROUNDS, Why.BONUS_ALL_OR_NOTHING),
    ("partnership", 0, {}, GROUNDS, None),
    # A year that differs in every section.
    ("apprentice", 12, {}, BARE, None),
    ("apprentice", 6, {}, BARE, Why.BONUS_ALL_OR_NOTHING),
    ("festival", 8, {}, GROUNDS, Why.BONUS_DOCUMENT_MISSING),
]


@pytest.mark.parametrize(("key", "points", "evidence", "grounds", "why"), CASES)
def test_points_follow_their_evidence(
    key: str, points: int, evidence: dict[str, Any], grounds: Grounds, why: Why | None
) -> None:
    bonus = BONUSES[key]
    said = BonusEvidence(**evidence)
    assert objection_to_bonus(bonus, points, said, grounds) is why
    verdict = judge_bonus(bonus, points, said, grounds)
    assert verdict.outcome is (Outcome.UNMET if why else Outcome.MET)
    assert verdict.clause == bonus.clause
    assert verdict.because


def test_a_verdict_says_on_what_it_rests() -> None:
    def said(key: str, points: int, **evidence: Any) -> str:
        return judge_bonus(BONUSES[key], points, BonusEvidence(**evidence), GROUNDS).because

    assert said("security", 4, lines=(2, 1)) == "明細1・2を根拠に4点を加えます。"
    assert said("partnership", 2, url=URL, published_on=APPLIED) == "令和7年6月9日の公表を根拠に2点を加えます。"
    assert said("dx_plan", 6) == "添付された書類を根拠に6点を加えます。"
    assert said("apprentice", 12) == "12点を加えます。"
    assert said("dx_plan", 0) == "加点しません。"


@pytest.mark.parametrize(
    ("key", "grounds", "most"),
    [
        ("dx_plan", GROUNDS, 10),
        ("dx_plan", BARE, 0),
        ("security", BARE, 0),
        ("security", GROUNDS, 5),
        ("partnership", BARE, 2),
        ("apprentice", BARE, 12),
    ],
)
def test_what_a_file_can_still_earn(key: str, grounds: Grounds, most: int) -> None:
    assert most_of(BONUSES[key], grounds) == most


@given(key=st.sampled_from(sorted(BONUSES)), points=st.integers(-5, 20), lines=st.sets(st.integers(1, 4)))
def test_nothing_beyond_the_terms_is_ever_given(key: str, points: int, lines: set[int]) -> None:
    bonus = BONUSES[key]
    evidence = BonusEvidence(lines=tuple(lines), url=URL, published_on=APPLIED)
    if objection_to_bonus(bonus, points, evidence, GROUNDS) is None:
        assert 0 <= points <= bonus.points
        assert bonus.graded or points in (0, bonus.points)
        assert points == 0 or bonus.needs != "cost_line" or lines <= GROUNDS.eligible_lines


@pytest.mark.parametrize(
    ("place", "judged_from", "said"),
    [("0", ["requirements_bonus.has_dx_plan"], "添付書類"), ("1", ["project_plan.security_measures"], "costs.lines")],
)
def test_terms_that_need_what_they_do_not_look_at_are_refused(place: str, judged_from: list[str], said: str) -> None:
    with pytest.raises(TermsError) as refused:
        terms_of(with_change(f"screening/bonuses/{place}/judged_from", judged_from), "terms.toml")
    assert any(f"screening.bonuses.{place}" in line and said in line for line in refused.value.lines)
