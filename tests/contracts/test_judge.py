"""`manage.py judge CALL FACTS.json`."""

from pathlib import Path

import pytest

from tests.contracts.outside import CALL, EXAMPLES, both_calls, example, run, written
from tests.terms.worked_cases import Case, document_of


def test_the_example_of_the_contract() -> None:
    document = run("judge", CALL, EXAMPLES / "judge-company.json").document
    expected = example("judge-company.expected.json")
    outcomes = {verdict["rule"]: verdict["outcome"] for verdict in document["verdicts"]}
    assert outcomes == expected["verdict_outcomes"]
    assert {key: document[key] for key in ("eligible", "amount", "asset_register_lines")} == {
        key: expected[key] for key in ("eligible", "amount", "asset_register_lines")
    }
    assert list(document) == [
        "call",
        "revision_sha256",
        "verdicts",
        "eligible",
        "costs",
        "amount",
        "asset_register_lines",
    ]
    assert document["call"] == CALL
    assert len(document["revision_sha256"]) == 64
    assert all(set(verdict) == {"rule", "outcome", "clause", "because", "facts"} for verdict in document["verdicts"])
    assert document["costs"] == [{"line": 1, "claimed": 2_000_001, "allowed": 2_000_001, "verdicts": []}]


def test_nothing_known_is_judged_as_unknown(tmp_path: Path) -> None:
    document = run("judge", CALL, written(tmp_path, "facts.json", {})).document
    assert document["eligible"] == "unknown"
    assert document["amount"]["outcome"] == "unknown"
    assert {verdict["outcome"] for verdict in document["verdicts"]} == {"unknown"}


def test_a_made_up_year_is_judged_from_its_folder(tmp_path: Path) -> None:
    facts = document_of(Case("", 0, "fy2099", "judge", "", "", "夢見県の工房"))
    path = written(tmp_path, "facts.json", facts)
    document = run("judge", "fy2099", path, calls_folders=both_calls()).document
    assert (document["eligible"], document["amount"]["granted_at_most"]) == ("met", 2_000_000)


def test_every_problem_is_one_line(tmp_path: Path) -> None:
    facts = written(tmp_path, "facts.json", {"channel": "fax", "requested_amount": -1, "line\nbreak": 1})
    assert run("judge", CALL, facts).refusals == [
        "$.channel: 'web', 'jgrants' or 'postal' のどれかで書きます",
        "$.requested_amount: 0 以上で書きます",
        "$.line\\nbreak: 知らないキーです",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a": 1, "a": 2}', "キー a が二度あります"),
        (b'{"channel": "\x91\x8b"}', "UTF-8 で書かれていません"),
        (b"[" * 50_000, "入れ子が深すぎます"),
    ],
    ids=["key twice", "Shift JIS", "deep"],
)
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (line,) = run("judge", CALL, written(tmp_path, "facts.json", content)).refusals
    assert reason in line


def test_a_missing_file_and_an_unknown_call_are_refused(tmp_path: Path) -> None:
    (line,) = run("judge", CALL, tmp_path / "none.json").refusals
    assert "読めません" in line
    (line,) = run("judge", "../calls", EXAMPLES / "judge-company.json").refusals
    assert "terms.toml が見つかりません" in line
    (line,) = run("judge", "x" * 300, EXAMPLES / "judge-company.json").refusals
    assert "terms.toml が見つかりません" in line


def test_a_wrong_call_is_refused_with_file_key_and_reason(tmp_path: Path) -> None:
    folder = tmp_path / "fy2030"
    folder.mkdir()
    terms = written(folder, "terms.toml", 'id = "fy2030"\nrat = "1/2"\n')
    lines = run("judge", "fy2030", EXAMPLES / "judge-company.json", calls_folders=str(tmp_path)).refusals
    assert f"{terms}: rat: 知らないキーです" in lines
    assert f"{terms}: window: 必要な項目がありません" in lines
