"""`manage.py rank CALL --sheets … --applications … [--bonus …] --budget YEN`."""

from pathlib import Path

import pytest

from tests.contracts.outside import CALL, EXAMPLES, Answer, both_calls, example, run, written

SHEETS = EXAMPLES / "rank-sheets.csv"
APPLICATIONS = EXAMPLES / "rank-applications.csv"
BONUS = EXAMPLES / "rank-bonus.csv"


def ranked(*, sheets: Path = SHEETS, applications: Path = APPLICATIONS, budget: str = "3500000") -> Answer:
    return run(
        *("rank", CALL, "--sheets", sheets, "--applications", applications, "--bonus", BONUS, "--budget", budget)
    )


def test_the_example_of_the_contract() -> None:
    expected = example("rank.expected.json")
    expected.pop("note")
    assert ranked().document == expected


def test_without_bonus_points_the_order_is_by_the_base(tmp_path: Path) -> None:
    arguments = ("--sheets", SHEETS, "--applications", APPLICATIONS, "--budget", "0")
    document = run("rank", CALL, *arguments).document
    assert [file["application"] for file in document["applications"]] == ["A2", "A1", "A3"]
    assert [file["outcome"] for file in document["applications"]] == ["reserve", "reserve", "below_cutoff"]
    assert document["budget"] == {"given": 0, "used": 0, "left": 0}


def test_faults_are_told_by_file_and_row(tmp_path: Path) -> None:
    text = SHEETS.read_text(encoding="utf-8").replace("A1,r1,1-1,8", "A1,r1,1-1,80").replace("A2,r1,4,10", "A9,r1,4,10")
    assert ranked(sheets=written(tmp_path, "sheets.csv", text)).refusals == [
        "sheets.csv 2行目: score は 0 から 10 までの整数で書きます: 80",
        "sheets.csv 18行目: 申請の一覧にない申請です: A9",
    ]
    text = APPLICATIONS.read_text(encoding="utf-8").replace("2500000", "-5").replace("+09:00", "", 1)
    lines = ranked(applications=written(tmp_path, "applications.csv", text)).refusals
    assert [line.split(":")[0] for line in lines[:2]] == ["applications.csv 2行目", "applications.csv 2行目"]


@pytest.mark.parametrize("budget", ["-1", "99999999999999999999"])
def test_a_budget_that_is_no_yen_is_refused(budget: str) -> None:
    answer = run("rank", CALL, "--sheets", SHEETS, "--applications", APPLICATIONS, f"--budget={budget}")
    (line,) = answer.refusals
    assert line.startswith("--budget: ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    (line,) = ranked(sheets=tmp_path / "none.csv").refusals
    assert "読めません" in line


def test_a_made_up_year_is_ranked_from_its_folder(tmp_path: Path) -> None:
    points = {"A": 40, "B": 30, "C-1": 25, "C-2": 35}
    rows = "".join(f"甲,r1,{key},{score}\n" for key, score in points.items())
    sheets = written(tmp_path, "s.csv", "application,reviewer,criterion,score\n" + rows)
    asked = "application,requested_amount,received_at\n甲,2000000,2099-08-01T09:00:00+09:00\n"
    applications = written(tmp_path, "a.csv", asked)
    arguments = ("--sheets", sheets, "--applications", applications, "--budget", "605000")
    (file,) = run("rank", "fy2099", *arguments, calls_folders=both_calls()).document["applications"]
    assert (file["total"], file["outcome"], file["amount"]) == ("130.000000", "partly_funded", 600_000)
