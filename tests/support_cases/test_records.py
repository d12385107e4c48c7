"""A contact is kept once, never overwritten unseen, and remembered as it was."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.services.refusals import Refused
from support_cases.models import RecordVersion, SupportCase, SupportRecord
from support_cases.rules.refusals import Why
from support_cases.rules.scales import Scale
from support_cases.rules.workflow import CaseMove
from support_cases.services.cases import move_case, read_scale
from support_cases.services.records import approve_record, change_record, write_record
from tests.case_worlds import AT, TODAY, opened_case, recorded, written
from tests.people import People

LATER = AT + timedelta(hours=2)


def test_the_same_record_sent_twice_is_kept_once(people: People) -> None:
    case, key = opened_case(people), uuid.uuid4()
    first, again = (
        write_record(case_id=case.pk, client_key=key, written=written(), actor=people.actor("goto"), at=AT)
        for _ in range(2)
    )
    assert first.pk == again.pk
    assert SupportRecord.objects.count() == 1


def test_words_written_on_under_a_kept_key_are_told_and_not_lost(people: People) -> None:
    case, key, goto = opened_case(people), uuid.uuid4(), people.actor("goto")
    row = write_record(case_id=case.pk, client_key=key, written=written(), actor=goto, at=AT)
    with pytest.raises(Refused) as refusal:
        write_record(case_id=case.pk, client_key=key, written=written(facts="戻って書き足した"), actor=goto, at=AT)
    assert refusal.value.why is Why.KEPT_ALREADY
    change_record(record_id=row.pk, version=1, written=written(facts="直した"), actor=goto, at=LATER)
    again = write_record(case_id=case.pk, client_key=key, written=written(), actor=goto, at=LATER)
    assert (again.pk, again.facts) == (row.pk, "直した")


def test_whoever_saves_second_is_told_and_overwrites_nothing(people: People) -> None:
    row = recorded(people, opened_case(people))
    goto = people.actor("goto")
    change_record(record_id=row.pk, version=1, written=written(facts="1日に60件"), actor=goto, at=LATER)
    with pytest.raises(Refused) as refusal:
        change_record(record_id=row.pk, version=1, written=written(facts="1日に20件"), actor=goto, at=LATER)
    assert refusal.value.why is Why.CHANGED_MEANWHILE
    row.refresh_from_db()
    assert (row.facts, row.version) == ("1日に60件", 2)


def test_every_state_is_kept_and_none_is_edited(people: People) -> None:
    row = recorded(people, opened_case(people))
    change_record(record_id=row.pk, version=1, written=written(facts="直した"), actor=people.actor("goto"), at=LATER)
    facts = [version.content["facts"] for version in row.versions.all()]
    assert facts == ["受注はFAXで、1日に40件を手で入力している。", "直した"]
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordVersion.objects.update(number=9)


def test_homework_that_was_done_stays_done_when_the_record_is_corrected(people: People) -> None:
    row = recorded(people, opened_case(people))
    task = row.homework.get()
    task.done_on = TODAY
    task.save()
    change_record(record_id=row.pk, version=1, written=written(facts="直した"), actor=people.actor("goto"), at=LATER)
    assert row.homework.get().done_on == TODAY


def test_a_record_moves_the_days_of_contact(people: People) -> None:
    case = opened_case(people)
    recorded(people, case)
    case.refresh_from_db()
    assert case.last_contact_on == TODAY


def test_an_earlier_contact_sent_later_does_not_move_the_next_day(people: People) -> None:
    case, goto, soon = opened_case(people), people.actor("goto"), TODAY + timedelta(days=20)
    earlier = written(started_at=AT - timedelta(days=9), ended_at=None, next_contact_on=TODAY)
    for told in (written(next_contact_on=soon), earlier):
        write_record(case_id=case.pk, client_key=uuid.uuid4(), written=told, actor=goto, at=AT)
    case.refresh_from_db()
    assert (case.last_contact_on, case.next_contact_on) == (TODAY, soon)


@pytest.mark.parametrize("name", ["aoki", "hara", "doi", "chiba"])
def test_only_the_institution_that_wrote_it_changes_a_record(people: People, name: str) -> None:
    row = recorded(people, opened_case(people))
    with pytest.raises(Refused):
        change_record(record_id=row.pk, version=1, written=written(), actor=people.actor(name), at=LATER)


def test_nobody_approves_the_own_record(people: People) -> None:
    row = recorded(people, opened_case(people))
    with pytest.raises(Refused) as refusal:
        approve_record(record_id=row.pk, actor=people.actor("goto"), at=LATER)
    assert refusal.value.why is Why.FOR_SUPERIOR


def test_a_step_back_on_the_process_needs_its_reason(people: People) -> None:
    case, goto = opened_case(people), people.actor("goto")

    def read(value: int, because: str = "") -> None:
        read_scale(
            case_id=case.pk,
            scale=Scale.PROCESS_PHASE,
            value=value,
            read_on=TODAY,
            evidence="推進の担当を決めた",
            because=because,
            actor=goto,
            at=LATER,
        )

    read(3)
    with pytest.raises(Refused) as refusal:
        read(2)
    assert refusal.value.why is Why.REASON_MISSING
    read(2, "現場の合意を取り直すため")
    assert [row.value for row in case.readings.order_by("read_at", "value")] == [2, 3]


@pytest.mark.parametrize(("scale", "value"), [(Scale.DIGITAL_STAGE, 0), (Scale.SELF_RELIANCE, 5), (Scale.MATURITY, 6)])
def test_a_value_off_its_scale_is_refused(people: People, scale: Scale, value: int) -> None:
    case = opened_case(people)
    with pytest.raises(Refused) as refusal:
        read_scale(
            case_id=case.pk,
            scale=scale,
            value=value,
            read_on=TODAY,
            evidence="聞き取り",
            actor=people.actor("goto"),
            at=AT,
        )
    assert refusal.value.why is Why.NOT_ON_SCALE


def test_a_closed_case_takes_no_more_records(people: People) -> None:
    case = opened_case(people)
    move_case(case_id=case.pk, move=CaseMove.CLOSE, actor=people.actor("goto"), at=AT, because="目標に届いたため")
    with pytest.raises(Refused) as refusal:
        recorded(people, SupportCase.objects.get(pk=case.pk))
    assert refusal.value.why is Why.NOT_NOW
