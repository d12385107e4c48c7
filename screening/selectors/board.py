"""Where a round stands: each file's sheets, what clashes by now, and what waits for the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from applications.models import Application
from applications.rules.workflow import Status
from screening.models import Assignment, ConflictOverride, ScreeningCase, ScreeningRound
from screening.rules.conflicts import Finding
from screening.rules.desk import Standing
from screening.rules.workflow import SERVING, AssignmentStatus, CaseStatus, RoundStatus
from screening.selectors.conflicts import conflicts_of
from screening.selectors.sight import cases_visible_to

COMPETING = Q(application__status=Status.ACCEPTED)
# All its sheets were set aside while the panel consolidated: it needs reviewers as much as a new file.
_LEFT_ALONE = Q(serving=0, status=CaseStatus.CONSOLIDATION)


@dataclass(frozen=True, slots=True)
class Clash:
    """An assignment that stands although our data by now shows a conflict."""

    assignment: Assignment
    findings: tuple[Finding, ...]


def counted_cases(actor: Actor, screening: ScreeningRound) -> QuerySet[ScreeningCase]:
    """The cases of a round with their sheets counted: `serving`, `handed_in`, `stepped_back` and what is `lacking`."""
    rows = cases_visible_to(actor).select_related(None).select_related("application__organisation")
    counted = rows.filter(round=screening).annotate(
        serving=_count(SERVING),
        handed_in=_count({AssignmentStatus.SUBMITTED}),
        stepped_back=_count(set(AssignmentStatus) - SERVING),
    )
    return counted.annotate(lacking=screening.reviewers_per_file - F("serving"))


def _count(statuses: set[AssignmentStatus] | frozenset[AssignmentStatus]) -> Coalesce:
    """A count by subquery: joins of several counts would multiply one another."""
    rows = Assignment.objects.filter(case=OuterRef("pk"), status__in=sorted(statuses)).order_by()
    counts = rows.values("case").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def clashes_of(screening: ScreeningRound) -> list[Clash]:
    """Assignments that stand against what our data shows, in the order of the files."""
    if screening.status != RoundStatus.SCORING:
        return []
    rows = Assignment.objects.filter(
        case__round=screening, case__application__status=Status.ACCEPTED, status__in=sorted(SERVING)
    )
    standing = list(
        rows.select_related("case__application__organisation", "reviewer").order_by(
            "case__application__receipt_sequence", "assigned_at", "pk"
        )
    )
    found = _found(standing)
    return [
        Clash(each, found[each.case_id, each.reviewer_id])
        for each in standing
        if (each.case_id, each.reviewer_id) in found
    ]


def _found(standing: Sequence[Assignment]) -> Mapping[tuple[UUID, UUID], tuple[Finding, ...]]:
    cases = {each.case_id: each.case for each in standing}
    people = {each.reviewer_id: each.reviewer for each in standing}
    pairs = [(each.case_id, each.reviewer_id) for each in standing]
    return conflicts_of(cases.values(), people.values(), pairs=pairs)


def overrides_of(screening: ScreeningRound) -> QuerySet[ConflictOverride]:
    """Every exception of the round, oldest first."""
    rows = ConflictOverride.objects.filter(case__round=screening)
    return rows.select_related("case__application__organisation", "reviewer").order_by("overridden_at", "pk")


def waiting_files(screening: ScreeningRound) -> int:
    """How many accepted files have no case yet."""
    return Application.objects.filter(call_id=screening.call_id, status=Status.ACCEPTED, screening_case=None).count()


def standing_of(screening: ScreeningRound, cases: QuerySet[ScreeningCase], clashes: int) -> Standing:
    """The figures from which the next step follows."""
    figures = cases.filter(COMPETING).aggregate(
        files=Count("pk"),
        lacking_files=Count("pk", filter=Q(lacking__gt=0, status=CaseStatus.SCORING) | _LEFT_ALONE),
        unfinished=Count("pk", filter=Q(status=CaseStatus.SCORING, handed_in__lt=F("serving"))),
        complete=Count("pk", filter=Q(status=CaseStatus.SCORING, handed_in=F("serving"), serving__gt=0)),
        consolidating=Count("pk", filter=Q(status=CaseStatus.CONSOLIDATION)),
        settled=Count("pk", filter=Q(status=CaseStatus.SETTLED)),
    )
    # An aggregate of the name of an annotation would count itself.
    figures["lacking"] = figures.pop("lacking_files")
    is_frozen = screening.status == RoundStatus.FROZEN
    return Standing(is_frozen=is_frozen, new_files=waiting_files(screening), clashes=clashes, **figures)
