"""Who competes in a round and with what: read from the frozen sheets alone, in as many queries for any number of files.

What is here never leaves the office: ask `may_look_into_screening` first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from applications.models import Assessment
from applications.rules.terms import CallTerms
from applications.rules.workflow import Status
from applications.selectors.calls import revision_in_force, terms_in_force
from screening.models import Assignment, BonusDecision, ScoreSheet, ScreeningCase, ScreeningRound
from screening.rules.readiness import Progress, lacking
from screening.rules.scores import Candidate, Sheet
from screening.rules.workflow import SERVING, AssignmentStatus, CaseStatus

# A file that was decided has competed; one that was withdrawn or dismissed no longer does.
COMPETING = (Status.ACCEPTED, Status.GRANTED, Status.REFUSED)


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """The newest handed-in sheet of one reviewer."""

    sheet_id: UUID
    assignment_id: UUID
    reviewer_id: UUID
    number: int
    total: int
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the round. `candidate` is None while the file lacks something to be ranked."""

    case_id: UUID
    application_id: UUID
    receipt_number: str
    company: str
    title: str
    is_settled: bool
    lacks: tuple[str, ...]
    undecided: tuple[str, ...]
    sheets: tuple[KeptSheet, ...]
    candidate: Candidate | None


@dataclass(frozen=True)
class Contest:
    """All files of a round under its call's terms, and the names of those who scored them."""

    terms: CallTerms
    entries: tuple[Entry, ...]
    reviewers: Mapping[str, str]

    @property
    def candidates(self) -> list[Candidate]:
        """Files that can be ranked."""
        return [each.candidate for each in self.entries if each.candidate is not None]

    @property
    def waiting(self) -> list[Entry]:
        """Files that cannot, each with what it lacks."""
        return [each for each in self.entries if each.candidate is None]

    @property
    def unsettled(self) -> list[Entry]:
        """Files whose points may still change."""
        return [each for each in self.entries if not each.is_settled]

    @property
    def by_number(self) -> Mapping[str, Entry]:
        """Files by receipt number, which is their name in the ranking."""
        return {each.receipt_number: each for each in self.entries}


def terms_of_round(screening: ScreeningRound) -> CallTerms:
    """The terms under which a round is ranked: the newest that were published."""
    revision = revision_in_force(screening.call_id)
    if revision is None:
        raise LookupError("a call whose files are screened has been published")
    return terms_in_force(revision)


def competing(screening: ScreeningRound) -> list[Candidate]:
    """The files that can be ranked now."""
    return contest_of(screening).candidates


def contest_of(screening: ScreeningRound) -> Contest:
    """Everything a ranking is made from."""
    terms = terms_of_round(screening)
    serving = _serving(screening)
    sheets, bonuses, most = _sheets(screening, serving), _bonuses(screening), _most(screening)
    silent: dict[UUID, list[str]] = defaultdict(list)
    for each in serving.values():
        if not each.is_in:
            silent[each.case_id].append(each.name)
    entries = tuple(
        _entry(
            case,
            _Given(silent[case.pk], sheets[case.pk], bonuses.get(case.pk, {}), most.get(case.application_id, 0)),
            terms,
        )
        for case in _cases(screening)
    )
    names = {str(each.reviewer_id): each.name for each in serving.values()}
    return Contest(terms, entries, names)


def _cases(screening: ScreeningRound) -> Iterable[ScreeningCase]:
    rows = ScreeningCase.objects.filter(round=screening, application__status__in=COMPETING)
    return rows.select_related("application__organisation").order_by("application__receipt_sequence", "pk")


@dataclass(frozen=True, slots=True)
class _Serving:
    """One reviewer who belongs to a file."""

    case_id: UUID
    reviewer_id: UUID
    name: str
    is_in: bool


