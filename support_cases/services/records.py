"""Writing down a contact: kept once however often a phone sends it, never overwritten unseen, versions kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record as record_act
from support_cases.models import Homework, RecordPerson, RecordVersion, SupportCase, SupportRecord
from support_cases.policies import is_lead_consented, may_approve_record, may_change_record, may_work_on
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import Why

# What a record says by itself; people and homework are rows of their own.
FIELDS = (
    "kind",
    "method",
    "started_at",
    "ended_at",
    "place",
    "subject",
    "facts",
    "manager_said",
    "own_judgement",
    "insight",
    "advice",
    "agreed",
    "obstacles",
    "sub_step",
    "next_contact_on",
    "visibility",
)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part."""

    side: str
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of homework."""

    side: str
    what: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Everything a person writes of one contact: `values` by the names of FIELDS."""

    values: Mapping[str, Any]
    people: Sequence[Participant] = ()
    homework: Sequence[Task] = ()


@transaction.atomic
def write_record(*, case_id: UUID, client_key: UUID, written: Written, actor: Actor, at: datetime) -> SupportRecord:
    """Keep a new record. The same key again, from a phone that heard no answer, is answered with the one there is.

    Whoever went back and wrote on under that key is told so, KEPT_ALREADY: an answer would lose the new words.
    """
    case = SupportCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    insist(may_work_on(actor, case, tokyo_day(at)))
    if kept := SupportRecord.objects.filter(client_key=client_key).first():
        insist(may_change_record(actor, kept, tokyo_day(at)))
        if content_of(kept, written) not in [each.content for each in kept.versions.all()]:
            raise Refused(Why.KEPT_ALREADY)
        return kept
    row = SupportRecord.objects.create(
        case=case,
        institution_id=_institution(actor, case),
        client_key=client_key,
        recorded_by_id=actor.acting_id,
        recorded_at=at,
        saved_at=at,
        **written.values,
    )
    _put_people(row, written.people)
    _put_homework(row, written.homework)
    _keep_version(row, written, actor=actor, at=at)
    _note_contact(case, row)
    record_act(actor=actor, verb="save_record", subject=row, at=at, changes={"version": 1, "kind": row.kind})
    return row


@transaction.atomic
def change_record(*, record_id: UUID, version: int, written: Written, actor: Actor, at: datetime) -> SupportRecord:
    """Save a changed record as the next version; an approval of the former one falls away.

    Whoever saved in between is not overwritten: CHANGED_MEANWHILE, and the page shows both.
    """
    # The case first, as whoever writes a new record does: its days of contact are read and written by both.
    SupportCase.objects.select_for_update(of=("self",)).get(records=record_id)
    row = SupportRecord.objects.select_for_update(of=("self",)).select_related("case").get(pk=record_id)
    insist(may_change_record(actor, row, tokyo_day(at)))
    if row.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    for name, value in written.values.items():
        setattr(row, name, value)
    row.version, row.saved_at, row.approved_at, row.approved_by_label = version + 1, at, None, ""
    row.save()
    row.people.all().delete()
    _put_people(row, written.people)
    _replace_homework(row, written.homework)
    _keep_version(row, written, actor=actor, at=at)
    _note_contact(row.case, row)
    record_act(actor=actor, verb="save_record", subject=row, at=at, changes={"version": row.version, "kind": row.kind})
    return row


@transaction.atomic
def approve_record(*, record_id: UUID, actor: Actor, at: datetime) -> SupportRecord:
    """A colleague of the same institution, not the author, stands for the record too."""
    row = SupportRecord.objects.select_for_update(of=("self",)).get(pk=record_id)
    insist(may_approve_record(actor, row))
    if row.approved_at is not None:
        raise Refused(Why.NOT_NOW)
    row.approved_at, row.approved_by_label = at, actor.label
    row.save(update_fields=["approved_at", "approved_by_label"])
    record_act(actor=actor, verb="approve_record", subject=row, at=at, changes={"version": row.version})
    return row


def _institution(actor: Actor, case: SupportCase) -> UUID:
    """For which of the own institutions somebody writes: the lead where the person belongs to it."""
    own = institutions_of(actor)
    return case.lead_institution_id if case.lead_institution_id in own else own[0]


def _put_people(row: SupportRecord, people: Sequence[Participant]) -> None:
    RecordPerson.objects.bulk_create(
        RecordPerson(record=row, side=each.side, name=each.name, post=each.post) for each in people
    )


def _put_homework(row: SupportRecord, tasks: Sequence[Task]) -> None:
    Homework.objects.bulk_create(
        Homework(record=row, case_id=row.case_id, side=each.side, what=each.what, due_on=each.due_on, position=place)
        for place, each in enumerate(tasks, start=1)
    )


def _replace_homework(row: SupportRecord, tasks: Sequence[Task]) -> None:
    """What is done stays done: homework that reads the same keeps its row."""
    done = {(each.side, each.what): each.done_on for each in row.homework.all()}
    row.homework.all().delete()
    _put_homework(row, tasks)
    for each in row.homework.all():
        if (finished := done.get((each.side, each.what))) is not None:
            each.done_on = finished
            each.save(update_fields=["done_on"])


def content_of(row: SupportRecord, written: Written | None = None) -> dict[str, Any]:
    """What a record holds, or would hold with what somebody has written, as versions keep it."""
    if written is None:
        people = [Participant(each.side, each.name, each.post) for each in row.people.all()]
        written = Written({}, people, [Task(each.side, each.what, each.due_on) for each in row.homework.all()])
    content = {name: _plain(written.values.get(name, getattr(row, name))) for name in FIELDS}
    content["people"] = sorted([each.side, each.name, each.post] for each in written.people)
    content["homework"] = [[each.side, each.what, _plain(each.due_on)] for each in written.homework]
    return content


def _keep_version(row: SupportRecord, written: Written, *, actor: Actor, at: datetime) -> None:
    RecordVersion.objects.create(
        record=row, number=row.version, content=content_of(row, written), saved_by_label=actor.label, saved_at=at
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _note_contact(case: SupportCase, row: SupportRecord) -> None:
    """The case knows when somebody last spoke with the company, and when one will next.

    A lead whose consent has ended learns of no partner's visit, not even its day. What an earlier contact agreed to be
    next, corrected or sent later, does not take the place of what the last one agreed.
    """
    if row.institution_id != case.lead_institution_id and not is_lead_consented(case, tokyo_day(row.saved_at)):
        return
    day = tokyo_day(row.started_at)
    is_last = case.last_contact_on is None or day >= case.last_contact_on
    case.last_contact_on = max(case.last_contact_on or day, day)
    if row.next_contact_on is not None and is_last:
        case.next_contact_on = row.next_contact_on
    case.save(update_fields=["last_contact_on", "next_contact_on"])
