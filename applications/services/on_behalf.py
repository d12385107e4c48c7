"""Files that came on paper or through the other desk: the secretariat types them in, with the day they arrived."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Organisation
from accounts.rules.particulars import Particulars
from accounts.rules.roles import OrganisationKind
from accounts.services.organisations import company_with, standing
from accounts.services.refusals import Refused, insist
from applications.models import Application
from applications.policies import OWN_CHANNEL, may_enter_on_behalf
from applications.rules.refusals import Why
from applications.services.drafts import create_draft, published_revision
from kernel.calendar import tokyo_day
from kernel.entry import EntryError
from kernel.identifiers import parse_corporate_number
from records.audit.recording import record


@transaction.atomic
def note_company(*, particulars: Particulars, actor: Actor, at: datetime, because: str) -> Organisation:
    """The company of a file that came elsewhere: the one in the register, or a new one that nobody is a member of yet.

    A person in business has no number (法人番号) and is noted by name; whoever signs up later asks to be let in.
    """
    insist(may_enter_on_behalf(actor))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    number = particulars.corporate_number and _number(particulars.corporate_number)
    if number and (known := company_with(number)) is not None:
        return known
    values = {**asdict(particulars), "corporate_number": number}
    try:
        with transaction.atomic():
            company = Organisation.objects.create(kind=OrganisationKind.COMPANY, created_at=at, **values)
    except IntegrityError:
        # Somebody else has noted or registered it at this very moment.
        if (known := company_with(number) if number else None) is not None:
            return known
        raise
    record(actor=actor, verb="note_company", subject=company, at=at, changes=values, because=because.strip())
    return company


def _number(text: str) -> str:
    try:
        return parse_corporate_number(text)
    except EntryError as error:
        raise Refused(Why.NUMBER_IS_WRONG) from error


@transaction.atomic
def enter_on_behalf(
    *,
    call_id: str,
    organisation_id: UUID,
    channel: str,
    received_on: date,
    actor: Actor,
    at: datetime,
    because: str,
    arrived_at: datetime | None = None,
    known: Mapping[str, Any] | None = None,
    key: UUID | None = None,
) -> Application:
    """Begin the entry of a file that arrived elsewhere. The day of arrival, not of entry, is judged (R-002, R-003).

    A key belongs to one form that was filled in: used again, it is an IntegrityError, and nothing is entered.
    Audited with the reason. After the closing this is the only way in, and a late arrival stays late.
    """
    insist(may_enter_on_behalf(actor))
    _refuse_impossible(channel, received_on, arrived_at, at)
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    revision = published_revision(call_id)
    organisation = standing(organisation_id)
    if organisation.kind != OrganisationKind.COMPANY:
        raise Refused(Why.NOT_A_COMPANY)
    application = create_draft(
        revision,
        organisation,
        actor=actor,
        at=at,
        known=known or {},
        channel=channel,
        received_on=received_on,
        arrived_at=arrived_at,
        own_key=key,
    )
    changes = {"channel": channel, "received_on": received_on.isoformat()}
    record(actor=actor, verb="enter_on_behalf", subject=application, at=at, changes=changes, because=because.strip())
    return application


def _refuse_impossible(channel: str, received_on: date, arrived_at: datetime | None, at: datetime) -> None:
    needs_moment = channel == "jgrants"
    if channel == OWN_CHANNEL or needs_moment is (arrived_at is None):
        raise Refused(Why.CHANNEL_IS_NOT_ENTERED)
    if received_on > tokyo_day(at) or (arrived_at is not None and arrived_at > at):
        raise Refused(Why.ARRIVES_LATER)
