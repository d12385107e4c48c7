"""Support cases as real verbs leave them: consent first, then a case, then what is written in it."""

import uuid
from datetime import date, datetime, timedelta

from kernel.calendar import TOKYO
from support_cases.models import SharingConsent, SupportCase, SupportRecord
from support_cases.rules.sharing import Category, Visibility
from support_cases.services.cases import add_partner, open_case
from support_cases.services.consents import give_consent
from support_cases.services.records import Participant, Task, Written, write_record
from tests.people import People

AT = datetime(2025, 5, 20, 10, 0, tzinfo=TOKYO)
TODAY = AT.date()
A_YEAR_LATER = TODAY + timedelta(days=365)
JUDGEMENT = "見立て:社長の腹落ちはまだ浅い"


def consented(
    people: People,
    *,
    to: str = "lead_institution",
    category: Category = Category.RECORDS,
    starts_on: date = TODAY,
    until: date = A_YEAR_LATER,
    at: datetime = AT,
) -> SharingConsent:
    """Aoki's company lets an institution see one category."""
    return give_consent(
        company_id=people.company.pk,
        institution_id=getattr(people, to).pk,
        category=category,
        starts_on=starts_on,
        until=until,
        actor=people.actor("aoki"),
        at=at,
    )


def opened_case(people: People, *, at: datetime = AT) -> SupportCase:
    """Goto's bank accompanies Aoki's company."""
    consented(people, at=at)
    return open_case(
        company_id=people.company.pk,
        institution_id=people.lead_institution.pk,
        source="visit",
        demand_layer="latent",
        actor=people.actor("goto"),
        at=at,
    )


def partnered_case(people: People, *, at: datetime = AT) -> SupportCase:
    """The same, with Hara's chamber as a partner whom the company lets see the records."""
    case = opened_case(people, at=at)
    consented(people, to="other_institution", at=at)
    add_partner(
        case_id=case.pk,
        institution_id=people.other_institution.pk,
        role="経営相談",
        starts_on=at.date(),
        actor=people.actor("goto"),
        at=at,
    )
    return case


def written(visibility: Visibility = Visibility.OWN, **values: object) -> Written:
    """What somebody writes after a visit."""
    told = {
        "kind": "first_visit",
        "method": "visit",
        "started_at": AT,
        "ended_at": AT + timedelta(hours=1),
        "subject": "受注の流れを聞く",
        "facts": "受注はFAXで、1日に40件を手で入力している。",
        "manager_said": "まず現場の負担を減らしたい。",
        "own_judgement": JUDGEMENT,
        "visibility": visibility.value,
        **values,
    }
    return Written(
        told,
        people=(Participant("company", "青木 花子", "代表"), Participant("institution", "後藤 七海")),
        homework=(Task("company", "受注の件数を1週間数える", TODAY + timedelta(days=14)),),
    )


def recorded(
    people: People, case: SupportCase, *, visibility: Visibility = Visibility.OWN, name: str = "goto", at: datetime = AT
) -> SupportRecord:
    """A record, as an advisor sends it from a phone."""
    return write_record(
        case_id=case.pk, client_key=uuid.uuid4(), written=written(visibility), actor=people.actor(name), at=at
    )
