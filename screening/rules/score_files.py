"""Reads the three CSV files of `manage.py rank`; every problem names the file and the row."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from applications.rules.reading import UnusableInputError
from applications.rules.shapes import LARGEST_YEN
from applications.rules.terms import CallTerms
from screening.rules.scores import Candidate, Sheet

SHEET_COLUMNS = ("application", "reviewer", "criterion", "score")
APPLICATION_COLUMNS = ("application", "requested_amount", "received_at")
BONUS_COLUMNS = ("application", "bonus", "points")

Row = tuple[int, list[str]]


@dataclass
class _Reader:
    """Collects problems while rows are read, so that one run tells all of them."""

    terms: CallTerms
    problems: list[str] = field(default_factory=list)

    def refuse(self, path: Path, row: int, reason: str) -> None:
        self.problems.append(f"{path.name} {row}行目: {reason}")

    def whole(self, path: Path, row: int, name: str, text: str, most: int) -> int | None:
        """A whole number from 0 to `most`, written in plain digits."""
        if text.isascii() and text.isdigit() and len(text) <= 20 and int(text) <= most:
            return int(text)
        self.refuse(path, row, f"{name} は 0 から {most} までの整数で書きます: {text[:40]}")
        return None


def read_candidates(sheets: Path, applications: Path, bonus: Path | None, terms: CallTerms) -> tuple[Candidate, ...]:
    """The candidates of the three files, or `UnusableInputError` with a line per problem."""
    reader = _Reader(terms)
    asked = _applications(reader, applications)
    scored = _sheets(reader, sheets, asked.keys())
    bonuses = _bonuses(reader, bonus, asked.keys()) if bonus is not None else {}
    for name in asked:
        if not scored.get(name) and not reader.problems:
            reader.problems.append(
                f"{sheets.name}: {name} の採点票がありません(全員が棄権した申請は順位を付けられません)"
            )
    if reader.problems:
        raise UnusableInputError(*reader.problems)
    return tuple(
        Candidate(name, amount, received, scored[name], bonuses.get(name, {}))
        for name, (amount, received) in asked.items()
    )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            if tuple(next(reader, ())) != columns:
                raise UnusableInputError(f"{path.name} 1行目: 見出しは {','.join(columns)} です")
            for row in reader:
                if row and len(row) != len(columns):
                    raise UnusableInputError(f"{path.name} {reader.line_num}行目: 列の数は {len(columns)} です")
                if row:
                    yield reader.line_num, row
    except OSError as error:
        raise UnusableInputError(f"{path}: 読めません({error.strerror})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnusableInputError(f"{path.name}: CSV(UTF-8)として読めません") from error


def _applications(reader: _Reader, path: Path) -> dict[str, tuple[int, datetime]]:
    asked: dict[str, tuple[int, datetime]] = {}
    for number, (name, amount_text, received_text) in _rows(path, APPLICATION_COLUMNS):
        amount = reader.whole(path, number, "requested_amount", amount_text, LARGEST_YEN)
        received = _moment(received_text)
        if received is None:
            reader.refuse(
                path, number, f"received_at は 2025-05-20T09:00:00+09:00 の形で書きます: {received_text[:40]}"
            )
        if not name:
            reader.refuse(path, number, "application が空です")
        if name in asked:
            reader.refuse(path, number, f"{name} が二度あります")
        if amount is not None and received is not None:
            asked.setdefault(name, (amount, received))
    return asked


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _sheets(reader: _Reader, path: Path, known: Iterable[str]) -> dict[str, tuple[Sheet, ...]]:
    names = set(known)
    points = {criterion.key: criterion.points for criterion in reader.terms.screening.criteria}
    given: dict[tuple[str, str], dict[str, int]] = {}
    abstained: set[tuple[str, str]] = set()
    for number, (name, reviewer, criterion, text) in _rows(path, SHEET_COLUMNS):
        problem = _sheet_problem(name, reviewer, criterion, names, points)
        if problem is not None:
            reader.refuse(path, number, problem)
        elif not text.strip():
            abstained.add((name, reviewer))
        elif criterion in given.setdefault((name, reviewer), {}):
            reader.refuse(path, number, f"{name}・{reviewer}・{criterion} が二度あります")
        elif (score := reader.whole(path, number, "score", text, points[criterion])) is not None:
            given[name, reviewer][criterion] = score
    return _complete(reader, path, {key: given[key] for key in given if key not in abstained})


def _sheet_problem(name: str, reviewer: str, criterion: str, names: set[str], points: dict[str, int]) -> str | None:
    if name not in names:
        return f"申請の一覧にない申請です: {name[:40]}"
    if not reviewer:
        return "reviewer が空です"
    return None if criterion in points else f"審査項目にない番号です: {criterion[:40]}"


def _complete(
    reader: _Reader, path: Path, given: dict[tuple[str, str], dict[str, int]]
) -> dict[str, tuple[Sheet, ...]]:
    keys = [criterion.key for criterion in reader.terms.screening.criteria]
    sheets: dict[str, tuple[Sheet, ...]] = {}
    for (name, reviewer), scores in given.items():
        missing = [key for key in keys if key not in scores]
        if missing and not reader.problems:
            reader.problems.append(f"{path.name}: {name}・{reviewer} の採点票に {'・'.join(missing)} がありません")
        elif not missing:
            sheets[name] = (*sheets.get(name, ()), Sheet(reviewer, tuple(scores[key] for key in keys)))
    return sheets


def _bonuses(reader: _Reader, path: Path, known: Iterable[str]) -> dict[str, dict[str, int]]:
    names = set(known)
    items = {bonus.key: bonus for bonus in reader.terms.screening.bonuses}
    given: dict[str, dict[str, int]] = {}
    for number, (name, key, text) in _rows(path, BONUS_COLUMNS):
        if name not in names:
            reader.refuse(path, number, f"申請の一覧にない申請です: {name[:40]}")
        elif key not in items:
            reader.refuse(path, number, f"加点項目にない名前です: {key[:40]}")
        elif key in given.setdefault(name, {}):
            reader.refuse(path, number, f"{name}・{key} が二度あります")
        elif (points := reader.whole(path, number, "points", text, items[key].points)) is not None:
            if not items[key].graded and points not in (0, items[key].points):
                reader.refuse(path, number, f"{key} は 0 か {items[key].points} です: {points}")
            given[name][key] = points
    return given
