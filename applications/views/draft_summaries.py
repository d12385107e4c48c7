"""What is in a section, in one line of the task list."""

from collections.abc import Callable, Mapping
from typing import Any

from applications.rules.needs import is_blank
from applications.rules.sections import SECTIONS, SectionKey
from applications.selectors import Picture
from kernel.money import format_yen

_NOTHING = "まだ入力がありません。"


def summary_of(picture: Picture, key: SectionKey) -> str:
    """One line about a section, from what is kept."""
    found = _SUMMARIES[key](picture, picture.answers.get(key, {}))
    return "・".join(filter(None, found)) or _NOTHING


def _applicant(picture: Picture, given: Mapping[str, Any]) -> list[str]:
    entity = picture.terms.entity(given.get("entity_type"))
    return [given.get("name") or "", entity.label if entity else "", given.get("rep_name") or ""]


def _ownership(_: Picture, given: Mapping[str, Any]) -> list[str]:
    counts = (("株主・出資者", "shareholders"), ("役員", "officers"))
    return [f"{label} {len(given[key])}人" for label, key in counts if given.get(key)]


def _plan(_: Picture, given: Mapping[str, Any]) -> list[str]:
    counts = (("課題", "challenges"), ("取組", "solutions"), ("指標", "kpi"))
    return [
        given.get("project_title") or "",
        *(f"{label} {len(given[key])}件" for label, key in counts if given.get(key)),
    ]


def _costs(picture: Picture, _: Mapping[str, Any]) -> list[str]:
    if not picture.lines:
        return []
    total = sum(line.amounts.excluding_tax or 0 for line in picture.lines)
    return [f"明細 {len(picture.lines)}件", f"税抜 {format_yen(total)}"]


def _requirements(_: Picture, given: Mapping[str, Any]) -> list[str]:
    section = next(each for each in SECTIONS if each.key is SectionKey.REQUIREMENTS_BONUS)
    answered = [key for key in section.asked if not is_blank(given.get(key))]
    return [f"{len(answered)}項目に回答"] if answered else []


def _files(picture: Picture, _: Mapping[str, Any]) -> list[str]:
    enclosed = {(file.purpose, file.part) for file in picture.files}
    missing = [each for each in picture.documents if each.is_required and (each.key, each.part) not in enclosed]
    files = f"ファイル {len(picture.files)}件" if picture.files else ""
    return [files, f"足りない書類 {len(missing)}件" if missing else "必要な書類はそろっています"]


def _pledges(picture: Picture, given: Mapping[str, Any]) -> list[str]:
    signed = [len(set(given.get(key) or ()) & set(texts)) for key, texts in _texts(picture)]
    counts = zip(("誓約", "同意"), signed, _texts(picture), strict=True)
    words = [f"{label} {count}/{len(texts)}" for label, count, (_, texts) in counts]
    register = given.get("officer_register") or ()
    return [*words, f"名簿 {len(register)}人" if register else ""] if any(signed) or register else []


def _texts(picture: Picture) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("pledged", picture.terms.pledges), ("consented", picture.terms.consents))


_SUMMARIES: Mapping[SectionKey, Callable[[Picture, Mapping[str, Any]], list[str]]] = {
    SectionKey.APPLICANT: _applicant,
    SectionKey.SHAREHOLDERS_OFFICERS: _ownership,
    SectionKey.PROJECT_PLAN: _plan,
    SectionKey.COSTS: _costs,
    SectionKey.REQUIREMENTS_BONUS: _requirements,
    SectionKey.ATTACHMENTS: _files,
    SectionKey.PLEDGES: _pledges,
}
