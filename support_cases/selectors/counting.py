"""The figures of a scope, counted by the database as `rules.counting` says. Each is one question, however many cases."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
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
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Right

from applications.models import Application
from applications.rules.workflow import Status
from kernel.calendar import TOKYO
from support_cases.models import (
    Challenge,
    Closing,
    Goal,
    Measurement,
    ScaleReading,
    SharingConsent,
    SupportCase,
    SupportRecord,
)
from support_cases.policies.sight import consents_in_force
from support_cases.rules.counting import Counts, Period
from support_cases.rules.records import RecordKind
from support_cases.rules.scales import MEASURES, Scale
from support_cases.rules.sharing import Category
from support_cases.rules.workflow import OPEN_STATUSES, CaseStatus
from support_cases.selectors.scope import Scope

# At the target or beyond it, seen from where the goal began.
_REACHED = Q(target__lt=F("baseline"), after__lte=F("target")) | Q(target__gte=F("baseline"), after__gte=F("target"))


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


class _Joined(Func):
    """Texts one after another. None of them is missing, so that nothing need be asked about it, unlike in Concat."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = CharField()


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
    newest = (
        _stages(scope).filter(read_on__lte=until).values("case__company_id").annotate(newest=Max(_moment_and_step()))
    )
    steps = newest.annotate(step=Right("newest", 1))
    found = steps.aggregate(**{f"step_{each}": Count(Case(When(step=str(each), then=Value(1)))) for each in _steps()})
    return {each: found[f"step_{each}"] for each in _steps()}


def stage_transitions(scope: Scope, period: Period) -> Mapping[tuple[int, int], int]:
    """How many companies went from which stage to which in the period."""
    key = _moment_and_step()
    former, first = Max(key, filter=Q(read_on__lt=period.first)), Min(key, filter=Q(read_on__gte=period.first))
    rows = (
        _stages(scope)
        .filter(read_on__lte=period.last)
        .values("case__company_id")
        .annotate(way=_Joined(Right(Coalesce(former, first), 1), Right(Max(key), 1)))
    )
    ways = {f"{was}{now}": (was, now) for was in _steps() for now in _steps()}
    found = rows.aggregate(**{f"way_{way}": Count(Case(When(way=way, then=Value(1)))) for way in ways})
    return {steps: found[f"way_{way}"] for way, steps in ways.items() if found[f"way_{way}"]}


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
    cases = SupportCase.objects.filter(pk__in=rows.values("case_id"))
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
    consented = SharingConsent.objects.filter(consents_in_force(on), scope.of_records, category=Category.RECORDS)
    cases = SupportCase.objects.filter(scope.of_cases).filter(company_id__in=consented.values("company_id"))
    accompanied = Application.objects.filter(
        *_moments(period, "submitted_at"),
        organisation__support_cases__in=cases,
        submitted_at__gte=F("organisation__support_cases__opened_at"),
    )
    found = accompanied.aggregate(
        sent=Count("pk", distinct=True), granted=Count("pk", distinct=True, filter=Q(status=Status.GRANTED))
    )
    return found["sent"], found["granted"]


def changes_by_kind(scope: Scope, period: Period) -> list[KindChange]:
    """Sums before and after, one kind at a time: only goals with a baseline and a later measurement in the period."""
    newest = Measurement.objects.filter(
        goal_id=OuterRef("pk"), measured_on__gte=period.first, measured_on__lte=period.last
    ).order_by("-measured_on", "-noted_at", "-id")
    rows = Goal.objects.filter(scope.of("case"), baseline__isnull=False).annotate(
        after=Subquery(newest.values("value")[:1])
    )
    found = (
        rows.filter(after__isnull=False)
        .order_by()
        .values("kind", "unit")
        .annotate(
            companies=Count("case__company_id", distinct=True),
            goals=Count("pk"),
            reached=Count("pk", filter=_REACHED),
            was=Sum("baseline"),
            now=Sum("after"),
        )
    )
    return [
        KindChange(row["kind"], row["unit"], row["companies"], row["goals"], row["reached"], row["was"], row["now"])
        for row in found.order_by("kind", "unit")
    ]


def begin_of(on: date) -> datetime:
    """The first moment of a day in Tokyo."""
    return datetime.combine(on, time(), tzinfo=TOKYO)


def _moments(period: Period, field: str) -> tuple[Q, Q]:
    after = begin_of(period.last + timedelta(days=1))
    return Q(**{f"{field}__gte": begin_of(period.first)}), Q(**{f"{field}__lt": after})


def _stages(scope: Scope) -> QuerySet[ScaleReading]:
    return ScaleReading.objects.filter(scope.of("case"), scale=Scale.DIGITAL_STAGE).order_by()


def _steps() -> range:
    measure = MEASURES[Scale.DIGITAL_STAGE]
    return range(measure.lowest, measure.highest + 1)


def _moment_and_step() -> _Joined:
    """A text that sorts readings by day and moment and ends with their step, so that the greatest tells the newest."""
    return _Joined(*(Cast(each, CharField()) for each in ("read_on", "read_at", "value")))
