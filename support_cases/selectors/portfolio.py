"""The figures of a portfolio, counted by the database as `rules.counting` says. Each is one question, however many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.cache import cache
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
from django.db.models.functions import Cast, Concat, Right

from accounts.actor import Actor
from applications.models import Application
from kernel.calendar import TOKYO
from support_cases.models import (
    Challenge,
    Goal,
    Homework,
    InstitutionProfile,
    Measurement,
    ScaleReading,
    SharingConsent,
    SupportCase,
    SupportRecord,
)
from support_cases.policies.sight import case_sight, consents_in_force, institutions_of
from support_cases.rules.counting import Counts, Period
from support_cases.rules.institutions import KINDS
from support_cases.rules.records import RecordKind
from support_cases.rules.scales import MEASURES, Scale
from support_cases.rules.sharing import Category
from support_cases.rules.workflow import OPEN_STATUSES, CaseStatus

SILENT_AFTER = 30
_KEPT_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose work is counted: everybody's for the facilitator of the region, else that of the own institutions."""

    institutions: tuple[UUID, ...]
    is_facilitator: bool
    silent_after: int

    @property
    def of_cases(self) -> Q:
        """The cases: those led."""
        return Q() if self.is_facilitator else Q(lead_institution_id__in=self.institutions)

    def of(self, path: str) -> Q:
        """The same cases, from a row that points at one."""
        return Q() if self.is_facilitator else Q(**{f"{path}__lead_institution_id__in": self.institutions})

    @property
    def of_records(self) -> Q:
        """The records: those the own institutions wrote, in whosever case."""
        return Q() if self.is_facilitator else Q(institution_id__in=self.institutions)


@dataclass(frozen=True, slots=True)
class KindChange:
    """Goals of one kind and unit that were measured before and after: how many companies, and the two sums."""

    kind: str
    unit: str
    companies: int
    goals: int
    before: Decimal
    after: Decimal


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


def scope_of(actor: Actor) -> Scope:
    """What this advisor's institutions count."""
    own = institutions_of(actor)
    profiles = list(InstitutionProfile.objects.filter(organisation_id__in=own).order_by("organisation_id"))
    days = min((each.silent_after_days for each in profiles), default=SILENT_AFTER)
    return Scope(own, any(KINDS[each.kind].facilitates for each in profiles), days)


def open_cases_of(actor: Actor, on: date) -> QuerySet[SupportCase]:
    """The open cases in sight, the longest silent first."""
    own = institutions_of(actor)
    # Cases of others are few: they are found by partnership and consent first, so that the own are read by their index.
    near = Q(partners__institution_id__in=own) | Q(company__given_consents__institution_id__in=own)
    others = SupportCase.objects.filter(near, status__in=OPEN_STATUSES).exclude(lead_institution_id__in=own)
    shared = list(others.filter(case_sight(actor, on)).order_by().values_list("pk", flat=True).distinct())
    mine = Q(lead_institution_id__in=own) | Q(pk__in=shared) if shared else Q(lead_institution_id__in=own)
    rows = SupportCase.objects.filter(mine, status__in=OPEN_STATUSES)
    return rows.select_related("company", "lead_advisor").order_by(F("last_contact_on").asc(nulls_first=True), "number")


def is_silent(scope: Scope, on: date) -> Q:
    """Nobody of the institution has been in contact for so many days; before the first contact since the opening."""
    last = on - timedelta(days=scope.silent_after)
    opened = Q(last_contact_on__isnull=True, opened_at__lt=_begin_of(last + timedelta(days=1)))
    return Q(last_contact_on__lte=last) | opened


def stage_distribution(scope: Scope, until: date) -> Mapping[int, int]:
    """How many companies stand on each digital stage, by the newest reading of each up to a day."""
    newest = (
        _stages(scope).filter(read_on__lte=until).values("case__company_id").annotate(newest=Max(_moment_and_step()))
    )
    steps = newest.annotate(step=Right("newest", 1))
    found = steps.aggregate(**{f"step_{each}": Count(Case(When(step=str(each), then=Value(1)))) for each in _steps()})
    return {each: found[f"step_{each}"] for each in _steps()}


def stage_distribution_today(scope: Scope, today: date) -> Mapping[int, int]:
    """The same for today, worked out again only when a reading was added or the cases of the scope changed.

    Readings are frozen: their number and their newest moment tell whether there is anything new.
    """
    readings = ScaleReading.objects.filter(scale=Scale.DIGITAL_STAGE).order_by()
    read = readings.aggregate(count=Count("pk"), newest=Max("read_at"))
    cases = SupportCase.objects.filter(scope.of_cases).aggregate(count=Count("pk"))["count"]
    told = (today, scope.is_facilitator, *sorted(map(str, scope.institutions)), read["count"], read["newest"], cases)
    key = f"support_cases:stages:{sha256(repr(told).encode()).hexdigest()}"
    kept: Mapping[int, int] | None = cache.get(key)
    if kept is None:
        kept = stage_distribution(scope, today)
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def stage_transitions(scope: Scope, period: Period) -> Mapping[tuple[int, int], int]:
    """How many companies went from which stage to which in the period."""
    key = _moment_and_step()
    rows = (
        _stages(scope)
        .filter(read_on__lte=period.last)
        .values("case__company_id")
        .annotate(
            newest=Right(Max(key), 1),
            former=Right(Max(key, filter=Q(read_on__lt=period.first)), 1),
            first=Right(Min(key, filter=Q(read_on__gte=period.first)), 1),
        )
    )
    ways = {(was, now): Q(newest=str(now)) & _began(was) for was in _steps() for now in _steps()}
    found = rows.aggregate(
        **{f"way_{was}_{now}": Count(Case(When(way, then=Value(1)))) for (was, now), way in ways.items()}
    )
    return {(was, now): found[f"way_{was}_{now}"] for was, now in ways if found[f"way_{was}_{now}"]}


