"""Companies an institution has in mind: noted once, changed without overwriting anybody, seen by nobody else."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Organisation
from accounts.rules.particulars import Particulars
from accounts.rules.roles import OrganisationKind
from accounts.services.organisations import company_with
from accounts.services.refusals import Refused, insist
from records.audit.recording import record
from support_cases.models import PipelineEntry
from support_cases.policies import may_open_case
from support_cases.rules.refusals import Why

FIELDS = ("demand_layer", "source", "next_approach", "next_approach_on", "last_contact_on", "note", "is_dropped")


@transaction.atomic
def note_company(
    *, particulars: Particulars, institution_id: UUID, values: Mapping[str, Any], actor: Actor, at: datetime
) -> PipelineEntry:
    """Note a company: the one in the register under this 法人番号, or a new one that nobody is a member of yet."""
    insist(may_open_case(actor, institution_id))
    number = particulars.corporate_number
    company = company_with(number) if number else None
    if company is not None and company.kind != OrganisationKind.COMPANY:
        raise Refused(Why.NOT_A_COMPANY)
    if company is None:
        told = asdict(particulars)
        company = Organisation.objects.create(kind=OrganisationKind.COMPANY, created_at=at, **told)
        record(actor=actor, verb="note_visited_company", subject=company, at=at, changes=told)
    try:
        with transaction.atomic():
            entry = PipelineEntry.objects.create(
                institution_id=institution_id, company=company, advisor_id=actor.acting_id, noted_at=at, **values
            )
    except IntegrityError as taken:
        raise Refused(Why.NOTED_ALREADY) from taken
    record(actor=actor, verb="save_pipeline", subject=entry, at=at, changes={"company": str(company.pk)})
    return entry


@transaction.atomic
def change_entry(
    *, entry_id: UUID, version: int, values: Mapping[str, Any], actor: Actor, at: datetime
) -> PipelineEntry:
    """Save what is known and planned of a company."""
    entry = PipelineEntry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    insist(may_open_case(actor, entry.institution_id))
    if entry.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    changes = {
        name: [str(getattr(entry, name)), str(value)]
        for name, value in values.items()
        if name != "note" and getattr(entry, name) != value
    }
    for name, value in values.items():
        setattr(entry, name, value)
    entry.version = version + 1
    entry.save()
    record(actor=actor, verb="save_pipeline", subject=entry, at=at, changes=changes)
    return entry
