"""The desk of a round in words: what comes next, how each reviewer stands, and what clashes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from kernel.parts import Chip, Crumb, Fact, NextStep, Offer, moment_word
from screening.models import ScreeningRound
from screening.policies import may_lead_screening, may_run_screening
from screening.rules.desk import Aim, Standing, next_aim
from screening.rules.workflow import AssignmentMove, AssignmentStatus, RoundStatus
from screening.selectors.board import Clash, overrides_of
from screening.selectors.panel import PanelMember, panel_of
from screening.views.desk_words import (
    ASSIGNMENT_CHIPS,
    ROUND_CHIPS,
    case_url,
    desk_url,
    rounds_crumb,
    title_of,
)
from screening.views.review_words import due_word

_STEPPED_BACK = (AssignmentStatus.RECUSED, AssignmentStatus.REMOVED, AssignmentStatus.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """One reviewer on the progress board."""

    name: str
    url: str
    load: str
    assigned: int
    open: int
    submitted: int
    stepped_back: int
    chip: Chip


@dataclass(frozen=True, slots=True)
class ClashRow:
    """An assignment that stands against what our data shows."""

    number: str
    company: str
    url: str
    reviewer: str
    chip: Chip
    because: tuple[str, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """An exception of the head of the secretariat."""

    number: str
    company: str
    reviewer: str
    findings: tuple[str, ...]
    because: str
    who: str
    when: str


def desk_page(
    screening: ScreeningRound, actor: Actor, *, standing: Standing, clashes: Sequence[Clash], on: date
) -> dict[str, Any]:
    """Everything of the desk but the list of files."""
    may_run = may_run_screening(actor).is_allowed
    title = title_of(screening)
    return {
        "crumbs": (rounds_crumb(), Crumb(title)),
        "title": title,
        "chip": ROUND_CHIPS[RoundStatus(screening.status)],
        "next_step": _next_step(screening, standing, may_run=may_run, on=on),
        "facts": _facts(screening, standing, on=on),
        "may_change": may_run and screening.status == RoundStatus.SCORING,
        "places": _places(screening),
        "reviewers": [_reviewer(member, screening, on) for member in panel_of(screening)],
        "clashes": [_clash(each, actor) for each in clashes],
        "exceptions": [_exception(each) for each in overrides_of(screening)],
    }


_PLACES = (
    ("割当", "screening:assignments"),
    ("結果", "screening:results"),
    ("審査員ごとの差", "screening:calibration"),
    ("予算配分", "screening:allocation"),
    ("議事録", "screening:minutes"),
    ("決定の通知", "screening:releases"),
)


def _places(screening: ScreeningRound) -> tuple[Crumb, ...]:
    of_round = tuple(Crumb(label, reverse(name, args=[screening.call_id])) for label, name in _PLACES)
    return (Crumb("審査員", reverse("screening:panel")), *of_round)


def _facts(screening: ScreeningRound, standing: Standing, *, on: date) -> tuple[Fact, ...]:
    return (
        Fact("採点の期限", due_word(screening.due_on, on)),
        Fact("1件あたりの審査員", f"{screening.reviewers_per_file}人"),
        Fact("審査する申請", f"{standing.files:,}件(採点を確定済み {standing.settled:,}件)"),
    )


def _next_step(screening: ScreeningRound, standing: Standing, *, may_run: bool, on: date) -> NextStep:
    here, aim = desk_url(screening), next_aim(standing)
    sentence = _SENTENCES[aim].format(**_figures(standing))
    until = f"採点の期限は{due_word(screening.due_on, on)}です。" if aim in (Aim.ASSIGN, Aim.WAIT) else ""
    offers = {
        Aim.TAKE_IN: (Offer("審査の対象に加える", reverse("screening:take_in", args=[screening.call_id]), posts=True),),
        Aim.CLASHES: (Offer("該当する割当を見る", "#clashes"),),
        Aim.ASSIGN: (
            Offer("割当の案を見る", reverse("screening:proposal", args=[screening.call_id])),
            Offer("手で割り当てる", f"{here}assignments/", weight="second"),
        ),
        Aim.WAIT: (Offer("提出を待っている申請を見る", f"{here}?sheets=waiting#files", weight="second"),),
        Aim.CONSOLIDATE: (Offer("採点票がそろった申請を見る", f"{here}?sheets=complete&status=scoring#files"),),
        Aim.SETTLE: (Offer("合議中の申請を見る", f"{here}?status=consolidation#files"),),
        Aim.RANK: (Offer("結果を見る", f"{here}results/"), Offer("予算配分へ", f"{here}allocation/", weight="second")),
        Aim.DECIDE: (Offer("決定の通知へ", f"{here}releases/"),),
    }
    shown = offers.get(aim, ())
    return NextStep(sentence, until, shown if may_run else tuple(each for each in shown if not each.posts))


_SENTENCES: Mapping[Aim, str] = {
    Aim.TAKE_IN: "受理した申請のうち、まだ審査の対象にしていないものが{new_files}件あります。",
    Aim.CLASHES: "担当中の割当のうち、利益相反のおそれがあるものが{clashes}件あります。担当を外すか、責任者が例外を判断してください。",
    Aim.NO_FILES: "審査する申請はまだありません。申請を受理すると、ここから審査の対象に加えられます。",
    Aim.ASSIGN: "審査員が足りない申請が{lacking}件あります。割り当ててください。",
    Aim.CONSOLIDATE: "採点票がそろった申請が{complete}件あります。申請ごとに合議を始めてください。",
    Aim.WAIT: "審査員の採点を待っています。採点票がそろっていない申請は{unfinished}件です。",
    Aim.SETTLE: "合議中の申請が{consolidating}件あります。合議が終わったら、申請ごとに採点を確定してください。",
    Aim.RANK: "{settled}件すべての採点が確定しました。順位を確かめ、予算を配分してください。",
    Aim.DECIDE: "順位と配分は確定しています。決定の通知を作ってください。",
}


def _figures(standing: Standing) -> dict[str, str]:
    names = ("new_files", "clashes", "lacking", "complete", "unfinished", "consolidating", "settled")
    return {name: f"{getattr(standing, name):,}" for name in names}


def _reviewer(member: PanelMember, screening: ScreeningRound, on: date) -> ReviewerRow:
    counts, profile = member.counts, member.profile
    return ReviewerRow(
        name=member.user.name,
        url=reverse("screening:reviewer", args=[member.user.pk]),
        load=f"{member.load} / {profile.load_limit}" if profile else str(member.load),
        assigned=counts.get(AssignmentStatus.ASSIGNED, 0),
        open=counts.get(AssignmentStatus.OPEN, 0),
        submitted=counts.get(AssignmentStatus.SUBMITTED, 0),
        stepped_back=sum(counts.get(status, 0) for status in _STEPPED_BACK),
        chip=_standing_chip(member, is_late=on > screening.due_on),
    )


def _standing_chip(member: PanelMember, *, is_late: bool) -> Chip:
    if not member.serves:
        return Chip("審査会を離れた", "quiet", "open")
    if member.profile is None:
        return Chip("勤務先などが未登録", "care", "care")
    if member.waiting:
        return (
            Chip("期限を過ぎています", "bad", "bad") if is_late else Chip(f"あと{member.waiting}件", "key", "forward")
        )
    if member.load:
        return Chip("すべて提出", "good", "good")
    return Chip("割当なし" if member.profile.is_available else "いま引き受けない", "quiet", "open")


def _clash(clash: Clash, actor: Actor) -> ClashRow:
    each = clash.assignment
    application = each.case.application
    return ClashRow(
        number=application.receipt_number,
        company=application.organisation.name,
        url=case_url(each.case_id),
        reviewer=each.reviewer.name,
        chip=ASSIGNMENT_CHIPS[AssignmentStatus(each.status)],
        because=tuple(finding.because for finding in clash.findings),
        offers=clash_offers(clash, actor),
    )


def clash_offers(clash: Clash, actor: Actor) -> tuple[Offer, ...]:
    """Take the reviewer off, set the sheet aside, or, for the head, let it pass."""
    each = clash.assignment
    if not may_run_screening(actor).is_allowed:
        return ()
    is_unread = each.status == AssignmentStatus.ASSIGNED
    move = AssignmentMove.REMOVE if is_unread or each.status == AssignmentStatus.OPEN else AssignmentMove.SET_ASIDE
    label = "担当を外す" if move is AssignmentMove.REMOVE else "採点票を除外する"
    out = Offer(label, reverse("screening:move_assignment", args=[each.pk, move.value]), weight="second")
    if not may_lead_screening(actor).is_allowed:
        return (out,)
    over = reverse("screening:override", args=[each.case_id, each.reviewer_id])
    return (out, Offer("例外を認める", over, weight="text"))


def _exception(row: Any) -> ExceptionRow:
    application = row.case.application
    return ExceptionRow(
        number=application.receipt_number,
        company=application.organisation.name,
        reviewer=row.reviewer.name,
        findings=tuple(each["because"] for each in row.findings),
        because=row.because,
        who=row.overridden_by_label,
        when=moment_word(row.overridden_at),
    )
