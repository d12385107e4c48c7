"""Problems of a file from outside are told in one plain line each, by place and reason."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kernel.problems import json_path, lines_of, sentence_of


class Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    category: int = Field(ge=1, le=8)
    vendor: str = Field(min_length=1, max_length=5, default="宮崎ソフト")
    payment: Literal["cash", "card"] = "cash"
    amount: int | str = 0

    @field_validator("vendor")
    @classmethod
    def _no_tab(cls, vendor: str) -> str:
        if "\t" in vendor:
            raise ValueError("タブは使えません")
        return vendor


class File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    costs: list[Line] = Field(max_length=2)


def lines_for(data: object) -> tuple[str, ...]:
    with pytest.raises(ValidationError) as caught:
        File.model_validate(data)
    return lines_of(caught.value.errors())


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ((), "$"),
        (("submitted_at",), "$.submitted_at"),
        (("costs", 0, "category"), "$.costs[0].category"),
        ((1, 2), "$[1][2]"),
    ],
)
def test_a_place_is_a_json_path(location: tuple[int | str, ...], path: str) -> None:
    assert json_path(location) == path


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({}, "$.costs: 必要な項目がありません"),
        ({"costs": [], "cost": []}, "$.cost: 知らないキーです"),
        ({"costs": {}}, "$.costs: [ ] の並びで書きます"),
        ({"costs": ["x"]}, "$.costs[0]: { } の形で書きます"),
        ({"costs": [{"category": "1"}]}, "$.costs[0].category: 整数で書きます"),
        ({"costs": [{"category": 0}]}, "$.costs[0].category: 1 以上で書きます"),
        ({"costs": [{"category": 9}]}, "$.costs[0].category: 8 以下で書きます"),
        ({"costs": [{"category": 1, "vendor": 3}]}, "$.costs[0].vendor: 文字列で書きます"),
        ({"costs": [{"category": 1, "vendor": ""}]}, "$.costs[0].vendor: 1文字以上で書きます"),
        ({"costs": [{"category": 1, "vendor": "宮崎ソフト社"}]}, "$.costs[0].vendor: 5文字以内で書きます"),
        ({"costs": [{"category": 1, "vendor": "a\tb"}]}, "$.costs[0].vendor: タブは使えません"),
        ({"costs": [{"category": 1}] * 3}, "$.costs: 2件以内で書きます"),
    ],
)
def test_a_problem_is_one_line(data: object, line: str) -> None:
    assert lines_for(data) == (line,)


def test_a_choice_lists_what_may_be_chosen() -> None:
    (line,) = lines_for({"costs": [{"category": 1, "payment": "gold"}]})
    assert line.startswith("$.costs[0].payment: 'cash'")
    assert line.endswith("のどれかで書きます")


def test_the_branches_of_a_union_are_told_once() -> None:
    assert lines_for({"costs": [{"category": 1, "amount": []}]}) == ("$.costs[0].amount: 整数で書きます",)


def test_every_problem_is_told() -> None:
    lines = lines_for({"costs": [{"category": 0, "vendor": ""}, {"categry": 1}]})
    assert [line.split(":")[0] for line in lines] == [
        "$.costs[0].category",
        "$.costs[0].vendor",
        "$.costs[1].category",
        "$.costs[1].categry",
    ]


def test_a_reason_without_a_sentence_of_ours_is_passed_on() -> None:
    assert sentence_of({"type": "something_new", "msg": "Something new"}) == "Something new"


def test_the_name_of_a_validator_is_no_part_of_the_path() -> None:
    location = ("costs", "function-after[check(), int]", 0, "constrained-str(5)", "amount")
    assert lines_of([{"type": "missing", "loc": location, "msg": ""}]) == ("$.costs[0].amount: 必要な項目がありません",)


@given(st.lists(st.one_of(st.integers(0, 99), st.sampled_from(["costs", "amount", "vendor"])), max_size=5))
def test_one_place_is_told_once_by_its_first_reason(location: list[int | str]) -> None:
    first = {"type": "missing", "loc": tuple(location), "msg": ""}
    second = {"type": "int_type", "loc": tuple(location), "msg": ""}
    assert lines_of([first, second]) == lines_of([first])
