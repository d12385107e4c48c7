"""An institution with so many cases of twenty records each, and how long its first page and statistics take.

The rows are made in bulk through the models, for the figure alone: how they came about is not what is measured.
"""

import statistics
import uuid
from datetime import UTC, datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import Organisation, User
from accounts.services.demonstration import settle_people
from accounts.services.second_factor import SHOWN_BY
from bench.figures import seconds
from support_cases.models import ScaleReading, SupportCase, SupportRecord

_RECORDS, _STAGES = 20, 2
_TIMES, _WARM_UP = 40, 5
FIRST, STATISTICS, PERSON = "/support/", "/support/portfolio/", "/bench/person/"


def main(count: int) -> None:
    """Lay out the cases, then print three times in milliseconds: first page, statistics, session-and-user view."""
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "bench.urls", ["testserver"]
    call_command("migrate", verbosity=0, interactive=False)
    at = datetime.now(UTC)
    people = settle_people(password=None, at=at, domain="bench.test")
    goto = people.users["goto"]
    _lay_out(count, people.lead_institution, goto, at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(*_milliseconds(_at_the_desk(goto)))


def _lay_out(count: int, bank: Organisation, goto: User, at: datetime) -> None:
    companies = Organisation.objects.bulk_create(
        (Organisation(kind="company", name=f"見本企業{number}", created_at=at) for number in range(count)),
        batch_size=500,
    )
    cases = SupportCase.objects.bulk_create(
        (_case(number, company, bank, goto, at) for number, company in enumerate(companies, start=1)), batch_size=500
    )
    SupportRecord.objects.bulk_create(
        (_record(case, number, bank, goto, at) for case in cases for number in range(_RECORDS)), batch_size=500
    )
    ScaleReading.objects.bulk_create(
        (_reading(case, scale, number, at) for case in cases for scale in _SCALES for number in range(_STAGES)),
        batch_size=500,
    )


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


def _record(case: SupportCase, number: int, bank: Organisation, goto: User, at: datetime) -> SupportRecord:
    began = at - timedelta(days=35 * number + case.number % 30)
    return SupportRecord(
        case=case,
        institution=bank,
        client_key=uuid.uuid4(),
        method="visit",
        started_at=began,
        ended_at=began + timedelta(hours=1),
        subject=f"訪問{number}",
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


def _at_the_desk(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session[SHOWN_BY] = str(user.pk)
    session.save()
    return client


def _milliseconds(client: Client) -> list[float]:
    """The three alternate, so that a slow moment strikes all."""
    paths = (FIRST, STATISTICS, PERSON)
    for path in paths * _WARM_UP:
        if client.get(path).status_code != 200:
            raise RuntimeError(path)
    rounds = [[seconds(partial(client.get, path)) for path in paths] for _ in range(_TIMES)]
    return [1000 * statistics.median(each) for each in zip(*rounds, strict=True)]
