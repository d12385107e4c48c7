"""Terms that cannot be used are refused with the file, the key and the reason, never half loaded."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from applications.rules.terms.loading import TermsError, canonical_json, load_terms, read_terms, terms_of
from applications.rules.terms.sections import EligibilityRule
from tests.terms.worked_cases import raw_terms

CALL = "fy2025_introduction"
MISSING = object()


def with_change(name: str, value: Any) -> dict[str, Any]:
    """The real terms with one entry set, or taken away; lists are counted from 0."""
    raw: Any = copy.deepcopy(dict(raw_terms(CALL)))
    place = raw
    *path, last = name.split("/")
    for part in path:
        place = place[int(part)] if part.isdigit() else place[part]
    key: Any = int(last) if last.isdigit() else last
    if value is MISSING:
        del place[key]
    else:
        place[key] = value
    return raw


def refusal(raw: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(TermsError) as refused:
        terms_of(raw, "terms.toml")
    return refused.value.lines


R001 = "eligibility/0"
ASKED = raw_terms(CALL)["questions"]
CHOICE = {"key": "mood", "label": "気分", "kind": "choice", "clause": "§7(2)"}
REFUSED = [
    # (what is wrong, entry, value, key in the line, reason in the line)
    ("unknown key", "amounts/rat", "1/2", "amounts.rat", "知らないキーです"),
    ("unknown section", "amount", {}, "amount", "知らないキーです"),
    ("missing section", "report", MISSING, "report", "必要な項目がありません"),
    ("rule without clause", f"{R001}/clause", MISSING, "eligibility.0.clause", "必要な項目がありません"),
    ("empty clause", f"{R001}/clause", "", "eligibility.0.clause", "1文字以上"),
    ("clause that is not in the book", f"{R001}/clause", "§99", "clauses", "§99 を引いていますが"),
    ("uncited clause", "clauses/§77", "だれも引かない", "clauses.§77", "どの規定からも引かれていません"),
    ("duplicate id", f"{R001}/id", "R-002", "eligibility.id", "R-002 が二度あります"),
    ("duplicate criterion", "screening/criteria/0/key", "1-2", "screening.criteria.key", "1-2 が二度あります"),
    ("duplicate category", "cost_categories/0/number", 2, "cost_categories.number", "2 が二度あります"),
    ("malformed id", f"{R001}/id", "R1", "eligibility.0.id", "決まった形で"),
    (
        "unknown fact",
        f"{R001}/holds",
        {"fact": "applicant.mood", "is": True},
        "eligibility.0.holds",
        "知らない事実です",
    ),
    ("unknown operator", f"{R001}/holds", {"fact": "channel", "in": ["web"]}, "eligibility.0.holds", "条件の書き方"),
    ("impossible choice", f"{R001}/holds", {"fact": "channel", "is": "fax"}, "eligibility.0.holds", "使えません: fax"),
    ("condition that is none", f"{R001}/holds", 5, "eligibility.0.holds", "条件は"),
    ("unknown placeholder", f"{R001}/met", "{call.nothing}", "eligibility.R-001", "{call.nothing} は知らない事実"),
    ("placeholder in digits", f"{R001}/met", "{Call.9}", "eligibility.R-001", "{Call.9} は知らない事実"),
    ("fact in a label", f"{R001}/label", "{received_on}", "eligibility.R-001", "見出しと助言の中の {received_on}"),
    (
        "review without a sentence",
        f"{R001}/review_if",
        {"fact": "channel", "is": "web"},
        "eligibility.R-001",
        "review の文",
    ),
    (
        "warning without a sentence",
        f"{R001}/warning_if",
        {"fact": "channel", "is": "web"},
        "eligibility.R-001",
        "warning の文",
    ),
    (
        "closes before it opens",
        "window/closes_on",
        "2025-04-17",
        "window.closes_on",
        "window.opens_on の 2025-04-18 より前",
    ),
    (
        "decided before the close",
        "period/decision_expected_on",
        "2025-06-08",
        "period.decision_expected_on",
        "より前です",
    ),
    ("ends before the decision", "period/ends_by", "2025-07-01", "period.ends_by", "より前です"),
    ("report before the end", "report/latest_on", "2026-01-30", "report.latest_on", "より前です"),
    ("impossible day", "window/opens_on", "2025-02-30", "window.opens_on", "暦にない日付です"),
    ("day in another form", "window/opens_on", "令和7年", "window.opens_on", "の形で書きます"),
    ("clock in another form", "window/closes_at", "正午", "window.closes_at", "23:59:59 の形"),
    ("clock as a number", "window/closes_at", 12, "window.closes_at", "23:59:59 の形"),
    ("rate as a decimal", "amounts/rate", "0.5", "amounts.rate", "分数で書きます"),
    ("rate as a number", "amounts/rate", 1, "amounts.rate", '"1/2" のように'),
    ("rate above one", "amounts/rate", "3/2", "amounts.rate", "1以下です"),
    ("rate of nothing", "amounts/rate", "0", "amounts.rate", "0より大きく"),
    ("floor above the cap", "amounts/floor", 3_000_000, "amounts.floor", "下限が上限を超えています"),
    ("cap no multiple of the unit", "amounts/cap", 2_500_500, "amounts.round_down_to", "倍数にします"),
    ("floor no multiple of the unit", "amounts/floor", 1_000_500, "amounts.round_down_to", "倍数にします"),
    ("unit of nothing", "amounts/round_down_to", 0, "amounts.round_down_to", "0 より大きい数"),
    ("negative amount", "amounts/cap", -1, "amounts.cap", "0 以上"),
    ("twenty digits", "amounts/cap", 10**20, "amounts.cap", "以下で書きます"),
    ("a flag for an amount", "amounts/cap", True, "amounts.cap", "整数で書きます"),
    ("KPI of everything", "kpi/reduction", "1", "kpi.reduction", "1未満"),
    ("KPI under a rule of something else", "kpi/rule", "R-055", "kpi.rule", "R-055 はこの値についての規定では"),
    ("declaration under an unknown rule", "security_action/rule", "R-999", "security_action.rule", "R-999"),
    ("cutoff above all points", "screening/cutoff/ratio", "11/10", "screening.cutoff.ratio", "1以下"),
    ("tie broken by nothing known", "screening/tie_break/1", "9-9", "screening.tie_break", "9-9 という審査項目は"),
    ("novelty nowhere", "screening/novelty_criterion", "9", "screening.novelty_criterion", "9 という審査項目は"),
    ("prior award costs more than novelty", "readings/prior_award_points", 16, "readings.prior_award_points", "超えて"),
    (
        "criterion judged by nothing known",
        "screening/criteria/0/judged_from",
        ["project_plan.mood"],
        "screening.criteria.1-1",
        "project_plan.mood という箇所は申請書にありません",
    ),
    (
        "criterion judged by a whole section",
        "screening/criteria/0/judged_from",
        ["project_plan"],
        "screening.criteria.1-1",
        "project_plan という箇所",
    ),
    (
        "criterion judged by a part twice",
        "screening/criteria/1/judged_from",
        ["costs.lines", "costs.lines"],
        "screening.criteria.1-2",
        "costs.lines が二度あります",
    ),
    (
        "criterion judged by nothing",
        "screening/criteria/0/judged_from",
        [],
        "screening.criteria.0.judged_from",
        "1件以上",
    ),
    (
        "bonus judged by a document of another call",
        "screening/bonuses/0/judged_from",
        ["attachments.drawings"],
        "screening.bonuses.dx_plan",
        "attachments.drawings という箇所",
    ),
    (
        "bonus that does not say",
        "screening/bonuses/0/judged_from",
        MISSING,
        "screening.bonuses.0.judged_from",
        "必要な項目がありません",
    ),
    ("unknown reading", "readings/overrun", "perhaps", "readings.overrun", "のどれか"),
    ("reading left out", "readings/overrun", MISSING, "readings.overrun", "必要な項目がありません"),
    (
        "unknown evidence",
        "cost_categories/0/evidence/0/any_of/0",
        "poem",
        "cost_categories.evidence",
        "poem という証拠書類",
    ),
    ("small orders need more quotes", "quotes/single_required", 3, "quotes.single_required", "超えています"),
    ("way of paying under a silent rule", "payment_methods/8/rule", "R-056", "payment_methods.other", "R-056 は"),
    ("debit under a rule without one", "payment_methods/1/rule", "R-076", "payment_methods.corporate_card", "R-076 は"),
    ("coded rule left out", "rules/R-055", MISSING, "rules.R-055", "この規定がありません"),
    ("coded rule unknown", "rules/R-999", {"clause": "§4", "label": "x"}, "rules.R-999", "知らない規定です"),
    (
        "sentence left out",
        "rules/R-055/texts/not_answered",
        MISSING,
        "rules.R-055.texts",
        "場面が合いません: not_answered",
    ),
    (
        "word of another sentence",
        "rules/R-060/texts/not_answered",
        "{day}",
        "rules.R-060.texts.not_answered",
        "{day} は",
    ),
    ("word in a coded label", "rules/R-060/label", "{day}", "rules.R-060", "見出しと助言の中の {day}"),
    ("choice without choices", "questions", [*ASKED, CHOICE], "questions.mood", "choices は一緒に"),
    ("question with a strange key", "questions/0/key", "大文字", "questions.0.key", "決まった形で"),
    ("questions that are no list", "questions", 5, "questions", "並びで書きます"),
    ("condition without need", "attachments/0/required", "when", "attachments.quotes", "when は一緒に"),
    ("paper left out", "papers/precheck_result", MISSING, "papers.precheck_result", "この様式がありません"),
    (
        "annex left out",
        "papers/application/annexes/budget",
        MISSING,
        "papers.application.annexes",
        "別紙がありません: budget",
    ),
    ("unknown word in a text", "summary/0", "{call.mood}", "summary", "{call.mood} は知らない言葉です"),
    ("too long a text", "purpose", "あ" * 2001, "purpose", "2000文字以内"),
]


@pytest.mark.parametrize(
    ("name", "value", "key", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_terms_are_refused(name: str, value: Any, key: str, reason: str) -> None:
    lines = refusal(with_change(name, value))
    assert any(line.startswith(f"terms.toml: {key}: ") and reason in line for line in lines), lines
    assert all("\n" not in line for line in lines)


def test_every_problem_is_told_at_once() -> None:
    raw = with_change("amounts/floor", 3_000_000)
    raw["kpi"]["reduction"] = "1"
    assert len(refusal(raw)) == 2


def test_the_folder_bears_the_id(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "applications/calls" / CALL / "terms.toml").read_text(encoding="utf-8")
    path = tmp_path / "fy2030" / "terms.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TermsError) as refused:
        load_terms(path)
    assert refused.value.lines == (f"{path}: id: {CALL} がフォルダー名 fy2030 と違います",)


@pytest.mark.parametrize(
    "content", [b"id = ", b"\xff\xfe", b"id = 1\nid = 2\n"], ids=["cut off", "not UTF-8", "key twice"]
)
def test_what_is_no_toml_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    path.write_bytes(content)
    with pytest.raises(TermsError, match="TOML として読めません") as refused:
        load_terms(path)
    assert refused.value.lines[0].startswith(f"{path}: ")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TermsError, match="読めません"):
        read_terms(tmp_path / "terms.toml")


def test_a_comment_makes_no_new_revision(tmp_path: Path) -> None:
    source = (Path(__file__).parents[2] / "applications/calls" / CALL / "terms.toml").read_text(encoding="utf-8")
    folder = tmp_path / CALL
    folder.mkdir()
    (folder / "terms.toml").write_text(f"# another day\n{source}", encoding="utf-8")
    assert load_terms(folder / "terms.toml").revision_sha256 == terms_of(dict(raw_terms(CALL)), CALL).revision_sha256
    assert canonical_json(tomllib.loads("b = 1\na = 2025-06-09")) == '{"a":"2025-06-09","b":1}'


def test_a_condition_is_read_only_with_the_facts_at_hand() -> None:
    with pytest.raises(ValidationError, match="公募の読み込みを通して"):
        EligibilityRule.model_validate(raw_terms(CALL)["eligibility"][0])
