"""What a file says, section by section, in words. Days of birth stay covered on every screen."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from applications.rules.choices import CHOICE_LABELS, flag_labels
from applications.rules.jsic import proposed_industry
from applications.rules.needs import is_blank
from applications.rules.section_shapes.funding import INCOME_LABELS
from applications.rules.section_shapes.plan import TOOL_LABELS
from applications.rules.sections import Section
from applications.rules.terms import CallTerms
from kernel.money import format_number, format_yen
from kernel.municipalities import MUNICIPALITIES
from kernel.parts import Fact, day_word, moment_word

COVERED = "(画面では伏せています)"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-0?(\d{1,2})")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T.+")
_YEN = frozenset(
    {
        "capital",
        "request_amount",
        "taxable_income",
        "sales",
        "op_profit",
        "net_assets",
        "accumulated_deficit",
        "amount",
    }
)
_ROW_LABELS: Mapping[str, str] = {
    "task": "業務",
    "present": "現状",
    "problem": "問題点",
    "cause": "原因",
    "challenge": "課題の番号",
    "measure": "取組",
    "tool": "導入するもの",
    "vendor": "発注先",
    "effect": "効果",
    "indicator": "指標",
    "unit": "単位",
    "before": "導入前",
    "after": "導入後",
    "method": "測り方",
    "timing": "測る時期",
    "begins": "開始",
    "ends": "終了",
    "role": "役割",
    "duty": "担当",
    "name": "名前",
    "kana": "フリガナ",
    "position": "役職",
    "post": "地位",
    "kind": "区分",
    "shares": "株数・口数",
    "concurrent": "兼務",
    "concurrent_at": "兼務先",
    "ended_on": "決算日",
    "sales": "売上高",
    "op_profit": "営業利益",
    "net_assets": "純資産",
    "accumulated_deficit": "繰越欠損",
    "source": "財源",
    "amount": "金額",
    "note": "備考",
    "grantor": "交付元",
    "state": "状況",
    "is_same_content": "同じ内容",
    "birth_date": "生年月日",
}
_MONTHS = ("begins", "ends")
_ROW_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "kind": CHOICE_LABELS["shareholder.kind"],
    "concurrent": CHOICE_LABELS["officer.concurrent"],
    "source": INCOME_LABELS,
    "tool_category": TOOL_LABELS,
    "state": {"applied": "申請中", "decided": "決定", "received": "受領"},
}


def answers_of_section(section: Section, given: Mapping[str, Any], terms: CallTerms) -> list[Fact]:
    """Every answered key of a section, in the order of the paper."""
    facts = [
        Fact(asked.label, "\n".join(_said(key, asked.fact, given[key], terms)))
        for key, asked in section.asked.items()
        if key != "extra" and not is_blank(given.get(key))
    ]
    return facts + list(_extra(given.get("extra") or {}, terms))


def _extra(given: Mapping[str, Any], terms: CallTerms) -> Iterator[Fact]:
    declared = {one.name.removeprefix("extra."): one for one in terms.question_facts}
    for key, value in given.items():
        label = declared[key].label if key in declared else key
        yield Fact(label, _word(key, f"extra.{key}", value, terms))


def _said(key: str, fact: str, value: Any, terms: CallTerms) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield _row(each, terms) if isinstance(each, Mapping) else _word(key, fact, each, terms)
    else:
        yield from _word(key, fact, value, terms).split("\n")


def row_in_words(row: Mapping[str, Any], terms: CallTerms) -> list[Fact]:
    """Every answered column of one row of a list."""
    return [
        Fact(_ROW_LABELS.get(key, key), _word(key, "", value, terms))
        for key, value in row.items()
        if not is_blank(value)
    ]


def lines_in_words(key: str, fact: str, value: Any, terms: CallTerms) -> list[str]:
    """The answer to one key, line by line; what is not answered has no line."""
    return [] if is_blank(value) else list(_said(key, fact, value, terms))


def extra_in_words(given: Mapping[str, Any], terms: CallTerms) -> list[Fact]:
    """The answers to the call's own questions."""
    return list(_extra(given, terms))


def _row(row: Mapping[str, Any], terms: CallTerms) -> str:
    return " / ".join(f"{fact.label}:{fact.text}" for fact in row_in_words(row, terms))


def _word(key: str, fact: str, value: Any, terms: CallTerms) -> str:
    if key == "birth_date":
        return COVERED
    labels = _ROW_CHOICES.get(key) or CHOICE_LABELS.get(fact) or {}
    if isinstance(value, str) and value in labels:
        return labels[value]
    return _of_call(key, value, terms) or _plain(key, fact, value)


def _of_call(key: str, value: Any, terms: CallTerms) -> str:
    """What the call's own tables call a value."""
    match key:
        case "entity_type":
            found: Any = terms.entity(value)
        case "hq_muni_code":
            return MUNICIPALITIES.get(value, "")
        case "industry_jsic":
            found = proposed_industry(value)
        case "sme_class":
            found = terms.size(value)
        case "small_business_class":
            found = next((row for row in terms.small_scale if row.key == value), None)
        case _:
            found = None
    return found.label if found else ""


def _plain(key: str, fact: str, value: Any) -> str:
    match value:
        case bool():
            yes, no = flag_labels(fact)
            return yes if value else no
        case int():
            return format_yen(value) if key in _YEN else format_number(value)
        case str() if _DAY.fullmatch(value):
            return day_word(date.fromisoformat(value))
        case str() if key in _MONTHS and (month := _MONTH.fullmatch(value)):
            return f"{month[1]}年{month[2]}月"
        case str() if _MOMENT.fullmatch(value):
            return moment_word(datetime.fromisoformat(value))
        case _:
            return str(value)
