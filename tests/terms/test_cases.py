"""Every worked case of cases/*.toml, answered by the same rules and in the same documents as the commands."""

from typing import Any

import pytest

from tests.terms.answers import answer_to, document_of_rank
from tests.terms.worked_cases import Case, all_cases, as_json

ABSENT = "absent"

JUDGED = [case for case in all_cases() if case.command != "rank"]
RANKED = [case for case in all_cases() if case.command == "rank"]


def said_id(case: Case) -> str:
    return f"{case.file}-{case.rule}-{case.name}"


def verdicts_of(case: Case, document: dict[str, Any]) -> list[dict[str, Any]]:
    """The verdicts a case asks about: of its line, else of the whole."""
    heard = document["verdicts"]
    if case.line is not None:
        heard = document["lines" if case.command == "settle" else "costs"][case.line - 1]["verdicts"]
    return [verdict for verdict in heard if verdict["rule"] == case.rule]


def outcome_of(case: Case, document: dict[str, Any]) -> str:
    heard = verdicts_of(case, document)
    assert len(heard) <= 1, heard
    return heard[0]["outcome"] if heard else ABSENT


@pytest.mark.parametrize("case", JUDGED, ids=said_id)
def test_a_worked_case(case: Case) -> None:
    document = answer_to(case)
    expected = as_json(dict(case.expected))
    assert expected, "何を確かめるかが書かれていません"
    if "refused" in expected or "refused" in document:
        assert expected["refused"] in document.get("refused", "(受け付けました)")
        return
    line = document["lines" if case.command == "settle" else "costs"][(case.line or 1) - 1 :][:1]
    heard = {
        "outcome": lambda: outcome_of(case, document),
        "clause": lambda: next(verdict["clause"] for verdict in verdicts_of(case, document)),
        "claimed": lambda: line[0]["claimed"],
        "allowed": lambda: line[0]["allowed"],
        "lacks": lambda: line[0]["missing_evidence"],
        "eligible": lambda: document["eligible"],
        "amount": lambda: {key: document["amount"][key] for key in expected["amount"]},
        "answers": lambda: {key: document[key] for key in expected["answers"]},
        "register": lambda: document["asset_register_lines"],
    }
    if (words := expected.pop("says", None)) is not None:
        assert words in verdicts_of(case, document)[0]["because"]
    assert {key: heard[key]() for key in expected} == expected


@pytest.mark.parametrize("case", RANKED, ids=said_id)
def test_a_worked_ranking(case: Case) -> None:
    document = document_of_rank(case)
    files = document["applications"]
    heard = {
        "order": [file["application"] for file in files if file["rank"] is not None],
        "outcomes": {file["application"]: file["outcome"] for file in files},
        "amounts": {file["application"]: file["amount"] for file in files},
        "totals": {file["application"]: file["total"] for file in files},
        "points": {file["application"]: [file["base_points"], file["base_maximum"]] for file in files},
        "left": document["budget"]["left"],
    }
    assert case.expected, "何を確かめるかが書かれていません"
    assert {key: heard[key] for key in case.expected} == dict(case.expected)
