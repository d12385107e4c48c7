"""A view-model is frozen, closed and printable, or it is refused."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from applications.papers.blanks import padded
from records.papers.registry import kind_named
from tests.papers.conftest import sample_of


def _load(name: str, data: dict[str, Any]) -> Any:
    return kind_named(name).view_model.model_validate_json(json.dumps(data))


def test_the_sample_is_a_complete_view_model(kind_name: str) -> None:
    paper = _load(kind_name, sample_of(kind_name))
    assert json.loads(paper.canonical())["issued_at"] == sample_of(kind_name)["issued_at"]


def test_every_field_of_the_application_is_filled_in_the_sample() -> None:
    def empty(value: Any, path: str) -> list[str]:
        if isinstance(value, dict):
            return [found for key, inner in value.items() for found in empty(inner, f"{path}.{key}")]
        return [path] if value == [] else []

    filled = json.loads(_load("application", sample_of("application")).canonical())
    assert empty({key: filled[key] for key in ("applicant", "project", "plan", "budget", "pledges")}, "$") == []


def test_a_paper_cannot_be_changed(kind_name: str) -> None:
    paper = _load(kind_name, sample_of(kind_name))
    with pytest.raises(ValidationError, match="frozen"):
        paper.heading = "別の表題"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"headng": "x"}, "Extra inputs"),
        ({"heading": 3}, "valid string"),
        ({"heading": "二行\nの表題"}, "改行を入れずに"),
        ({"heading": "NUL\0"}, r"U\+0000"),
        ({"heading": "左右\u0085"}, r"U\+0085"),
        ({"heading": "山\u202e明"}, r"U\+202E"),
        ({"heading": "字" * 1_001}, "at most 1000"),
        ({"heading": ""}, "at least 1"),
        ({"issued_at": "2025-06-05T14:03:00"}, "timezone"),
        ({"issued_at": "2025-02-30T00:00:00+09:00"}, "datetime"),
    ],
)
def test_what_cannot_be_printed_is_refused(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        _load("precheck_result", sample_of("precheck_result") | change)


def test_equal_papers_have_one_spelling() -> None:
    data = sample_of("precheck_result")
    turned = dict(reversed(data.items()))
    assert _load("precheck_result", data).canonical() == _load("precheck_result", turned).canonical()


def test_a_few_rows_are_filled_up_with_blanks_and_many_are_left_alone() -> None:
    assert padded((1,), lambda: 0, at_least=3) == (1, 0, 0)
    assert padded((1, 2, 3, 4), lambda: 0, at_least=3) == (1, 2, 3, 4)


def test_an_officer_cannot_have_more_cells_than_columns() -> None:
    data = sample_of("application")
    data["officer_register"]["officers"][0]["extra"] = ["女"]
    with pytest.raises(ValidationError, match="より多い欄"):
        _load("application", data)


def test_names_are_kept_letter_for_letter() -> None:
    name = "\ufa19\ufa10\ufa1a髙﨑𠮷㈱ か\u3099"
    data = sample_of("application")
    data["applicant"]["name"] = name
    assert _load("application", data).applicant.name == name
