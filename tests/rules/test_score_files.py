"""The CSV files of the ranking: whole sheets, abstentions, and a line per problem with file and row."""

from pathlib import Path

import pytest

from applications.rules.reading import UnusableInputError
from screening.rules.ranking import Allocated, rank
from screening.rules.score_files import read_candidates
from screening.rules.scores import Candidate
from tests.terms.worked_cases import terms_for

TERMS = terms_for("fy2025_introduction")
FULL = {criterion.key: criterion.points for criterion in TERMS.screening.criteria}
APPLICATIONS = "application,requested_amount,received_at\nA1,1000000,2025-05-20T09:00:00+09:00\n"


def sheet(application: str = "A1", reviewer: str = "r1", **scores: str) -> str:
    given = {key: str(points) for key, points in FULL.items()} | {key.replace("_", "-"): v for key, v in scores.items()}
    return "".join(f"{application},{reviewer},{key},{score}\n" for key, score in given.items())


HEAD = "application,reviewer,criterion,score\n"


def read(
    folder: Path, sheets: str, applications: str = APPLICATIONS, bonus: str | None = None
) -> tuple[Candidate, ...]:
    texts = {"sheets.csv": sheets, "applications.csv": applications, "bonus.csv": bonus}
    for name, text in texts.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    paths = [folder / name for name in texts]
    return read_candidates(paths[0], paths[1], paths[2] if bonus is not None else None, TERMS)


def refusal(folder: Path, *texts: str) -> tuple[str, ...]:
    with pytest.raises(UnusableInputError) as refused:
        read(folder, *texts)
    return refused.value.lines


def test_a_whole_sheet_is_read_in_the_order_of_the_rubric(tmp_path: Path) -> None:
    (candidate,) = read(tmp_path, HEAD + sheet())
    assert (candidate.base_points, candidate.bonus_points) == (100, 0)
    assert candidate.sheets[0].points == tuple(FULL.values())


def test_an_empty_score_abstains_from_the_whole_application(tmp_path: Path) -> None:
    (candidate,) = read(tmp_path, HEAD + sheet() + sheet(reviewer="r2", _4="").replace("_4", "4").replace("-4", "4"))
    assert [one.reviewer for one in candidate.sheets] == ["r1", "r2"][: len(candidate.sheets)]
    rows = "".join(f"A1,r2,{key},{'' if key == '4' else points}\n" for key, points in FULL.items())
    (candidate,) = read(tmp_path, HEAD + sheet() + rows)
    assert [one.reviewer for one in candidate.sheets] == ["r1"]


def test_an_abstention_needs_no_further_rows(tmp_path: Path) -> None:
    (candidate,) = read(tmp_path, f"{HEAD}{sheet()}A1,r2,1-1,\n")
    assert [one.reviewer for one in candidate.sheets] == ["r1"]


def test_a_mark_of_byte_order_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    (candidate,) = read(tmp_path, "\ufeff" + HEAD + "\n" + sheet())
    assert rank([candidate], TERMS, 10**6).files[0].outcome is Allocated.FUNDED


