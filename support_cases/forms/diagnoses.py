"""What comes back from the page of a diagnosis, read strictly: a level that is not on the scale is refused."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from accounts.services.refusals import Refused
from kernel.entry import EntryError, clean_prose
from support_cases.rules.answers import SUMMARY
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData, Question
from support_cases.rules.refusals import Why

LONGEST = 2_000
TEXTS = ("evidence", "action")


def read_answers(template: DiagnosisTemplateData, sent: QueryDict) -> dict[str, Any]:
    """Everything that was answered, by item; what was left open is left out."""
    found: dict[str, Any] = {}
    for question in template.questions:
        if answer := _answer(template, question, sent):
            found[question.code] = answer
    if summary := _text(sent.get(SUMMARY, "")):
        found[SUMMARY] = summary
    return found


def read_seen(sent: QueryDict) -> Mapping[str, Any]:
    """What the page began with; a page that does not say began with nothing."""
    try:
        seen = json.loads(sent.get("seen", "{}"))
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def write_seen(said: Mapping[str, Any]) -> str:
    """What the page shows, for `read_seen` to read back."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _answer(template: DiagnosisTemplateData, question: Question, sent: QueryDict) -> dict[str, Any]:
    code = question.code
    answer: dict[str, Any] = {}
    match template.answers:
        case "levels":
            scale = tuple(str(level.value) for level in template.levels)
            for name in ("current", "target") if template.has_target else ("current",):
                if (picked := _picked(sent.get(f"{name}-{code}", ""), scale)) is not None:
                    answer[name] = int(picked)
        case "yes_no":
            if (picked := _picked(sent.get(f"yes-{code}", ""), ("yes", "no"))) is not None:
                answer["yes"] = picked == "yes"
        case _:
            places = tuple(str(place) for place in range(len(question.needs)))
            has = [int(each) for each in sent.getlist(f"has-{code}") if _picked(each, places) is not None]
            if has:
                answer["has"] = sorted(set(has))
    return answer | {name: text for name in TEXTS if (text := _text(sent.get(f"{name}-{code}", "")))}


def _picked(value: str, scale: tuple[str, ...]) -> str | None:
    if not value:
        return None
    if value not in scale:
        raise Refused(Why.NOT_ON_SCALE)
    return value


def _text(value: str) -> str:
    try:
        text = clean_prose(value)
    except EntryError as refusal:
        raise Refused(Why.NOT_TEXT) from refusal
    if len(text) > LONGEST:
        raise Refused(Why.TOO_LONG)
    return text
