"""`manage.py paper`: the contract's three uses, and one line per problem with its place."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from records.papers.registry import registered_kinds
from tests.papers.conftest import sample_of, sample_pdf


def _paper(*arguments: str) -> tuple[int, str, list[str]]:
    """Run the command; answer its exit status, its output, and its lines of complaint."""
    out, err = StringIO(), StringIO()
    try:
        call_command("paper", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue().splitlines()
    return 0, out.getvalue(), err.getvalue().splitlines()


def _facts(folder: Path, content: Any) -> str:
    file = folder / "facts.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(file)


def test_the_kinds_of_this_issue_are_registered() -> None:
    assert {"application", "precheck_result"} <= set(registered_kinds())


def test_a_sample_makes_a_paper(tmp_path: Path, kind_name: str) -> None:
    status, sample, _ = _paper(kind_name, "--sample")
    assert status == 0
    out = tmp_path / "paper.pdf"
    assert _paper(kind_name, _facts(tmp_path, sample), "--out", str(out)) == (0, "", [])
    assert out.read_bytes() == sample_pdf(kind_name)


def test_the_schema_is_one_json_document(kind_name: str) -> None:
    status, schema, complaints = _paper(kind_name, "--schema")
    assert (status, complaints) == (0, [])
    assert json.loads(schema)["additionalProperties"] is False
    assert set(sample_of(kind_name)) <= set(json.loads(schema)["properties"])


def test_each_problem_has_a_line_with_its_place(tmp_path: Path) -> None:
    data = sample_of("application") | {"heding": "x", "heading": 3}
    data["budget"]["lines"][2]["unit_prise"] = "1"
    data["applicant"]["name"] = "NUL\0"
    file = _facts(tmp_path, data)
    status, out, complaints = _paper("application", file, "--out", str(tmp_path / "x.pdf"))
    assert (status, out) == (2, "")
    assert sorted(line.split(": ")[0] for line in complaints) == [
        "$.applicant.name",
        "$.budget.lines[2].unit_prise",
        "$.heading",
        "$.heding",
    ]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "3", '{"heading": NaN}'])
def test_what_is_no_view_model_is_refused_in_one_breath(tmp_path: Path, content: str) -> None:
    status, out, complaints = _paper("precheck_result", _facts(tmp_path, content), "--out", str(tmp_path / "x.pdf"))
    assert (status, out) == (2, "")
    assert complaints
    assert all("Traceback" not in line for line in complaints)


def test_a_letter_without_a_font_is_named_with_its_place(tmp_path: Path) -> None:
    data = sample_of("precheck_result")
    data["answers"][2]["answer"] = "笑顔😀"
    file = _facts(tmp_path, data)
    status, _, complaints = _paper("precheck_result", file, "--out", str(tmp_path / "x.pdf"))
    assert status == 2
    assert complaints == ["$.answers[2].answer: U+1F600 は印刷できない文字です"]


def test_files_that_cannot_be_read_or_written_are_named(tmp_path: Path) -> None:
    facts = _facts(tmp_path, sample_of("precheck_result"))
    nowhere = str(tmp_path / "no" / "x.pdf")
    (tmp_path / "latin").write_bytes(b'{"heading": "\xe9"}')
    for arguments, complaint in (
        (("precheck_result", str(tmp_path / "none.json"), "--out", nowhere), "読めません"),
        (("precheck_result", str(tmp_path / "latin"), "--out", nowhere), "UTF-8"),
        (("precheck_result", facts, "--out", nowhere), "書き込めません"),
        (("nothing", "--sample"), "この種類の書類はありません"),
        (("precheck_result",), "FACTS.json と"),
    ):
        status, _, complaints = _paper(*arguments)
        assert status == 2
        assert len(complaints) == 1
        assert complaint in complaints[0]
