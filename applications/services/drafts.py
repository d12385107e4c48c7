"""A draft from its first field: started once, saved key by key, and never lost between two editors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Organisation, User
from accounts.rules.roles import OrganisationKind
from accounts.services.organisations import standing
from accounts.services.refusals import Refused, insist
from applications.models import Application, ApplicationSection, CallRevision, CostLine
from applications.policies import OWN_CHANNEL, may_edit, may_start
from applications.rules.answers import read_answers
from applications.rules.carrying import answers_carried, lines_carried
from applications.rules.refusals import Why
from applications.rules.sections import Section, SectionKey, section_named
from applications.rules.workflow import Status
from applications.selectors.calls import current_revisions
from records.audit.recording import record


@dataclass(frozen=True, slots=True)
class Saved:
    """What was kept, and a sentence for each key that could not be kept."""

    section: ApplicationSection
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved in between. Nothing was written; `theirs` is kept, `yours` is handed back, key by key.

    Calling again with the merged answers and `version` keeps them.
    """

    version: int
    saved_at: datetime
    saved_by: str
    theirs: Mapping[str, Any]
    yours: Mapping[str, Any]


@transaction.atomic
def start_draft(
    *,
    call_id: str,
    organisation_id: UUID,
    actor: Actor,
    at: datetime,
    known: Mapping[str, Any] | None = None,
    industry: str = "",
) -> Application:
    """Begin a draft with what a pre-check has answered; the company's open draft for the call, if there is one."""
    insist(may_start(actor, organisation_id))
    revision = published_revision(call_id)
    # Locked, so that a double click begins one draft.
    organisation = standing(organisation_id)
    if organisation.kind != OrganisationKind.COMPANY:
        raise Refused(Why.NOT_A_COMPANY)
    begun = Application.objects.filter(
        call_id=call_id, organisation=organisation, status=Status.DRAFT, channel=OWN_CHANNEL
    ).first()
    return begun or create_draft(revision, organisation, actor=actor, at=at, known=known or {}, industry=industry)


def published_revision(call_id: str) -> CallRevision:
    """The call's revision in force; a call that nobody outside has seen takes no application."""
    revision = current_revisions().filter(call_id=call_id).first()
    if revision is None:
        raise Refused(Why.CALL_NOT_PUBLISHED)
    return revision


def create_draft(
    revision: CallRevision,
    organisation: Organisation,
    *,
    actor: Actor,
    at: datetime,
    known: Mapping[str, Any],
    industry: str = "",
    channel: str = OWN_CHANNEL,
    received_on: date | None = None,
    arrived_at: datetime | None = None,
    own_key: UUID | None = None,
) -> Application:
    """A new draft with its first answers, in the caller's transaction; under this key of its own, if one is given."""
    application = Application.objects.create(
        pk=own_key or uuid4(),
        call_id=revision.call_id,
        revision=revision,
        organisation=organisation,
        channel=channel,
        received_on=received_on,
        arrived_at=arrived_at,
        created_by_id=actor.acting_id,
        created_at=at,
    )
    answers = answers_carried(known, industry=industry)
    applicant = _of_register(organisation, actor, is_own=channel == OWN_CHANNEL)
    answers[SectionKey.APPLICANT] = {**applicant, **answers.get(SectionKey.APPLICANT, {})}
    for key, given in answers.items():
        _write(ApplicationSection(application=application, key=key), section_named(key), given, actor=actor, at=at)
    lines = enumerate(lines_carried(known), start=1)
    CostLine.objects.bulk_create(
        CostLine(application=application, position=n, saved_at=at, saved_by_id=actor.acting_id, **line.model_dump())
        for n, line in lines
    )
    changes = {"call": revision.call_id, "revision": revision.number, "channel": channel}
    record(actor=actor, verb="start_draft", subject=application, at=at, changes=changes)
    return application


def _of_register(organisation: Organisation, actor: Actor, *, is_own: bool) -> dict[str, Any]:
    """What the register of companies knows already; the person who begins is the first to be called."""
    known = {
        "name": organisation.name,
        "name_kana": organisation.name_kana,
        "corporate_number": organisation.corporate_number,
        "hq_postal": organisation.postal_code,
        "hq_address": organisation.address,
        "hq_muni_code": organisation.municipality_code,
        "contact_tel": organisation.telephone,
    }
    if is_own:
        first = User.objects.get(pk=actor.acting_id)
        known |= {"contact_name": first.name, "contact_email": first.email}
    shape = section_named(SectionKey.APPLICANT).shape
    return read_answers(shape, {key: value for key, value in known.items() if value}).answers


@transaction.atomic
def save_section(
    *, application_id: UUID, key: str, answers: Mapping[str, Any], version: int, actor: Actor, at: datetime
) -> Saved | Conflict:
    """Keep the keys given, beside those kept before. `version` is the one the editor saw; 0 is a blank section."""
    application = locked_draft(application_id, actor)
    section = section_named(key)
    row = application.sections.select_related("saved_by").filter(key=key).first()
    typed = read_answers(section.shape, answers)
    if row is not None and row.version != version and (conflict := _conflict(row, typed.answers)):
        return conflict
    before = row.all_answers if row else {}
    changed = sorted(name for name, value in typed.answers.items() if before.get(name) != value)
    if row is not None and not changed:
        return Saved(row, typed.problems)
    row = row or ApplicationSection(application=application, key=section.key, version=0)
    row.version += 1
    _write(row, section, {**before, **typed.answers}, actor=actor, at=at)
    _touch(application, typed.answers)
    record(
        actor=actor,
        verb="save_section",
        subject=application,
        at=at,
        changes={"section": key, "version": row.version, "keys": changed},
    )
    return Saved(row, typed.problems)


def locked_draft(application_id: UUID, actor: Actor) -> Application:
    """The draft, locked against whoever sends or edits it at the same time, if this person may edit it."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("revision", "organisation")
        .defer("revision__raw_terms")
        .get(pk=application_id)
    )
    insist(may_edit(actor, application))
    return application


def _conflict(row: ApplicationSection, yours: Mapping[str, Any]) -> Conflict | None:
    """The keys that differ from what somebody else kept; two editors who agree are in no conflict."""
    kept = row.all_answers
    differing = [name for name, value in yours.items() if kept.get(name) != value]
    if not differing:
        return None
    return Conflict(
        version=row.version,
        saved_at=row.saved_at,
        saved_by=row.saved_by.name,
        theirs={name: kept.get(name) for name in differing},
        yours={name: yours[name] for name in differing},
    )


def _write(
    row: ApplicationSection, section: Section, answers: Mapping[str, Any], *, actor: Actor, at: datetime
) -> None:
    sealed = {name: value for name, value in answers.items() if name in section.sealed_keys}
    row.answers = {name: value for name, value in answers.items() if name not in section.sealed_keys}
    row.sealed_answers = json.dumps(sealed, ensure_ascii=False) if sealed else None
    row.saved_at = at
    row.saved_by_id = actor.acting_id
    row.save()


def _touch(application: Application, answers: Mapping[str, Any]) -> None:
    """Lists show the project's title without opening the plan."""
    if "project_title" in answers and application.title != answers["project_title"]:
        application.title = answers["project_title"]
        application.save(update_fields=["title"])
