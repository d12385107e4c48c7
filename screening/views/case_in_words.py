"""The page of a case in words: its panel, its sheets, its bonus points and its history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from applications.rules.terms.spending import Bonus
from kernel.parts import Chip, Crumb, Fact, NextStep, Offer, day_word, moment_word
from screening.forms.bonuses import BonusForm, ReopenForm
from screening.models import Assignment, BonusDecision, ScoreSheet
from screening.papers.plan_in_words import PartInWords, cost_lines_in_words, parts_of
from screening.policies import may_move, may_run_screening
from screening.rules.acts import MOVE_LABELS
from screening.rules.bonuses import judge_bonus, most_of
from screening.rules.workflow import (
    ASSIGNMENT_STATUS_LABELS,
    CASE_STATUS_LABELS,
    SERVING,
    AssignmentMove,
    AssignmentStatus,
    CaseMove,
    CaseStatus,
    RoundStatus,
)
from screening.selectors.bonuses import undecided
from screening.selectors.office_case import OfficeCase
from screening.services.bonuses import evidence_of

CASE_CHIPS: Mapping[str, Chip] = {
    CaseStatus.SCORING: Chip(CASE_STATUS_LABELS[CaseStatus.SCORING], "key", "forward"),
    CaseStatus.CONSOLIDATION: Chip(CASE_STATUS_LABELS[CaseStatus.CONSOLIDATION], "care", "care"),
    CaseStatus.SETTLED: Chip(CASE_STATUS_LABELS[CaseStatus.SETTLED], "good", "good"),
}
_TONES: Mapping[str, tuple[str, str]] = {
    AssignmentStatus.ASSIGNED: ("key", "info"),
    AssignmentStatus.OPEN: ("key", "forward"),
    AssignmentStatus.SUBMITTED: ("good", "good"),
    AssignmentStatus.RECUSED: ("quiet", "info"),
    AssignmentStatus.SET_ASIDE: ("care", "care"),
    AssignmentStatus.REMOVED: ("quiet", "info"),
}


@dataclass(frozen=True, slots=True)
class ShownReviewer:
    """One reviewer of the file: where the sheet stands, what was declared, and what our data says."""

    name: str
    alias: str
    chip: Chip
    progress: str
    declared: list[str]
    findings: list[str]
    passed: list[str]
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class ShownScore:
    """One cell of the sheets side by side."""

    points: str
    comment: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One criterion across all sheets."""

    label: str
    most: int
    scores: list[ShownScore]


@dataclass(frozen=True, slots=True)
class ShownBonus:
    """One bonus item: what it is judged by, how it was decided, and the form where it may be."""

    key: str
    label: str
    guidance: str
    clause: str
    most: int
    parts: list[PartInWords]
    hint: str
    chip: Chip
    decided: list[Fact] = field(default_factory=list)
    form: BonusForm | None = None
    url: str = ""


def case_page(kept: OfficeCase, actor: Actor, *, tried: BonusForm | None = None) -> dict[str, Any]:
    """Everything on the page of a case. `tried` is a bonus decision that could not be taken as it was typed."""
    application, case = kept.case.application, kept.case
    bonuses = kept.reading.terms.screening.bonuses
    return {
        "crumbs": (
            Crumb("審査", reverse("screening:rounds")),
            Crumb(kept.reading.terms.title, reverse("screening:desk", args=[case.round.call_id])),
            Crumb(application.receipt_number),
        ),
        "case": case,
        "number": application.receipt_number,
        "title": application.title,
        "company": application.organisation.name,
        "chip": CASE_CHIPS[case.status],
        "file_url": reverse("applications:office_file", args=[application.pk]),
        "next_step": _next_step(kept, actor),
        "reopen": _reopen(kept, actor),
        "panel": [_reviewer(each, kept, actor) for each in kept.panel],
        "is_shared": kept.is_shared,
        "heads": [_head(each, kept) for each in _handed_in(kept)],
        "rows": _rows(kept) if kept.is_shared else [],
        "totals": [(_head(each, kept), _newest(each).total) for each in _handed_in(kept)],
        "versions": _versions(kept),
        "bonuses": [_bonus(each, kept, actor, tried) for each in bonuses],
        "undecided": [each.label for each in undecided(kept.bonuses, bonuses)],
        "bonus_total": sum(each.points for each in kept.bonuses.values()),
        "bonus_most": sum(each.points for each in bonuses),
        "tried": tried,
        "history": kept.history,
    }


