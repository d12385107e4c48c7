"""From the industry to the proposed classes, with the traps of the table."""

import pytest

from applications.rules.facts import SmallBusinessClass
from applications.rules.jsic import INDUSTRIES, industries_by_division, proposed_industry

COMMERCE: SmallBusinessClass = "commerce_and_service"
LODGING: SmallBusinessClass = "lodging_and_entertainment"
OTHER: SmallBusinessClass = "manufacturing_and_other"


@pytest.mark.parametrize(
    ("code", "number", "small"),
    [
        ("D", 1, OTHER),
        ("E", 1, OTHER),
        ("H", 1, OTHER),
        ("I50", 2, COMMERCE),
        ("I56", 4, COMMERCE),
        ("E19", 5, OTHER),
        ("E191", 1, OTHER),  # タイヤは⑤でなく①
        ("M76", 4, COMMERCE),  # 飲食店は小売業
        ("M77", 4, COMMERCE),
        ("G391", 6, COMMERCE),  # ソフトウェアは③より⑥が先
        ("G392", 6, COMMERCE),
        ("M751", 7, LODGING),  # 旅館・ホテルは③より⑦が先
        ("M75", 3, LODGING),
        ("N791", 8, OTHER),  # 旅行業は③から外れる
        ("N80", 3, LODGING),
        ("N78", 3, COMMERCE),
        ("G38", 3, COMMERCE),
        ("G411", 3, COMMERCE),
        ("G37", 8, OTHER),
        ("H49", 8, OTHER),
        ("K693", 3, COMMERCE),
        ("K70", 3, COMMERCE),
        ("K68", 8, OTHER),
        ("J", 8, OTHER),
        ("A", 8, OTHER),
    ],
)
def test_the_proposed_classes(code: str, number: int, small: SmallBusinessClass) -> None:
    industry = proposed_industry(code)
    assert industry is not None
    assert (industry.industry_class, industry.small_business_class) == (number, small)


def test_every_row_of_the_table_is_proposed_by_some_industry() -> None:
    assert {industry.industry_class for industry in INDUSTRIES.values()} == set(range(1, 9))


@pytest.mark.parametrize("code", ["", None, "Z", "宿泊"])
def test_nothing_is_proposed_for_what_is_not_an_industry(code: str | None) -> None:
    assert proposed_industry(code) is None


def test_every_industry_stands_under_one_division_in_order() -> None:
    grouped = [industry.code for _, industries in industries_by_division() for industry in industries]
    assert sorted(grouped) == sorted(INDUSTRIES)
    assert [code[0] for code in grouped] == sorted(code[0] for code in grouped)


def test_a_division_whose_industries_differ_says_why() -> None:
    for code in ("M76", "G391", "M751", "N791", "E191"):
        industry = INDUSTRIES[code]
        assert industry.remark.endswith("。")
