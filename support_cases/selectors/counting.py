"""The figures of a scope, counted by the database as `rules.counting` says. Each is one question, however many cases."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce, Right

from applications.models import Application
from applications.rules.workflow import Status
from kernel.calendar import TOKYO
from support_cases.models import (
    Challenge,
    Closing,
    Measurement,
    ScaleReading,
    SharingConsent,
    SupportCase,
    SupportRecord,
)
from support_cases.policies.sight import consents_in_force
from support_cases.rules.counting import Counts, Period
from support_cases.rules.records import RecordKind
from support_cases.rules.scales import Scale
from support_cases.rules.sharing import Category
from support_cases.rules.workflow import OPEN_STATUSES, CaseStatus
from support_cases.selectors.scope import Scope

# At the target or beyond it, seen from where the goal began.
_TARGET, _BASELINE = F("goal__target"), F("goal__baseline")
_REACHED = Q(goal__target__lt=_BASELINE, value__lte=_TARGET) | Q(goal__target__gte=_BASELINE, value__gte=_TARGET)


@dataclass(frozen=True, slots=True)
class KindChange:
    """Goals of one kind and unit measured before and after: of how many companies, how many reached, the two sums."""

    kind: str
    unit: str
    companies: int
    goals: int
    reached: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Endings:
    """Cases that ended: how many, how many their companies confirmed, agreed to, and marked from 1 to 5."""

    ended: int
    answered: int
    agreed: int
    marked: int
    marks: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted of a scope and a period, at one moment."""

    counted_at: datetime
    support: Counts
    follow_ups: int
    solved: int
    graduates: int
    open_cases: int
    open_companies: int
    sent: int
    granted: int
    endings: Endings
    ways: Mapping[tuple[int, int], int]
    changes: tuple[KindChange, ...]

    @property
    def stages(self) -> Mapping[int, int]:
        """How many companies stand on each stage on the last day: where the ways end."""
        found = Counter[int]()
        for (_, now), count in self.ways.items():
            found[now] += count
        return found


class _Seconds(Func):
    """Whole seconds from the second moment to the first, counted by the database itself."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite keeps moments as texts."""
        template = "(CAST(ROUND((julianday(%(expressions)s)) * 86400) AS INTEGER))"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """PostgreSQL subtracts moments."""
        template = "CAST(EXTRACT(EPOCH FROM (%(expressions)s)) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" - ", **more)


class _MomentAndStep(Func):
    """A text that sorts readings by day and moment and ends with their step, so that the greatest tells the newest.

    None of its parts is missing, so that nothing need be asked about it, unlike in Concat.
    """

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = CharField()

    def __init__(self) -> None:
        super().__init__("read_on", "read_at", "value")

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """PostgreSQL joins texts only; in SQLite days and moments are texts."""
        return self.as_sql(compiler, connection, template="(%(expressions)s::text)", arg_joiner="::text || ", **more)


def counted(scope: Scope, period: Period, *, today: date, at: datetime) -> Figures:
    """Count everything. `at` is the moment before the first question: what is saved later may be missing."""
    support, follow_ups = support_counts(scope, period)
    open_cases, open_companies = open_counts(scope)
    sent, granted = applications_of_companies(scope, period, today)
    return Figures(
        counted_at=at,
        support=support,
        follow_ups=follow_ups,
        solved=solved_challenges(scope, period),
        graduates=graduates(scope, period),
        open_cases=open_cases,
        open_companies=open_companies,
        sent=sent,
        granted=granted,
        endings=endings(scope, period),
        ways=stage_transitions(scope, period),
        changes=tuple(changes_by_kind(scope, period)),
    )


def stage_distribution(scope: Scope, until: date) -> Mapping[int, int]:
    """How many companies stand on each digital stage, by the newest reading of each up to a day."""
    rows = _stages(scope).filter(read_on__lte=until).values("case__company_id")
    # A letter a company: handed out they cost less than being counted step by step.
    found = Counter(rows.annotate(step=Right(Max(_MomentAndStep()), 1)).values_list("step", flat=True))
    return {int(step): count for step, count in found.items()}


def stage_transitions(scope: Scope, period: Period) -> Mapping[tuple[int, int], int]:
    """How many companies went from which stage to which in the period."""
    key = _MomentAndStep()
    before, within = Q(read_on__lt=period.first), Q(read_on__gte=period.first)
    rows = _stages(scope).filter(read_on__lte=period.last).values("case__company_id")
    ways = rows.annotate(
        was=Right(Coalesce(Max(key, filter=before), Min(key, filter=within)), 1),
        later=Right(Max(key, filter=within), 1),
    )
    found = Counter(ways.values_list("was", "later"))
    return {(int(was), int(later or was)): count for (was, later), count in found.items()}