def _serving(screening: ScreeningRound) -> Mapping[UUID, _Serving]:
    """By assignment, in the order in which they were made."""
    rows = Assignment.objects.filter(case__round=screening, status__in=SERVING).order_by(
        "assigned_at", "reviewer__name", "pk"
    )
    columns = ("pk", "case_id", "reviewer_id", "reviewer__name", "status")
    return {
        pk: _Serving(case_id, reviewer_id, name, status == AssignmentStatus.SUBMITTED)
        for pk, case_id, reviewer_id, name, status in rows.values_list(*columns)
    }


def _sheets(screening: ScreeningRound, serving: Mapping[UUID, _Serving]) -> Mapping[UUID, list[KeptSheet]]:
    """The newest sheet of each who handed one in, by case."""
    rows = ScoreSheet.objects.filter(
        assignment__case__round=screening, assignment__status=AssignmentStatus.SUBMITTED
    ).order_by("number")
    newest: dict[UUID, KeptSheet] = {}
    columns = ("pk", "assignment_id", "number", "total", "scores")
    for pk, assignment_id, number, total, scores in rows.values_list(*columns):
        if assignment_id not in serving:
            continue  # assigned and handed in since the assignments were read
        points = {each["criterion"]: each["points"] for each in scores}
        reviewer_id = serving[assignment_id].reviewer_id
        newest[assignment_id] = KeptSheet(pk, assignment_id, reviewer_id, number, total, points)
    found: dict[UUID, list[KeptSheet]] = defaultdict(list)
    for assignment_id, each in serving.items():
        if assignment_id in newest:
            found[each.case_id].append(newest[assignment_id])
    return found


def _bonuses(screening: ScreeningRound) -> Mapping[UUID, Mapping[str, int]]:
    """The last word on each item of each file."""
    rows = BonusDecision.objects.filter(case__round=screening).order_by("number")
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for case_id, bonus, points in rows.values_list("case_id", "bonus", "points"):
        found[case_id][bonus] = points
    return found


def _most(screening: ScreeningRound) -> Mapping[UUID, int]:
    """What each file asks for and may be granted at most, as judged at its newest submission."""
    rows = Assessment.objects.filter(submission__application__screening_case__round=screening)
    ordered = rows.order_by("submission__number")
    columns = ("submission__application_id", "amount")
    judged: Iterable[tuple[UUID, Mapping[str, Any]]] = ordered.values_list(*columns)
    return {application_id: amount["granted_at_most"] for application_id, amount in judged}


@dataclass(frozen=True, slots=True)
class _Given:
    """What was read of one file: whose sheet is out, the sheets, the bonus points, and what it may get at most."""

    silent: Sequence[str]
    sheets: Sequence[KeptSheet]
    bonuses: Mapping[str, int]
    most: int


def _entry(case: ScreeningCase, given: _Given, terms: CallTerms) -> Entry:
    readable = [sheet for each in given.sheets for sheet in [_in_order(each, terms)] if sheet is not None]
    lacks = lacking(Progress(given.silent, len(given.sheets), len(readable) == len(given.sheets), given.most))
    items = {bonus.key: bonus.label for bonus in terms.screening.bonuses}
    file = case.application
    return Entry(
        case_id=case.pk,
        application_id=file.pk,
        receipt_number=file.receipt_number,
        company=file.organisation.name,
        title=file.title,
        is_settled=case.status == CaseStatus.SETTLED,
        lacks=lacks,
        undecided=tuple(label for key, label in items.items() if key not in given.bonuses),
        sheets=tuple(given.sheets),
        candidate=None
        if lacks
        else Candidate(
            file.receipt_number,
            given.most,
            file.arrived_at or file.submitted_at or case.opened_at,
            tuple(readable),
            {key: given.bonuses.get(key, 0) for key in items},
        ),
    )


def _in_order(sheet: KeptSheet, terms: CallTerms) -> Sheet | None:
    """The points in the order of the rubric; None where the sheet was given under another rubric."""
    keys = [criterion.key for criterion in terms.screening.criteria]
    if set(keys) != sheet.points.keys():
        return None
    return Sheet(str(sheet.reviewer_id), tuple(sheet.points[key] for key in keys))
