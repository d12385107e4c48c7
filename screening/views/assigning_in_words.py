"""Assigning in words: the table of files and reviewers, the proposal with its reasons, and what was left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.actor import Actor
from kernel.parts import Chip, Crumb, Offer
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.policies import may_lead_screening, may_run_screening
from screening.rules.assignment import BAR_WORDS, Bar, ProposedFile
from screening.rules.refusals import SENTENCES
from screening.rules.workflow import ASSIGNMENT_WORKFLOW, SERVING, AssignmentMove, AssignmentStatus, CaseStatus
from screening.selectors.conflicts import conflicts_of
from screening.selectors.panel import PanelMember, panel_of
from screening.selectors.proposals import Proposed, cases_by_hand
from screening.services.assignments import Unassigned
from screening.views.desk_words import ASSIGNMENT_CHIPS, case_url, desk_crumb, desk_url, rounds_crumb

_OUT = {AssignmentMove.REMOVE: "担当を外す", AssignmentMove.SET_ASIDE: "採点票を除外する"}


@dataclass(frozen=True, slots=True)
class Given:
    """A reviewer who has the file, or had it."""

    name: str
    chip: Chip
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A reviewer whom a conflict keeps from the file, and where the head may let it pass."""

    name: str
    because: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file that can be assigned."""

    key: str
    number: str
    company: str
    title: str
    url: str
    lacking: int
    given: tuple[Given, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ReviewerChoice:
    """One reviewer who can be chosen, or the reason why not."""

    key: str
    name: str
    note: str
    is_open: bool
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """What is proposed for one file, and why."""

    number: str
    company: str
    url: str
    chosen: tuple[str, ...]
    serving: int
    missing: int
    because: tuple[str, ...] = ()
    blocked: tuple[Blocked, ...] = field(default=())


def assigning_page(
    screening: ScreeningRound, actor: Actor, *, chosen: Iterable[str] = (), left_out: Sequence[Unassigned] = ()
) -> dict[str, Any]:
    """Files and reviewers to choose from, with who has what and what keeps whom from what."""
    panel = panel_of(screening)
    cases, given = _by_hand(screening, actor)
    serving = [member for member in panel if member.serves]
    conflicts = conflicts_of(cases, [member.user for member in serving])
    names = {member.user.pk: member.user.name for member in panel}
    picked = set(chosen)
    files = [
        FileRow(
            key=str(case.pk),
            number=case.application.receipt_number,
            company=case.application.organisation.name,
            title=case.application.title,
            url=case_url(case.pk),
            lacking=max(0, screening.reviewers_per_file - given.count(case.pk)),
            given=given.of(case.pk),
            blocked=_blocked(case.pk, conflicts, names, actor),
            is_chosen=str(case.pk) in picked,
        )
        for case in cases
    ]
    return {
        "crumbs": (rounds_crumb(), desk_crumb(screening), Crumb("割当")),
        "files": files,
        "reviewers": [_choice(member, picked) for member in serving],
        "left_out": _left_out(left_out, cases, names),
        "desk_url": desk_url(screening),
        "may_run": may_run_screening(actor).is_allowed,
        "wanted": screening.reviewers_per_file,
    }


class _GivenBy:
    """Assignments by case."""

    def __init__(self, rows: Iterable[Assignment], actor: Actor) -> None:
        self._rows: dict[UUID, list[Assignment]] = {}
        for row in rows:
            self._rows.setdefault(row.case_id, []).append(row)
        self._may_run = may_run_screening(actor).is_allowed

    def count(self, case_id: UUID) -> int:
        return sum(row.status in SERVING for row in self._rows.get(case_id, ()))

    def of(self, case_id: UUID) -> tuple[Given, ...]:
        return tuple(
            Given(
                row.reviewer.name,
                ASSIGNMENT_CHIPS[AssignmentStatus(row.status)],
                tuple(moves_out(row)) if self._may_run else (),
            )
            for row in self._rows.get(case_id, ())
        )


def moves_out(row: Assignment) -> list[Offer]:
    """How the office takes a reviewer off a file, at this status."""
    return [
        Offer(label, reverse("screening:move_assignment", args=[row.pk, move.value]), weight="text")
        for move, label in _OUT.items()
        if ASSIGNMENT_WORKFLOW.target_of(AssignmentStatus(row.status), move) is not None
    ][:1]


def _by_hand(screening: ScreeningRound, actor: Actor) -> tuple[list[ScreeningCase], _GivenBy]:
    """The files with who has them; one that is being consolidated only while it lacks a reviewer."""
    cases = list(cases_by_hand(screening))
    rows = Assignment.objects.filter(case_id__in=[case.pk for case in cases]).select_related("reviewer")
    given, wanted = _GivenBy(rows.order_by("assigned_at", "pk"), actor), screening.reviewers_per_file
    return [case for case in cases if case.status == CaseStatus.SCORING or given.count(case.pk) < wanted], given


def _blocked(
    case_id: UUID, conflicts: Mapping[tuple[UUID, UUID], Any], names: Mapping[UUID, str], actor: Actor
) -> tuple[Blocked, ...]:
    may_lead = may_lead_screening(actor).is_allowed
    return tuple(
        Blocked(
            names[person],
            tuple(each.because for each in findings),
            reverse("screening:override", args=[case_id, person]) if may_lead else "",
        )
        for (case, person), findings in conflicts.items()
        if case == case_id
    )


def _choice(member: PanelMember, picked: set[str]) -> ReviewerChoice:
    key, profile = str(member.user.pk), member.profile
    if profile is None:
        return ReviewerChoice(key, member.user.name, "勤務先などが未登録", is_open=False)
    note = f"担当 {member.load} / {profile.load_limit}件"
    if not profile.is_available:
        return ReviewerChoice(key, member.user.name, f"{note} いまは引き受けられない", is_open=False)
    is_open = member.load < profile.load_limit
    return ReviewerChoice(key, member.user.name, note if is_open else f"{note} 上限", is_open, key in picked)


def _left_out(
    left_out: Iterable[Unassigned], cases: Iterable[ScreeningCase], names: Mapping[UUID, str]
) -> list[dict[str, str]]:
    numbers = {case.pk: f"{case.application.receipt_number} {case.application.organisation.name}" for case in cases}
    return [
        {
            "file": numbers.get(each.case_id, "審査の対象でなくなった申請"),
            "reviewer": names.get(each.reviewer_id, ""),
            "because": SENTENCES[each.why],
        }
        for each in left_out
    ]


def proposal_page(screening: ScreeningRound, proposed: Proposed, actor: Actor) -> dict[str, Any]:
    """The dry run: for each file who and why, what could not be had and why, and how loads come out."""
    proposal = proposed.proposal
    rows = [_proposed(each, proposed, actor) for each in proposal.files if each.chosen or each.missing]
    names = {key: member.user.name for key, member in proposed.panel.items()}
    loads = [
        {"name": names[key], "before": before, "after": after, "added": after - before}
        for key, (before, after) in sorted(proposal.loads.items(), key=lambda each: names[each[0]])
    ]
    here = desk_url(screening)
    return {
        "crumbs": (rounds_crumb(), desk_crumb(screening), Crumb("割当", f"{here}assignments/"), Crumb("割当の案")),
        "rows": rows,
        "loads": loads,
        "count": len(proposal.pairs),
        "missing": proposal.missing,
        "served": len(proposal.files) - len(rows),
        "token": proposed.token,
        "wanted": screening.reviewers_per_file,
        "may_run": may_run_screening(actor).is_allowed,
        "desk_url": here,
    }


def _proposed(each: ProposedFile, proposed: Proposed, actor: Actor) -> ProposedRow:
    case = proposed.cases[each.file]
    names = {member.user.pk: member.user.name for member in proposed.panel.values()}
    chosen = tuple(
        f"{proposed.panel[one.reviewer].user.name}({'専門分野が合う' if one.knows_the_field else '件数をならすため'})"
        for one in each.chosen
    )
    return ProposedRow(
        number=case.application.receipt_number,
        company=case.application.organisation.name,
        url=case_url(case.pk),
        chosen=chosen,
        serving=each.serving,
        missing=each.missing,
        because=tuple(_bar_word(bar, count) for bar, count in each.because),
        blocked=_blocked(case.pk, proposed.conflicts, names, actor) if each.missing else (),
    )


def _bar_word(bar: Bar, count: int) -> str:
    return f"{BAR_WORDS[bar]}審査員 {count}人"
