"""Facts that cannot be judged: one clear line per problem, with its JSON path, and never a traceback."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from applications.rules.facts import Facts
from applications.rules.judgement import judge
from applications.rules.reading import LARGEST_FILE, UnusableInputError, facts_of, facts_schema, parse_json, read_json
from awards.rules.reading import settlement_facts_of
from kernel.calendar import TOKYO
from tests.terms.worked_cases import Case, document_of, terms_for

TERMS = terms_for("fy2025_introduction")

FAULTS = [
    ("unknown key", '{"aplicant": {}}', "$.aplicant: 知らないキーです"),
    ("misspelt fact", '{"applicant": {"capitl": 1}}', "$.applicant.capitl: 知らないキーです"),
    ("text for a number", '{"applicant": {"capital": "1"}}', "$.applicant.capital: 整数で書きます"),
    ("decimal for yen", '{"applicant": {"capital": 1.5}}', "$.applicant.capital: 整数で書きます"),
    ("flag for a number", '{"applicant": {"capital": true}}', "$.applicant.capital: 整数で書きます"),
    ("number for a flag", '{"applicant": {"antisocial_forces": 0}}', "$.applicant.antisocial_forces: true か false"),
    ("negative yen", '{"applicant": {"capital": -1}}', "$.applicant.capital: 0 以上"),
    ("20 digits", '{"applicant": {"capital": 12345678901234567890}}', "$.applicant.capital: 9999999999999 以下"),
    ("101 digits", '{"requested_amount": ' + "9" * 101 + "}", "facts.json: JSON として読めません: 100桁を超える数です"),
    ("not a number", '{"requested_amount": NaN}', "facts.json: JSON として読めません: NaN は数ではありません"),
    ("infinite", '{"requested_amount": -Infinity}', "-Infinity は数ではありません"),
    ("exponent", '{"requested_amount": 1e400}', "$.requested_amount: 整数で書きます"),
    ("tiny decimal", '{"project": {"kpi": [{"before": 1e-999999999, "after": 1}]}}', "小数は6桁以内で書きます"),
    (
        "huge decimal",
        '{"project": {"kpi": [{"before": 1e99, "after": 1}]}}',
        "$.project.kpi[0].before: 9999999999 以下",
    ),
    ("text for a quantity", '{"costs": [{"quantity": "1"}]}', "$.costs[0].quantity: 数で書きます"),
    ("KPI from zero", '{"project": {"kpi": [{"before": 0, "after": 0}]}}', "$.project.kpi[0].before: 0 より大きい"),
    ("no shares at all", '{"applicant": {"total_shares": 0}}', "$.applicant.total_shares: 0 より大きい"),
    ("quantity of zero", '{"costs": [{"quantity": 0}]}', "$.costs[0].quantity: 0 より大きい"),
    ("impossible day", '{"project": {"ends_on": "2026-02-30"}}', "$.project.ends_on: 暦にない日付です: 2026-02-30"),
    ("day in another form", '{"project": {"ends_on": "2026/1/31"}}', "$.project.ends_on: 日付は"),
    ("day as a number", '{"project": {"ends_on": 20260131}}', "$.project.ends_on: 日付は"),
    ("day before all days", '{"project": {"ends_on": "0001-01-01"}}', "$.project.ends_on: 1900年から2999年まで"),
    ("naive time", '{"submitted_at": "2025-06-09T15:00:00"}', "$.submitted_at: 日時には +09:00 のように"),
    ("day for a time", '{"submitted_at": "2025-06-09"}', "$.submitted_at: 日時は"),
    ("impossible time", '{"submitted_at": "2025-06-09T25:00:00+09:00"}', "$.submitted_at: 暦にない日時です"),
    ("time after all times", '{"submitted_at": "9999-12-31T23:59:59-23:59"}', "$.submitted_at: 1900年から2999年まで"),
    ("unknown choice", '{"channel": "fax"}', "$.channel: "),
    ("key twice", '{"channel": "web", "channel": "web"}', "キー channel が二度あります"),
    ("deep nesting", '{"a":' * 100_000, "入れ子が深すぎます"),
    ("list for the whole", "[]", "facts.json: 一番外側は { } で書きます"),
    ("nothing at all", "", "facts.json: JSON として読めません: 1行目の1文字目が正しくありません"),
    ("cut off", '{"channel": "web",', "1行目の19文字目が正しくありません"),
    ("list where an object belongs", '{"applicant": []}', "$.applicant: { } の形で書きます"),
    ("object where a list belongs", '{"costs": {}}', "$.costs: [ ] の並びで書きます"),
    ("number where a line belongs", '{"costs": [5]}', "$.costs[0]: { } の形で書きます"),
    ("control character", '{"costs": [{"vendor": "a\\u0000b"}]}', "$.costs[0].vendor: 使えない制御文字"),
    ("half of a character", '{"costs": [{"vendor": "\\ud800"}]}', "$.costs[0].vendor: "),
    ("line break in a key", '{"a\\nb": 1}', "$.a\\nb: 知らないキーです"),
    ("too long a text", '{"costs": [{"vendor": "' + "あ" * 401 + '"}]}', "$.costs[0].vendor: 400文字以内"),
    ("too many lines", json.dumps({"costs": [{}] * 501}), "$.costs: 500件以内"),
    (
        "missing part of a row",
        '{"applicant": {"shareholders": [{"kind": "sme"}]}}',
        "shareholders[0].shares: 必要な項目が",
    ),
    (
        "more shares than issued",
        '{"applicant": {"total_shares": 1, "shareholders": [{"kind": "sme", "shares": 2}]}}',
        "超えて",
    ),
    (
        "term that ends before it begins",
        '{"costs": [{"subscription": {"from": "2025-09-02", "to": "2025-09-01"}}]}',
        "前です",
    ),
    ("category of no call", '{"costs": [{"category": 9}]}', "$.costs[0].category: この公募の費目は"),
    ("industry of no call", '{"applicant": {"industry_class": 9}}', "$.applicant.industry_class: この公募の業種区分に"),
    ("question of no call", '{"extra": {"mood": true}}', "$.extra.mood: 知らないキーです"),
    ("wrong kind of answer", '{"extra": {"tracked_delivery": 1}}', "$.extra.tracked_delivery: この質問の答えとして"),
]


def judged(text: str) -> tuple[str, ...]:
    with pytest.raises(UnusableInputError) as refused:
        facts_of(parse_json(text, "facts.json"), TERMS)
    return refused.value.lines


@pytest.mark.parametrize(("text", "line"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_facts_are_refused_in_one_line(text: str, line: str) -> None:
    lines = judged(text)
    assert len(lines) == 1
    assert line in lines[0]
    assert lines[0].isprintable() or "　" in lines[0]


def test_every_problem_has_a_line_of_its_own() -> None:
    assert judged('{"channel": "fax", "requested_amount": -1, "mood": 1}') == (
        "$.channel: 'web', 'jgrants' or 'postal' のどれかで書きます",
        "$.requested_amount: 0 以上で書きます",
        "$.mood: 知らないキーです",
    )


def test_settlements_are_refused_in_the_same_way() -> None:
    with pytest.raises(UnusableInputError, match=r"\$\.costs\[0\]\.category: この公募の費目は"):
        settlement_facts_of(parse_json('{"costs": [{"category": 9}]}', "facts.json"), TERMS)
    with pytest.raises(UnusableInputError, match=r"\$\.costs\[0\]\.payment_method: "):
        settlement_facts_of(parse_json('{"costs": [{"payment_method": "gold"}]}', "facts.json"), TERMS)


def test_a_file_with_a_mark_of_byte_order_is_read(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"channel": "web"}', encoding="utf-8-sig")
    assert read_json(path) == {"channel": "web"}


@pytest.mark.parametrize("encoding", ["cp932", "utf-16"])
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"channel": "窓口"}', encoding=encoding)
    with pytest.raises(UnusableInputError, match="UTF-8 で書かれていません"):
        read_json(path)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(UnusableInputError, match="読めません"):
            read_json(path)


def test_a_file_of_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(b" " * (LARGEST_FILE + 1))
    with pytest.raises(UnusableInputError, match="バイトを超えています"):
        read_json(path)


def test_exact_numbers_stay_exact() -> None:
    facts = facts_of(parse_json('{"project": {"kpi": [{"before": 0.8, "after": 0.7}]}}', "facts.json"), TERMS)
    verdict = next(verdict for verdict in judge(facts, TERMS).verdicts if verdict.rule == "R-052")
    assert verdict.outcome == "met"


def test_the_schema_of_the_facts_is_the_calls_own() -> None:
    schema = facts_schema(terms_for("fy2099"))
    extra = schema["properties"]["extra"]
    assert extra["properties"]["machines"] == {"type": "integer", "description": "持っている機械の数"}
    assert set(extra["properties"]["region-2"]["enum"]) == {"north", "south", "islands"}
    line: dict[str, Any] = schema["$defs"]["CostLine"]["properties"]
    assert line["category"]["anyOf"][0]["enum"] == [1, 2, 3, 4, 5, 6]
    assert facts_schema(TERMS)["properties"]["extra"]["properties"]["tracked_delivery"]["type"] == "boolean"


def test_what_an_answer_of_the_wrong_kind_is() -> None:
    case = Case("", 0, "fy2099", "judge", "", "", "夢見県の工房")
    facts = document_of(case)
    for key, value in (("machines", True), ("machines", "3"), ("region-2", 3)):
        with pytest.raises(UnusableInputError, match=key):
            facts_of({**facts, "extra": {key: value}}, terms_for("fy2099"))


def test_values_that_are_typed_already_stay_as_they_are() -> None:
    window = TERMS.window
    assert type(window).model_validate(window.model_dump()) == window
    assert type(TERMS.kpi).model_validate(TERMS.kpi.model_dump()) == TERMS.kpi
    facts = Facts(submitted_at=datetime(2025, 6, 9, tzinfo=TOKYO))
    assert Facts.model_validate(facts.model_dump()) == facts
