"""Support records in words: the card of one, what a version says, and where two versions differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from kernel.calendar import TOKYO, tokyo_day
from kernel.parts import Fact
from support_cases.models import Homework, SupportRecord
from support_cases.models.plan import OBSTACLES
from support_cases.rules.records import KIND_LABELS, METHOD_LABELS, SIDE_LABELS, Reader, RecordKind, days_late
from support_cases.rules.scales import SUB_STEPS
from support_cases.rules.sharing import VISIBILITY_LABELS, Visibility
from support_cases.selectors import ReadRecord
from support_cases.views.words import day_word, moment_word

_OBSTACLES: Mapping[str, str] = dict(OBSTACLES)
_NOT_SAID: Mapping[UUID, int] = {}
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "kind": KIND_LABELS,
    "method": METHOD_LABELS,
    "visibility": VISIBILITY_LABELS,
    "sub_step": SUB_STEPS,
}
_LABELS: Mapping[str, str] = {
    **{field.name: str(field.verbose_name) for field in SupportRecord._meta.concrete_fields},
    "people": "参加者",
    "homework": "宿題",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two versions hold differently."""

    label: str
    kept: str
    typed: str


def record_card(read: ReadRecord, within: Mapping[UUID, int] = _NOT_SAID) -> dict[str, Any]:
    """One record in words, as this reader gets it; `within` is how soon each own institution wants it written."""
    row = read.record
    return {
        "url": reverse("support_cases:record", args=[row.pk]) if read.reader is not Reader.COMPANY else "",
        "id": row.pk,
        "when": moment_word(row.started_at),
        "kind": KIND_LABELS[RecordKind(row.kind)],
        "method": METHOD_LABELS[row.method],
        "subject": row.subject,
        "institution": row.institution.name,
        "visibility": VISIBILITY_LABELS[Visibility(row.visibility)],
        "facts": row.facts,
        "manager_said": row.manager_said,
        "own_judgement": row.own_judgement,
        "advice": row.advice,
        "agreed": row.agreed,
        "insight": row.insight,
        "homework": [homework_line(each) for each in row.homework.all()],
        "is_own": read.reader is Reader.AUTHOR,
        "late": _late(row, within),
    }


def _late(row: SupportRecord, within: Mapping[UUID, int]) -> str:
    asked = within.get(row.institution_id)
    if asked is None:
        return ""
    days = days_late(tokyo_day(row.started_at), tokyo_day(row.recorded_at), within=asked)
    return f"支援の{days}日後に記録(期限は{asked}日以内)" if days else ""


def homework_line(row: Homework) -> dict[str, Any]:
    """One piece of homework in words."""
    until = f"{day_word(row.due_on)}まで" if row.due_on else "期限なし"
    done = f"{day_word(row.done_on)}に完了" if row.done_on else ""
    return {"id": row.pk, "side": SIDE_LABELS[row.side], "what": row.what, "until": until, "done": done}


def record_facts(row: SupportRecord) -> list[Fact]:
    """The short answers of a record; the texts stand by themselves."""
    ended = f"–{row.ended_at.astimezone(TOKYO):%H:%M}" if row.ended_at else ""
    people = "\n".join(_person(each.side, each.name, each.post) for each in row.people.all())
    told = (
        ("日時", f"{moment_word(row.started_at)}{ended}"),
        ("種類・方法", f"{KIND_LABELS[RecordKind(row.kind)]}・{METHOD_LABELS[row.method]}"),
        ("場所", row.place),
        ("参加者", people),
        ("支援の段階", f"{row.sub_step} {SUB_STEPS[row.sub_step]}" if row.sub_step else ""),
        ("障壁", "、".join(_OBSTACLES.get(each, each) for each in row.obstacles)),
        ("次の予定", day_word(row.next_contact_on)),
        ("見せる範囲", VISIBILITY_LABELS[Visibility(row.visibility)]),
    )
    return [Fact(label, text) for label, text in told if text]


def differences(kept: Mapping[str, Any], typed: Mapping[str, Any]) -> list[Difference]:
    """Where two contents differ, in words, in the order of the page."""
    pairs = ((name, said(name, kept.get(name)), said(name, typed.get(name))) for name in _LABELS)
    return [Difference(_LABELS[name], one or "(なし)", other or "(なし)") for name, one, other in pairs if one != other]


def said(name: str, value: Any) -> str:
    """One value of a version's content in words."""
    if name == "people":
        return "\n".join(_person(*each) for each in value or ())
    if name == "homework":
        return "\n".join(_task(*each) for each in value or ())
    if name == "obstacles":
        return "、".join(_OBSTACLES.get(each, each) for each in value or ())
    if not value:
        return ""
    return _CHOICES.get(name, {}).get(value) or _time(name, value)


def _time(name: str, value: Any) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    if name in ("started_at", "ended_at"):
        return moment_word(datetime.fromisoformat(text))
    return day_word(date.fromisoformat(text)) if name == "next_contact_on" else text


def _person(side: str, name: str, post: str) -> str:
    return f"{name}({post or SIDE_LABELS[side]})"


def _task(side: str, what: str, due_on: Any) -> str:
    on = date.fromisoformat(due_on) if isinstance(due_on, str) else due_on
    return f"{SIDE_LABELS[side]}:{what}{f'({day_word(on)}まで)' if on else ''}"