BAD_SHEETS = [
    ("header", "a,b\n", "sheets.csv 1行目: 見出しは application,reviewer,criterion,score です"),
    ("no rows at all", "", "sheets.csv 1行目: 見出しは"),
    ("too few columns", HEAD + "A1,r1,1-1\n", "sheets.csv 2行目: 列の数は 4 です"),
    ("unknown application", HEAD + "B9,r1,1-1,5\n", "sheets.csv 2行目: 申請の一覧にない申請です: B9"),
    ("nobody scored", HEAD + "A1,,1-1,5\n", "sheets.csv 2行目: reviewer が空です"),
    ("unknown criterion", HEAD + "A1,r1,9-9,5\n", "sheets.csv 2行目: 審査項目にない番号です: 9-9"),
    ("more than the points", HEAD + sheet().replace("1-1,10", "1-1,11"), "sheets.csv 2行目: score は 0 から 10 まで"),
    ("half points", HEAD + "A1,r1,1-1,9.5\n", "score は 0 から 10 までの整数で書きます: 9.5"),
    ("negative points", HEAD + "A1,r1,1-1,-1\n", "までの整数で書きます: -1"),
    ("wide digits", HEAD + "A1,r1,1-1,５\n", "までの整数で書きます: ５"),
    ("scored twice", HEAD + sheet() + "A1,r1,1-1,5\n", "sheets.csv 11行目: A1・r1・1-1 が二度あります"),
    ("half a sheet", HEAD + "A1,r1,1-1,5\n", "sheets.csv: A1・r1 の採点票に 1-2・2-1・2-2・2-3・3-1・3-2・4・5 が"),
    ("no sheet", HEAD, "sheets.csv: A1 の採点票がありません"),
    ("everybody abstained", HEAD + "A1,r1,1-1,\n", "sheets.csv: A1 の採点票がありません"),
]


@pytest.mark.parametrize(("sheets", "line"), [row[1:] for row in BAD_SHEETS], ids=[row[0] for row in BAD_SHEETS])
def test_sheets_are_refused_by_row(tmp_path: Path, sheets: str, line: str) -> None:
    assert any(line in told for told in refusal(tmp_path, sheets))


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("A1,-5,2025-05-20T09:00:00+09:00", "applications.csv 2行目: requested_amount は"),
        ("A1,99999999999999999999,2025-05-20T09:00:00+09:00", "requested_amount は 0 から"),
        ("A1,1000000,2025-05-20T09:00:00", "applications.csv 2行目: received_at は"),
        ("A1,1000000,2025-05-32T09:00:00+09:00", "applications.csv 2行目: received_at は"),
        (",1000000,2025-05-20T09:00:00+09:00", "applications.csv 2行目: application が空です"),
        ("A1,1,2025-05-20T09:00:00+09:00\nA1,1,2025-05-20T09:00:00+09:00", "applications.csv 3行目: A1 が二度あります"),
    ],
)
def test_applications_are_refused_by_row(tmp_path: Path, row: str, line: str) -> None:
    lines = refusal(tmp_path, HEAD + sheet(), f"application,requested_amount,received_at\n{row}\n")
    assert any(line in told for told in lines)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("B9,dx_plan,1", "bonus.csv 2行目: 申請の一覧にない申請です: B9"),
        ("A1,charm,1", "bonus.csv 2行目: 加点項目にない名前です: charm"),
        ("A1,dx_plan,11", "bonus.csv 2行目: points は 0 から 10 まで"),
        ("A1,partnership,1", "bonus.csv 2行目: partnership は 0 か 2 です: 1"),
        ("A1,dx_plan,1\nA1,dx_plan,2", "bonus.csv 3行目: A1・dx_plan が二度あります"),
    ],
)
def test_bonuses_are_refused_by_row(tmp_path: Path, row: str, line: str) -> None:
    (told,) = refusal(tmp_path, HEAD + sheet(), APPLICATIONS, f"application,bonus,points\n{row}\n")
    assert line in told


def test_bonus_points_are_added_up(tmp_path: Path) -> None:
    bonus = "application,bonus,points\nA1,dx_plan,0\nA1,security,5\nA1,partnership,2\n"
    (candidate,) = read(tmp_path, HEAD + sheet(), APPLICATIONS, bonus)
    assert candidate.bonus_points == 7


@pytest.mark.parametrize("content", [b"\x83\x41", b'application,"'], ids=["not UTF-8", "open quotation"])
def test_what_is_no_csv_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "applications.csv").write_text(APPLICATIONS, encoding="utf-8")
    (tmp_path / "sheets.csv").write_bytes(content)
    with pytest.raises(UnusableInputError):
        read_candidates(tmp_path / "sheets.csv", tmp_path / "applications.csv", None, TERMS)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInputError, match="読めません"):
        read_candidates(tmp_path / "s.csv", tmp_path / "a.csv", None, TERMS)
