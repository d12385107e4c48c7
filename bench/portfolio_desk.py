"""An institution with so many cases of twenty records each, and how long its first page and statistics take.

The rows are made in bulk through the models, for the figure alone: how they came about is not what is measured.
"""

import uuid
from datetime import UTC, datetime, timedelta

from django.core.cache import cache
from django.db import connection

from accounts.models import Organisation, User
from bench.desk import PERSON, at_the_desk, looking, medians, opened_house
from support_cases.models import Goal, Measurement, ScaleReading, SharingConsent, SupportCase, SupportRecord

_RECORDS, _STAGES = 20, 2
_TIMES, _COLD_TIMES, _WARM_UP = 40, 15, 3
FIRST, STATISTICS = "/support/", "/support/portfolio/"


def main(count: int) -> None:
    """Lay out the cases, then print milliseconds of the first page, the statistics and the session-and-user view.

    Three with the figures that were kept, three with none.
    """
    at = datetime.now(UTC)
    people = opened_house(at)
    with connection.cursor() as cursor:
        # Nothing of this database outlives the figure.
        cursor.execute("PRAGMA synchronous=OFF")
    goto = people.users["goto"]
    _lay_out(count, people.lead_institution, goto, at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = at_the_desk(goto)
    pages = [looking(client, path) for path in (FIRST, STATISTICS, PERSON)]
    kept = medians(pages, times=_TIMES, warm_up=_WARM_UP)
    print(*kept, *medians(pages, times=_COLD_TIMES, warm_up=1, before=cache.clear))


def _lay_out(count: int, bank: Organisation, goto: User, at: datetime) -> None:
    companies = Organisation.objects.bulk_create(
        (Organisation(kind="company", name=f"見本企業{number}", created_at=at) for number in range(count)),
        batch_size=_BATCH,
    )
    cases = SupportCase.objects.bulk_create(
        (_case(number, company, bank, goto, at) for number, company in enumerate(companies, start=1)), batch_size=_BATCH
    )
    SupportRecord.objects.bulk_create((_record(case, bank, goto, at) for case in cases), batch_size=_BATCH)
    _repeat_records()
    ScaleReading.objects.bulk_create(
        (_reading(case, scale, number, at) for case in cases for scale in _SCALES for number in range(_STAGES)),
        batch_size=_BATCH,
    )
    SharingConsent.objects.bulk_create((_consent(each, bank, at) for each in companies), batch_size=_BATCH)
    goals = Goal.objects.bulk_create((_goal(case, at) for case in cases), batch_size=_BATCH)
    Measurement.objects.bulk_create((_measurement(goal, at) for goal in goals), batch_size=_BATCH)


_BATCH = 2_000
_SCALES = ("digital_stage", "process_phase")


def _case(number: int, company: Organisation, bank: Organisation, goto: User, at: datetime) -> SupportCase:
    return SupportCase(
        number=number,
        company=company,
        lead_institution=bank,
        lead_advisor=goto,
        status="supporting" if number % 5 else "closed",
        source="visit",
        opened_at=at - timedelta(days=700),
        last_contact_on=(at - timedelta(days=number % 90)).date(),
    )


def _repeat_records() -> None:
    """Nineteen more of each record, one every 35 days before: a hundred thousand rows are copied, not made one by one."""
    earlier = "strftime('%Y-%m-%d %H:%M:%f', {}, '-' || (35 * times.n) || ' days')"
    new_key = "lower(hex(randomblob(16)))"
    changed = {"id": new_key, "client_key": new_key}
    changed |= {name: earlier.format(name) for name in ("started_at", "ended_at")}
    columns = [str(field.column) for field in SupportRecord._meta.concrete_fields]
    told = ", ".join(changed.get(each, each) for each in columns)
    table = SupportRecord._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE times(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < {_RECORDS - 1})"
            f" INSERT INTO {table} ({', '.join(columns)}) SELECT {told} FROM {table}, times"
        )


def _record(case: SupportCase, bank: Organisation, goto: User, at: datetime) -> SupportRecord:
    began = at - timedelta(days=case.number % 30)
    return SupportRecord(
        case=case,
        institution=bank,
        client_key=uuid.uuid4(),
        method="visit",
        started_at=began,
        ended_at=began + timedelta(hours=1),
        subject="訪問",
        facts="受注の流れを聞く",
        recorded_by=goto,
        recorded_at=at,
        saved_at=at,
    )


def _reading(case: SupportCase, scale: str, number: int, at: datetime) -> ScaleReading:
    return ScaleReading(
        case=case,
        scale=scale,
        value=1 + (case.number + number) % 4,
        read_on=(at - timedelta(days=400 * (1 - number))).date(),
        evidence="訪問",
        read_by_label="bench",
        read_at=at,
    )


def _consent(company: Organisation, bank: Organisation, at: datetime) -> SharingConsent:
    days = {"starts_on": (at - timedelta(days=700)).date(), "until": (at + timedelta(days=365)).date()}
    return SharingConsent(
        company=company, institution=bank, category="records", given_at=at, given_by_label="bench", **days
    )


def _goal(case: SupportCase, at: datetime) -> Goal:
    began = (at - timedelta(days=400)).date()
    words = {"kind": "hours_year", "task": "受注の入力", "unit": "時間/年"}
    return Goal(case=case, baseline=400, baseline_on=began, target=300, due_on=at.date(), **words)


def _measurement(goal: Goal, at: datetime) -> Measurement:
    return Measurement(goal=goal, value=350, measured_on=at.date(), noted_at=at, noted_by_label="bench")
