"""Terms of decisions that cannot be used are refused with their key and the reason."""

from typing import Any

import pytest

from tests.rules.test_terms_refused import MISSING, refusal, with_change

GRANTED, REFUSED = "decisions/granted", "decisions/refused"
CONDITION = {"key": "limit", "sentence": "二度目です。"}
CASES = [
    ("no section", "decisions", MISSING, "decisions", "必要な項目がありません"),
    ("unknown key", "decisions/mood", "good", "decisions.mood", "知らないキーです"),
    ("no place", f"{GRANTED}/number/pattern", "第1号", "decisions.granted.number.pattern", "{sequence} を一度だけ"),
    (
        "two places",
        "decisions/award_number/pattern",
        "{sequence}-{sequence}",
        "decisions.award_number.pattern",
        "{sequence} を一度だけ",
    ),
    (
        "another place",
        f"{REFUSED}/number/pattern",
        "{call.title}{sequence}",
        "decisions.refused.number.pattern",
        "{sequence} を一度だけ",
    ),
    ("same pattern, two books", f"{REFUSED}/number/book", "other", "decisions.refused.number.book", "同じ帳簿"),
    ("no reduction", f"{GRANTED}/reductions/both", MISSING, "decisions.granted.reductions", "減額の文がありません"),
    ("unknown word", f"{GRANTED}/content", "{call.mood}", "decisions.granted", "{call.mood} は知らない言葉です"),
    ("unknown word refused", f"{REFUSED}/sentence", "{call.mood}", "decisions.refused", "知らない言葉です"),
    ("unknown clause", f"{GRANTED}/conditions/0/clause", "§99", "clauses", "§99 を引いていますが"),
    ("no condition", f"{GRANTED}/conditions", [], "decisions.granted.conditions", "1"),
    ("no day", "decisions/withdrawable_days", 0, "decisions.withdrawable_days", "1"),
    ("told by half", f"{REFUSED}/tells_reason", "no", "decisions.refused.tells_reason", ""),
    ("unknown field", "published_fields", ["bank_account"], "published_fields.0", ""),
    ("field twice", "published_fields", ["name", "name"], "published_fields", "name が二度あります"),
]


@pytest.mark.parametrize(("_", "entry", "value", "key", "reason"), CASES, ids=[case[0] for case in CASES])
def test_unusable_terms_name_the_key_and_the_reason(_: str, entry: str, value: Any, key: str, reason: str) -> None:
    lines = refusal(with_change(entry, value))
    assert any(f": {key}: " in line and reason in line for line in lines), lines


def test_a_condition_is_named_once() -> None:
    raw = with_change(f"{GRANTED}/conditions/1", CONDITION)
    assert any("limit が二度あります" in line for line in refusal(raw))
