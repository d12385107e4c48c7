"""Traps of the real guide that no application can show: marks, sums and numbers of the table itself."""

from tests.terms.worked_cases import terms_for

TERMS = terms_for("fy2025_introduction")


def test_commissioned_work_is_the_eighth_category_whatever_the_table_of_evidence_says() -> None:
    assert [(category.mark, category.label) for category in TERMS.offered_categories][-1] == ("⑧", "委託料")
    assert len(TERMS.offered_categories) == 8


def test_the_rubric_adds_up_to_a_hundred_and_the_bonus_to_seventeen() -> None:
    assert TERMS.screening.maximum == 100
    assert sum(bonus.points for bonus in TERMS.screening.bonuses) == 17


def test_the_days_fall_on_the_weekdays_that_the_guide_prints() -> None:
    days = (TERMS.window.opens_on, TERMS.window.closes_on, TERMS.period.ends_by, TERMS.report.latest_on)
    assert "".join("月火水木金土日"[day.weekday()] for day in days) == "金月土土"


def test_papers_one_and_four_to_eight_bear_the_guides_numbers() -> None:
    numbered = ("application", "performance_report", "payment_claim", "asset_register")
    assert [TERMS.papers[key].number for key in numbered] == [f"様式第{number}号" for number in (1, 4, 5, 8)]
