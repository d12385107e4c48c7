"""One case in a database of its own, and how long it takes to save a record of it."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.actor import actor_of
from accounts.services.demonstration import Settled
from bench.desk import PERSON, at_the_desk, looking, medians, opened_house
from kernel.calendar import tokyo_day
from support_cases.models import SupportCase
from support_cases.rules.sharing import Category
from support_cases.services.cases import open_case
from support_cases.services.consents import give_consent

_TIMES, _WARM_UP = 60, 5
_PAGE = {
    "kind": "accompaniment",
    "method": "visit",
    "started_at": "2025-05-20T10:00",
    "subject": "受注の流れを聞く",
    "facts": "受注はFAXで、1日に40件を手で入力している。" * 5,
    "own_judgement": "腹落ちはまだ浅い。",
    "visibility": "company",
    "people-TOTAL_FORMS": "1",
    "people-INITIAL_FORMS": "0",
    "people-0-side": "company",
    "people-0-name": "青木 花子",
    "homework-TOTAL_FORMS": "2",
    "homework-INITIAL_FORMS": "0",
    "homework-0-side": "company",
    "homework-0-what": "件数を数える",
    "homework-1-side": "institution",
    "homework-1-what": "道具を調べる",
}


def main() -> None:
    """Print the time of a save and that of the session-and-user view, in milliseconds."""
    people = opened_house(timezone.now())
    address = reverse("support_cases:record_new", args=[_opened(people).pk])
    client = at_the_desk(people.users["goto"])

    def save() -> None:
        answer = client.post(address, {**_PAGE, "client_key": str(uuid.uuid4())})
        if answer.status_code != 302:
            raise RuntimeError(answer.content.decode())

    print(*medians([save, looking(client, PERSON)], times=_TIMES, warm_up=_WARM_UP))


def _opened(people: Settled) -> SupportCase:
    at = timezone.now()
    company, lead, today = people.company.pk, people.lead_institution.pk, tokyo_day(at)
    give_consent(
        company_id=company,
        institution_id=lead,
        category=Category.RECORDS,
        starts_on=today,
        until=today + timedelta(days=365),
        actor=actor_of(people.users["aoki"]),
        at=at,
    )
    goto = actor_of(people.users["goto"])
    return open_case(company_id=company, institution_id=lead, source="visit", demand_layer="latent", actor=goto, at=at)