def support_counts(scope: Scope, period: Period) -> tuple[Counts, int]:
    """Contacts, companies, cases and hours of the period, and how many of the contacts followed up on an effect."""
    # Both questions are answered by an index alone: no text of a record is touched.
    rows = SupportRecord.objects.filter(scope.of_records, *_moments(period, "started_at")).order_by()
    found = rows.aggregate(
        contacts=Count("*"),
        timed=Count("ended_at"),
        seconds=Sum(_Seconds(F("ended_at"), F("started_at"))),
        follow_ups=Count("kind", filter=Q(kind=RecordKind.REVIEW)),
    )
    # Each case is looked up once; a list of all the contacts' cases would be as long as the contacts.
    cases = SupportCase.objects.filter(Exists(rows.filter(case_id=OuterRef("pk"))))
    behind = cases.aggregate(cases=Count("*"), companies=Count("company_id", distinct=True))
    minutes, without_end = int(found["seconds"] or 0) // 60, found["contacts"] - found["timed"]
    told = Counts(found["contacts"], behind["companies"], behind["cases"], minutes, without_end)
    return told, found["follow_ups"]


def solved_challenges(scope: Scope, period: Period) -> int:
    """Challenges solved in the period."""
    within = Q(state="solved", solved_on__gte=period.first, solved_on__lte=period.last)
    return Challenge.objects.filter(scope.of("case"), within).count()


def graduates(scope: Scope, period: Period) -> int:
    """Companies that go on by themselves: now so, or whose case ended so in the period."""
    ended = Q(*_moments(period, "closing__closed_at"), closing__reason="self_reliant")
    rows = SupportCase.objects.filter(scope.of_cases).filter(Q(status=CaseStatus.SELF_RELIANT) | ended)
    return int(rows.aggregate(found=Count("company_id", distinct=True))["found"])


def endings(scope: Scope, period: Period) -> Endings:
    """Cases that ended in the period, and what their companies said of it until now."""
    rows = Closing.objects.filter(scope.of("case"), *_moments(period, "closed_at")).order_by()
    found = rows.aggregate(
        ended=Count("*"),
        answered=Count("answered_at"),
        agreed=Count("answered_at", filter=Q(company_answer="agreed")),
        marked=Count("company_satisfaction"),
        marks=Sum("company_satisfaction"),
    )
    return Endings(**found | {"marks": found["marks"] or 0})


def open_counts(scope: Scope) -> tuple[int, int]:
    """Open cases, and the companies behind them."""
    rows = SupportCase.objects.filter(scope.of_cases, status__in=OPEN_STATUSES)
    found = rows.aggregate(cases=Count("*"), companies=Count("company_id", distinct=True))
    return found["cases"], found["companies"]


def applications_of_companies(scope: Scope, period: Period, on: date) -> tuple[int, int]:
    """Applications sent in the period by companies accompanied then, where the company's consent holds today; and how
    many of these were granted since, as the applicants have been told.
    """
    company = OuterRef("organisation_id")
    cases = SupportCase.objects.filter(scope.of_cases, company_id=company, opened_at__lte=OuterRef("submitted_at"))
    consented = SharingConsent.objects.filter(
        consents_in_force(on), scope.of_records, category=Category.RECORDS, company_id=company
    )
    accompanied = Application.objects.filter(*_moments(period, "submitted_at")).filter(Exists(cases), Exists(consented))
    found = accompanied.aggregate(sent=Count("*"), granted=Count("pk", filter=Q(status=Status.GRANTED)))
    return found["sent"], found["granted"]


def changes_by_kind(scope: Scope, period: Period) -> list[KindChange]:
    """Sums before and after, one kind at a time: only goals with a baseline and a later measurement in the period."""
    within = Q(measured_on__gte=period.first, measured_on__lte=period.last)
    of_its_goal = Measurement.objects.filter(within, goal_id=OuterRef("goal_id"))
    newest = of_its_goal.order_by("-measured_on", "-noted_at", "-id").values("pk")[:1]
    begun = Q(goal__baseline__isnull=False, goal__baseline_on__lte=F("measured_on"))
    rows = Measurement.objects.filter(scope.of("goal__case"), within, begun, pk=Subquery(newest))
    found = (
        rows.order_by()
        .values_list("goal__kind", "goal__unit")
        .annotate(
            companies=Count("goal__case__company_id", distinct=True),
            goals=Count("pk"),
            reached=Count("pk", filter=_REACHED),
            was=Sum("goal__baseline"),
            now=Sum("value"),
        )
    )
    return [KindChange(*row) for row in found.order_by("goal__kind", "goal__unit")]


def begin_of(on: date) -> datetime:
    """The first moment of a day in Tokyo."""
    return datetime.combine(on, time(), tzinfo=TOKYO)


def _moments(period: Period, field: str) -> tuple[Q, Q]:
    after = begin_of(period.last + timedelta(days=1))
    return Q(**{f"{field}__gte": begin_of(period.first)}), Q(**{f"{field}__lt": after})


def _stages(scope: Scope) -> QuerySet[ScaleReading]:
    return ScaleReading.objects.filter(scope.of("case"), scale=Scale.DIGITAL_STAGE).order_by()
