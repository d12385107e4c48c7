"""`manage.py settle CALL FACTS.json`."""

from pathlib import Path

from tests.contracts.outside import CALL, EXAMPLES, both_calls, example, run, written
from tests.terms.worked_cases import Case, document_of


def test_the_example_of_the_contract() -> None:
    document = run("settle", CALL, EXAMPLES / "settle-reduced.json").document
    expected = example("settle-reduced.expected.json")
    assert {key: document[key] for key in expected} == expected
    assert set(document) == {*expected, "lines", "verdicts"}
    assert document["lines"] == [
        {"line": 1, "claimed": 3_500_000, "allowed": 3_500_000, "verdicts": [], "missing_evidence": []}
    ]
    outcomes = {verdict["rule"]: verdict["outcome"] for verdict in document["verdicts"]}
    assert outcomes == {"R-051": "met", "R-052": "met", "R-057": "met", "R-096": "met"}


def test_below_the_floor_nothing_is_paid_and_the_clause_is_told(tmp_path: Path) -> None:
    facts = example("settle-reduced.json")
    facts["costs"][0] |= {"amount_excluding_tax": 1_999_999, "amount_including_tax": 2_199_998}
    document = run("settle", CALL, written(tmp_path, "facts.json", facts)).document
    assert document["finalized_amount"] == 0
    (verdict,) = [verdict for verdict in document["verdicts"] if verdict["rule"] == "R-097"]
    assert (verdict["outcome"], verdict["clause"]) == ("unmet", "§6")


def test_nothing_known_is_settled_as_unknown(tmp_path: Path) -> None:
    document = run("settle", CALL, written(tmp_path, "facts.json", {})).document
    assert (document["completed_on"], document["report_due_on"], document["finalized_amount"]) == (None, None, None)


def test_a_made_up_year_is_settled_from_its_folder(tmp_path: Path) -> None:
    facts = written(tmp_path, "facts.json", document_of(Case("", 0, "fy2099", "settle", "", "", "織機を入れた工房")))
    document = run("settle", "fy2099", facts, calls_folders=both_calls()).document
    assert (document["finalized_amount"], document["report_due_on"]) == (1_250_000, "2100-01-13")


def test_problems_are_told_line_by_line(tmp_path: Path) -> None:
    facts = example("settle-reduced.json")
    facts["costs"][0] |= {"paid_on": "2025-12-32", "payed": True}
    facts["decision"]["decided_amount"] = 12345678901234567890
    assert run("settle", CALL, written(tmp_path, "facts.json", facts)).refusals == [
        "$.decision.decided_amount: 9999999999999 以下で書きます",
        "$.costs[0].paid_on: 暦にない日付です: 2025-12-32",
        "$.costs[0].payed: 知らないキーです",
    ]
