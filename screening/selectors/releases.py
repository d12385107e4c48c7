"""Releases and decisions in sight, what stands in a release's way, and what the round's money comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from accounts.actor import Actor
from applications.rules.workflow import Status
from applications.selectors.calls import terms_in_force
from records.models import IssuedPaper, PaperState
from screening.models import GrantDecision, Minutes, Release, ScreeningRound
from screening.policies import may_look_into_screening
from screening.rules.deciding import is_held_by_floor
from screening.rules.ranking import Allocated
from screening.rules.refusals import SENTENCES, Why
from screening.rules.workflow import ReleaseStatus

_JOINED = ("case__application__organisation", "case__application__revision", "paper", "supersedes")
# A release of hundreds of letters reads neither their contents nor the terms again and again.
_LARGE = ("case__application__revision__raw_terms", "paper__context")


def releases_visible_to(actor: Actor) -> QuerySet[Release]:
    """Releases: the office's and the auditor's pages."""
    rows = Release.objects.select_related("round__call")
    return rows if may_look_into_screening(actor).is_allowed else rows.none()


def decisions_visible_to(actor: Actor) -> QuerySet[GrantDecision]:
    """Decisions: the office's and the auditor's pages. The applicant sees the letter, never the decision's row."""
    rows = GrantDecision.objects.select_related("release__round", *_JOINED).defer(*_LARGE)
    return rows if may_look_into_screening(actor).is_allowed else rows.none()


def sees_paper(actor: Actor, paper: IssuedPaper) -> bool:
    """Letters before they go out, and minutes: papers of the house, for the office and the auditor alone."""
    if not may_look_into_screening(actor).is_allowed:
        return False
    return GrantDecision.objects.filter(paper=paper).exists() or Minutes.objects.filter(paper=paper).exists()


def decisions_of(release: Release) -> list[GrantDecision]:
    """The decisions of a release in the order of the files' receipt."""
    rows = release.decisions.select_related(*_JOINED).defer(*_LARGE)
    return list(rows.order_by("case__application__receipt_sequence", "pk"))


_STANDING = ~Q(release__status=ReleaseStatus.CANCELLED)


def decided_case_ids(screening: ScreeningRound) -> frozenset[UUID]:
    """Cases that have a draft or a decision."""
    rows = GrantDecision.objects.filter(_STANDING, case__round=screening)
    return frozenset(rows.values_list("case_id", flat=True))


def _bound_by_case(screening: ScreeningRound) -> Iterable[int]:
    """Yen that each case binds: by the letter that went out, and by a draft that would replace it where that is more.

    What a draft gives back comes back with its letter: until then it may be given up, and the former letter stands.
    """
    rows = GrantDecision.objects.filter(_STANDING, case__round=screening)
    replaced = rows.filter(release__status=ReleaseStatus.RELEASED, supersedes__isnull=False)
    in_force = rows.exclude(pk__in=replaced.values("supersedes_id")).order_by()
    return in_force.values("case").annotate(most=Max("decided_amount")).values_list("most", flat=True)


def money_left(screening: ScreeningRound) -> int:
    """Yen of the minutes' budget that no decision binds; grants still to be drafted bind what the minutes gave."""
    allocation = Minutes.objects.get(round=screening).allocation
    bound = sum(_bound_by_case(screening))
    waiting: int = sum(row["amount"] for row in _rows_without_decision(screening, allocation["rows"]))
    given: int = allocation["budget"]["given"]
    return given - bound - waiting


def _rows_without_decision(screening: ScreeningRound, rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    known = decided_case_ids(screening)
    open_files = screening.cases.filter(application__status=Status.ACCEPTED)
    open_cases = set(open_files.values_list("pk", flat=True))
    return (row for row in rows if UUID(row["case"]) not in known and UUID(row["case"]) in open_cases)


def reserve_of(screening: ScreeningRound) -> list[Mapping[str, Any]]:
    """The rows of the minutes that still wait as reserve, in their order."""
    minutes = Minutes.objects.filter(round=screening).first()
    rows = minutes.allocation["rows"] if minutes else []
    return [row for row in _rows_without_decision(screening, rows) if row["outcome"] == Allocated.RESERVE]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps one decision from going out, in words."""

    decision: GrantDecision
    why: Why
    sentence: str


@dataclass(frozen=True, slots=True)
class LetterProgress:
    """How many letters there are, are made, failed and are checked."""

    total: int
    made: int
    failed: int
    checked: int

    @property
    def is_made(self) -> bool:
        """Whether nothing is under way any more."""
        return self.made + self.failed >= self.total


def progress_of_letters(decisions: Iterable[GrantDecision]) -> LetterProgress:
    """Count the letters of a release."""
    counts: Counter[str] = Counter()
    for each in decisions:
        counts["total"] += 1
        counts["made"] += each.paper is not None and each.paper.state == PaperState.READY
        counts["failed"] += each.paper is None or each.paper.state == PaperState.FAILED
        counts["checked"] += each.checked_at is not None
    return LetterProgress(counts["total"], counts["made"], counts["failed"], counts["checked"])


def obstacles_to_preparing(decisions: Iterable[GrantDecision]) -> list[Obstacle]:
    """What must be settled before letters are made: files that moved on, and amounts that the floor holds."""
    return [each for decision in decisions for each in _before_letters(decision)]


def obstacles_to_releasing(decisions: Iterable[GrantDecision]) -> list[Obstacle]:
    """What must be settled before the letters go out, each with the letter it is about."""
    return [each for decision in decisions for each in (*_before_letters(decision), *_of_letter(decision))]


def _before_letters(decision: GrantDecision) -> Iterator[Obstacle]:
    if not has_a_decidable_file(decision):
        yield _obstacle(decision, Why.FILE_MOVED_ON)
    if decision.outcome == "granted" and decision.decided_amount <= 0:
        # Where the call only warns of its floor, nothing else would hold a grant of which every line was refused.
        yield _obstacle(decision, Why.AMOUNT_MISSING)
    if decision.outcome == "granted" and not decision.floor_lifted_because:
        terms = terms_in_force(decision.case.application.revision)
        if is_held_by_floor(decision.decided_amount, terms):
            yield _obstacle(decision, Why.FLOOR_HOLDS)


def has_a_decidable_file(decision: GrantDecision) -> bool:
    """An accepted file waits for its first decision; a decided one may get another of the same kind."""
    status = decision.case.application.status
    if decision.supersedes_id is None:
        return status == Status.ACCEPTED
    return status == (Status.GRANTED if decision.outcome == "granted" else Status.REFUSED)


def _of_letter(decision: GrantDecision) -> Iterator[Obstacle]:
    paper = decision.paper
    if decision.fault:
        yield Obstacle(decision, Why.LETTER_UNFIT, decision.fault)
    elif paper is None or paper.state != PaperState.READY:
        told = paper.failed_because if paper is not None else ""
        yield Obstacle(decision, Why.LETTERS_NOT_READY, told or "通知書がまだできあがっていません。")
    elif decision.checked_at is None:
        yield Obstacle(decision, Why.LETTERS_NOT_CHECKED, "通知書をまだ確認していません。")


def _obstacle(decision: GrantDecision, why: Why) -> Obstacle:
    return Obstacle(decision, why, SENTENCES[why])
