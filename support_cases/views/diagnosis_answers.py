"""The page on which a diagnosis is answered, in words, and what an autosave is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from support_cases.forms.diagnoses import LONGEST, write_seen
from support_cases.models import Diagnosis
from support_cases.rules.answers import SUMMARY, tally
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData, Question
from support_cases.selectors.diagnoses import read_document
from support_cases.services.diagnoses import Outcome, said_in
from support_cases.views.words import day_word, moment_word

Said = Mapping[str, Any]
_YES_NO: Mapping[bool | None, tuple[str, str]] = {True: ("yes", "はい"), False: ("no", "いいえ"), None: ("", "未回答")}


def answer_page(row: Diagnosis) -> dict[str, Any]:
    """Every item with what is answered so far."""
    return _page(row, said_in(row), said_in(row), ())


def clash_page(row: Diagnosis, shown: Said, clashes: Sequence[str]) -> dict[str, Any]:
    """The same with this editor's words, and those of others beside them where both differ.

    What others have now counts as seen, so that the next press keeps what stands in the fields.
    """
    return _page(row, shown, said_in(row), clashes)


def told_autosave(outcome: Outcome, mine: Said) -> dict[str, Any]:
    """What the page is told after an autosave. What it shows is what it has seen."""
    row = outcome.diagnosis
    if outcome.clashes:
        sentence = "ほかの人が同じ項目を先に保存しました。「保存する」を押すと、両方を見比べられます。"
        return {"is_kept": False, "sentence": sentence}
    return {"is_kept": True, "sentence": _saved_word(row), "version": row.version, "seen": write_seen(mine)}


def _page(row: Diagnosis, shown: Said, seen: Said, clashes: Sequence[str]) -> dict[str, Any]:
    template = read_document(row.template)
    theirs = said_in(row)
    where = {"case_id": row.case_id, "diagnosis_id": row.pk}
    return {
        "title": template.title,
        "note": template.note,
        "source": template.source,
        "when": day_word(row.answered_on),
        "author": row.institution.name,
        "action_url": reverse("support_cases:diagnosis", kwargs=where),
        "tab_url": reverse("support_cases:case_diagnoses", args=[row.case_id]),
        "version": row.version,
        "seen": write_seen(seen),
        "saved": _saved_word(row) if row.version > 1 else "入力すると自動で保存します。",
        "sections": [
            _section(template, section, shown, {code: theirs.get(code) for code in clashes})
            for section in template.sections
        ],
        "summary": shown.get(SUMMARY, ""),
        "their_summary": theirs.get(SUMMARY, "(空欄)") if SUMMARY in clashes else "",
        "has_clashes": bool(clashes),
        "longest": LONGEST,
    }


def _saved_word(row: Diagnosis) -> str:
    left = row.asked - row.answered
    rest = f"残り{left}項目" if left else "すべての項目に回答"
    return f"{moment_word(row.saved_at)}に保存({rest})"


def _section(template: DiagnosisTemplateData, section: Any, shown: Said, clashes: Said) -> dict[str, Any]:
    sums = tally(template, shown, section.questions)
    return {
        "label": f"{section.code} {section.label}",
        "group": section.group,
        "done": f"{sums.asked}項目中{sums.answered}項目に回答",
        "questions": [_question(template, question, shown, clashes) for question in section.questions],
    }


def _question(template: DiagnosisTemplateData, question: Question, shown: Said, clashes: Said) -> dict[str, Any]:
    answer = shown.get(question.code, {})
    is_clash = question.code in clashes
    return {
        "code": question.code,
        "text": question.text,
        "is_key": question.is_key,
        "selects": _selects(template, question, answer),
        "radios": _radios(template, answer),
        "needs": _needs(question, answer),
        "evidence": answer.get("evidence", ""),
        "action": answer.get("action", ""),
        "has_words": bool(answer.get("evidence") or answer.get("action")),
        "is_clash": is_clash,
        "theirs": answer_word(template, question, clashes[question.code] or {}) if is_clash else "",
    }


def _selects(template: DiagnosisTemplateData, question: Question, answer: Said) -> list[dict[str, Any]]:
    if template.answers != "levels":
        return []
    names = [("current", "現在の水準"), ("target", "目指す水準")][: 2 if template.has_target else 1]
    return [
        {
            "id": f"{name}-{question.code}",
            "label": label,
            "options": [
                (str(level.value), f"{level.value} {level.label}", answer.get(name) == level.value)
                for level in template.levels
            ],
        }
        for name, label in names
    ]


def _radios(template: DiagnosisTemplateData, answer: Said) -> list[tuple[str, str, bool]]:
    if template.answers != "yes_no":
        return []
    given = _YES_NO[answer.get("yes")][0]
    return [(key, label, key == given) for key, label in (("yes", "はい"), ("no", "いいえ"), ("", "まだ答えない"))]


def _needs(question: Question, answer: Said) -> list[tuple[int, str, bool]]:
    has = answer.get("has", ())
    return [(place, need, place in has) for place, need in enumerate(question.needs)]


def answer_word(template: DiagnosisTemplateData, question: Question, answer: Said) -> str:
    """An answer in words."""
    labels = {level.value: f"{level.value} {level.label}" for level in template.levels}
    parts = []
    if template.answers == "levels":
        parts.append(f"現在 {labels.get(answer.get('current', -1), '未回答')}")
        if template.has_target:
            parts.append(f"目標 {labels.get(answer.get('target', -1), '未回答')}")
    elif template.answers == "yes_no":
        parts.append(_YES_NO[answer.get("yes")][1])
    else:
        has = answer.get("has", ())
        parts.append("・".join(need for place, need in enumerate(question.needs) if place in has) or "そろったものなし")
    parts += [
        f"{label} {answer[name]}" for name, label in (("evidence", "根拠"), ("action", "次の行動")) if answer.get(name)
    ]
    return "、".join(parts)