def bonus_form(bonus: Bonus, kept: OfficeCase, data: Any = None) -> BonusForm:
    """The form of one item, showing the last decision or what the applicant states."""
    lines = [(str(each.number), _line_word(each)) for each in cost_lines_in_words(kept.reading)]
    return BonusForm(bonus, data, lines=lines, initial=_initial(bonus, kept))


def _line_word(line: Any) -> str:
    return f"明細{line.number} {line.category} {line.description}(補助の対象 {line.allowed})"


def _initial(bonus: Bonus, kept: OfficeCase) -> dict[str, Any]:
    last = kept.bonuses.get(bonus.key)
    if last is not None:
        return {"points": last.points, "seen": last.number, "because": last.because, **last.evidence}
    stated = kept.reading.answers.get("requirements_bonus", {})
    claimed = {"url": stated.get("partnership_url", ""), "published_on": stated.get("partnership_date", "")}
    return {"seen": 0, **(claimed if bonus.needs == "publication" else {})}


def _next_step(kept: OfficeCase, actor: Actor) -> NextStep:
    case = kept.case
    sentences = {
        CaseStatus.SCORING: "全員の採点票がそろいました。合議を始めると、審査員は互いの採点票を見られます。",
        CaseStatus.CONSOLIDATION: "合議中です。審査員は理由を付けて点数を変えられます。まとまったら採点を確定してください。",
        CaseStatus.SETTLED: "採点を確定しました。加点の判断が残っていなければ、順位の集計に進めます。",
    }
    sentence = sentences[CaseStatus(case.status)]
    if not _is_complete(kept):
        sentence = _missing(kept)
    left = len(undecided(kept.bonuses, kept.reading.terms.screening.bonuses))
    until = f"加点の判断が{left}件残っています。" if left else "加点の判断はすべて済んでいます。"
    return NextStep(sentence, until, tuple(_offers(kept, actor)))


def _is_complete(kept: OfficeCase) -> bool:
    return not kept.outstanding and bool(_handed_in(kept))


def _missing(kept: OfficeCase) -> str:
    if kept.outstanding:
        return f"採点票を待っています:{'、'.join(kept.outstanding)}。"
    if kept.case.status == CaseStatus.SETTLED:
        return "集計に入る採点票がなくなりました。合議をやり直し、審査員を割り当ててください。"
    return "集計に入る採点票がありません。審査員を割り当ててください。"


def _offers(kept: OfficeCase, actor: Actor) -> list[Offer]:
    if kept.case.round.status == RoundStatus.FROZEN:
        return []
    if not _is_complete(kept):
        return []
    moves = (CaseMove.OPEN_CONSOLIDATION, CaseMove.SETTLE)
    return [
        Offer(MOVE_LABELS[move.value], reverse("screening:move_case", args=[kept.case.pk, move.value]), posts=True)
        for move in moves
        if may_move(actor, kept.case, move).is_allowed
    ]


def _reopen(kept: OfficeCase, actor: Actor) -> dict[str, Any] | None:
    is_frozen = kept.case.round.status == RoundStatus.FROZEN
    if is_frozen or not may_move(actor, kept.case, CaseMove.REOPEN).is_allowed:
        return None
    return {
        "form": ReopenForm(),
        "label": MOVE_LABELS[CaseMove.REOPEN.value],
        "url": reverse("screening:move_case", args=[kept.case.pk, CaseMove.REOPEN.value]),
    }


def _reviewer(each: Assignment, kept: OfficeCase, actor: Actor) -> ShownReviewer:
    findings = kept.findings.get((kept.case.pk, each.reviewer_id), ())
    declared = (
        f"{moment_word(said.declared_at)} {said.get_kind_display()}{_with_reason(said.because)}"
        for said in each.declarations.all()
    )
    passed = (
        f"{moment_word(over.overridden_at)} {over.overridden_by_label}:{over.because}"
        for over in kept.overrides
        if over.reviewer_id == each.reviewer_id
    )
    return ShownReviewer(
        name=each.reviewer.name,
        alias=kept.aliases.get(each.pk, ""),
        chip=Chip(ASSIGNMENT_STATUS_LABELS[AssignmentStatus(each.status)], *_TONES[each.status]),
        progress=_progress(each, kept),
        declared=list(declared),
        findings=[found.because for found in findings],
        passed=list(passed),
        offers=_offers_on(each, kept, actor),
    )