def support_counts(scope: Scope, period: Period) -> tuple[Counts, int]:
    """Contacts, companies, cases and hours of the period, and how many of the contacts followed up on an effect."""
    rows = SupportRecord.objects.filter(scope.of_records, started_at__gte=_begin_of(period.first))
    found = rows.filter(started_at__lt=_begin_of(period.last + timedelta(days=1))).aggregate(
        contacts=Count("pk"),
        companies=Count("case__company_id", distinct=True),
        cases=Count("case_id", distinct=True),
        seconds=Sum(_Seconds(F("ended_at"), F("started_at"))),
        without_end=Count("pk", filter=Q(ended_at__isnull=True)),
        follow_ups=Count("pk", filter=Q(kind=RecordKind.REVIEW)),
    )
    minutes = int(found["seconds"] or 0) // 60
    told = Counts(found["contacts"], found["companies"], found["cases"], minutes, found["without_end"])
    return told, found["follow_ups"]


def solved_challenges(scope: Scope, period: Period) -> int:
    """Challenges solved in the period."""
    within = Q(state="solved", solved_on__gte=period.first, solved_on__lte=period.last)
    return Challenge.objects.filter(scope.of("case"), within).count()


def graduates(scope: Scope, period: Period) -> int:
    """Companies that go on by themselves: now so, or whose case ended so in the period."""
    ended = Q(
        closing__reason="self_reliant",
        closing__closed_at__gte=_begin_of(period.first),
        closing__closed_at__lt=_begin_of(period.last + timedelta(days=1)),
    )
    rows = SupportCase.objects.filter(scope.of_cases).filter(Q(status=CaseStatus.SELF_RELIANT) | ended)
    return int(rows.aggregate(found=Count("company_id", distinct=True))["found"])


def open_counts(scope: Scope) -> tuple[int, int]:
    """Open cases, and the companies behind them."""
    rows = SupportCase.objects.filter(scope.of_cases, status__in=OPEN_STATUSES)
    found = rows.aggregate(cases=Count("pk"), companies=Count("company_id", distinct=True))
    return found["cases"], found["companies"]


def sent_applications(scope: Scope, period: Period, on: date) -> int:
    """Applications sent in the period by companies accompanied then, where the company's consent holds today."""
    consented = SharingConsent.objects.filter(consents_in_force(on), category=Category.RECORDS)
    if not scope.is_facilitator:
        consented = consented.filter(institution_id__in=scope.institutions)
    cases = SupportCase.objects.filter(scope.of_cases).filter(company_id__in=consented.values("company_id"))
    rows = Application.objects.filter(
        submitted_at__gte=_begin_of(period.first), submitted_at__lt=_begin_of(period.last + timedelta(days=1))
    )
    accompanied = rows.filter(organisation__support_cases__in=cases)
    accompanied = accompanied.filter(submitted_at__gte=F("organisation__support_cases__opened_at"))
    return int(accompanied.aggregate(found=Count("pk", distinct=True))["found"])


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
            companies=Count("case__company_id", distinct=True), goals=Count("pk"), was=Sum("baseline"), now=Sum("after")
        )
    )
    return [
        KindChange(row["kind"], row["unit"], row["companies"], row["goals"], row["was"], row["now"])
        for row in found.order_by("kind", "unit")
    ]


def homework_open(case_ids: list[UUID]) -> Mapping[UUID, Mapping[str, int]]:
    """How much homework is open on both sides of each case."""
    rows = Homework.objects.filter(case_id__in=case_ids, done_on__isnull=True).order_by()
    found: dict[UUID, dict[str, int]] = {}
    for row in rows.values("case_id", "side").annotate(count=Count("pk")):
        found.setdefault(row["case_id"], {})[row["side"]] = row["count"]
    return found


def _stages(scope: Scope) -> QuerySet[ScaleReading]:
    return ScaleReading.objects.filter(scope.of("case"), scale=Scale.DIGITAL_STAGE).order_by()


def _steps() -> range:
    measure = MEASURES[Scale.DIGITAL_STAGE]
    return range(measure.lowest, measure.highest + 1)


def _moment_and_step() -> Concat:
    """A text that sorts readings by day and moment and ends with their step, so that the greatest tells the newest."""
    parts = (
        Cast("read_on", CharField()),
        Value(" "),
        Cast("read_at", CharField()),
        Value(" "),
        Cast("value", CharField()),
    )
    return Concat(*parts, output_field=CharField())


def _began(step: int) -> Q:
    return Q(former=str(step)) | (Q(former__isnull=True) | Q(former="")) & Q(first=str(step))


def _begin_of(on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=TOKYO)