def _offers_on(each: Assignment, kept: OfficeCase, actor: Actor) -> list[Offer]:
    """What the office may do about one reviewer of the file; nothing once the ranking stands."""
    if kept.case.round.status == RoundStatus.FROZEN:
        return []
    each.case = kept.case
    moves = (AssignmentMove.REMOVE, AssignmentMove.SET_ASIDE)
    return [
        Offer(MOVE_LABELS[move.value], reverse("screening:move_assignment", args=[each.pk, move.value]), weight="text")
        for move in moves
        if may_move(actor, each, move).is_allowed
    ]


def _with_reason(because: str) -> str:
    return f"({because})" if because else ""


def _progress(each: Assignment, kept: OfficeCase) -> str:
    if each.status not in SERVING:
        return ""
    sheets = list(each.sheets.all())
    if sheets:
        return f"合計 {sheets[-1].total}点(第{len(sheets)}版)"
    scored: int = each.scored  # type: ignore[attr-defined]
    return f"採点 {scored} / {len(kept.reading.terms.screening.criteria)}項目"


def _handed_in(kept: OfficeCase) -> list[Assignment]:
    return [each for each in kept.panel if each.status == AssignmentStatus.SUBMITTED and each.sheets.all()]


def _newest(each: Assignment) -> ScoreSheet:
    return list(each.sheets.all())[-1]


def _head(each: Assignment, kept: OfficeCase) -> str:
    alias = kept.aliases.get(each.pk, "")
    return f"{each.reviewer.name}({alias})" if alias else each.reviewer.name


def _rows(kept: OfficeCase) -> list[ShownRow]:
    given = [{row["criterion"]: row for row in _newest(each).scores} for each in _handed_in(kept)]
    return [
        ShownRow(
            f"{criterion.key} {criterion.label}",
            criterion.points,
            [ShownScore(str(sheet[criterion.key]["points"]), sheet[criterion.key]["comment"]) for sheet in given],
        )
        for criterion in kept.reading.terms.screening.criteria
    ]


def _versions(kept: OfficeCase) -> list[str]:
    """Every sheet that was handed in, also those that count no longer."""
    return [
        f"{each.reviewer.name} 第{sheet.number}版 {moment_word(sheet.submitted_at)} 合計 {sheet.total}点"
        f"{_with_reason(sheet.because)}{'' if each.status == AssignmentStatus.SUBMITTED else ' (集計に入れません)'}"
        for each in kept.panel
        for sheet in each.sheets.all()
    ]


def _bonus(bonus: Bonus, kept: OfficeCase, actor: Actor, tried: BonusForm | None) -> ShownBonus:
    last = kept.bonuses.get(bonus.key)
    is_open = may_run_screening(actor).is_allowed and kept.case.round.status != RoundStatus.FROZEN
    form = tried if tried is not None and tried.bonus.key == bonus.key else bonus_form(bonus, kept)
    return ShownBonus(
        key=bonus.key,
        label=bonus.label,
        guidance=bonus.guidance,
        clause=bonus.clause,
        most=bonus.points,
        parts=parts_of(bonus, kept.reading),
        hint=_hint(bonus, kept),
        chip=Chip(f"{last.points}点", "good", "good") if last else Chip("未判断", "care", "open"),
        decided=[_decided(each, bonus, kept) for each in kept.decisions if each.bonus == bonus.key],
        form=form if is_open else None,
        url=reverse("screening:decide_bonus", args=[kept.case.pk, bonus.key]),
    )


def _hint(bonus: Bonus, kept: OfficeCase) -> str:
    if not most_of(bonus, kept.grounds):
        return "根拠になるものが申請の中にないため、0点としか記録できません。"
    match bonus.needs:
        case "publication":
            return f"申請の日({day_word(kept.grounds.applied_on)})までに公表されていることが要ります。"
        case "cost_line":
            return "補助の対象になる経費明細に含まれているときだけ加点します。"
        case "document":
            return "根拠になる書類が添付されているときだけ加点します。"
        case _:
            return ""


def _decided(decision: BonusDecision, bonus: Bonus, kept: OfficeCase) -> Fact:
    verdict = judge_bonus(bonus, decision.points, evidence_of(decision.evidence), kept.grounds)
    said = (
        f"{verdict.because}(募集要領 {verdict.clause})",
        decision.because,
        f"{moment_word(decision.decided_at)} {decision.decided_by_label}",
    )
    return Fact(f"第{decision.number}回 {decision.points}点", "\n".join(said))
