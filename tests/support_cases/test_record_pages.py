"""The record page: what an advisor sends from a phone is kept once, and nothing typed is lost on a refusal."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from time_machine import travel

from records.selectors import attachments_of
from support_cases.models import InstitutionProfile, SupportCase, SupportRecord
from support_cases.rules.sharing import Visibility
from support_cases.rules.workflow import CaseMove
from support_cases.services.cases import move_case
from support_cases.services.records import change_record
from tests.case_worlds import AT, JUDGEMENT, opened_case, partnered_case, recorded, written
from tests.people import People, signed_in

pytestmark = pytest.mark.usefixtures("_today")
NOW = AT + timedelta(hours=3)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(NOW, tick=False):
        yield


def entry(**values: Any) -> dict[str, Any]:
    return {
        "client_key": str(uuid.uuid4()),
        "kind": "pre_consultation",
        "method": "visit",
        "started_at": "2025-05-20T10:00",
        "ended_clock": "11:30",
        "subject": "受注の流れ",
        "facts": "受注はFAXです。",
        "own_judgement": JUDGEMENT,
        "visibility": "partners",
        "people-TOTAL_FORMS": "2",
        "people-INITIAL_FORMS": "0",
        "people-0-side": "institution",
        "people-0-name": "原 八郎",
        "people-0-post": "見本商工会",
        "people-1-side": "company",
        "homework-TOTAL_FORMS": "2",
        "homework-INITIAL_FORMS": "0",
        "homework-0-side": "company",
        "homework-0-what": "件数を数える",
        "homework-0-due_on": "2025-06-03",
        "homework-1-side": "institution",
        **values,
    }


def _address(case: SupportCase) -> str:
    return reverse("support_cases:record_new", args=[case.pk])


def test_a_visit_is_written_down(people: People) -> None:
    case = opened_case(people)
    answer = signed_in(people.goto).post(_address(case), entry())
    assert (answer.status_code, answer["Location"]) == (302, reverse("support_cases:case", args=[case.pk]) + "?kept=1")
    row = SupportRecord.objects.get()
    assert (row.kind, row.facts, row.ended_at) == ("pre_consultation", "受注はFAXです。", AT + timedelta(minutes=90))
    assert [(each.side, each.name) for each in row.people.all()] == [("institution", "原 八郎")]
    assert [each.what for each in row.homework.all()] == ["件数を数える"]


def test_a_script_sends_it_twice_and_hears_twice_that_it_is_kept(people: People) -> None:
    case, told, client = opened_case(people), entry(), signed_in(people.goto)
    answers = [client.post(_address(case), told, headers={"X-Outbox": "1"}).json() for _ in range(2)]
    assert [each["is_kept"] for each in answers] == [True, True]
    assert SupportRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"subject": ""}, "入力してください。"),
        ({"started_at": "2025-05-21T10:00"}, "まだ来ていない日です。"),
        ({"ended_clock": "09:00"}, "始まりより後の時刻を入力してください。"),
        ({"homework-1-due_on": "2025-06-03"}, "内容を入力してください。"),
        ({"people-1-post": "工場長"}, "名前を入力してください。"),
    ],
)
def test_a_refused_record_keeps_what_was_typed(people: People, wrong: dict[str, str], sentence: str) -> None:
    case, client = opened_case(people), signed_in(people.goto)
    answer = client.post(_address(case), entry(**wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "受注はFAXです。" in page
    assert "件数を数える" in page
    assert not SupportRecord.objects.exists()
    assert client.post(_address(case), entry(**wrong), headers={"X-Outbox": "1"}).json()["is_kept"] is False


def test_without_scripts_a_button_adds_a_row_and_loses_nothing(people: People) -> None:
    page = signed_in(people.goto).post(_address(opened_case(people)), entry(more="homework")).content.decode()
    assert "homework-2-what" in page
    assert "受注はFAXです。" in page


def test_a_number_of_rows_that_is_no_plain_figure_counts_as_none(people: People) -> None:
    sent = entry(more="homework") | {"homework-TOTAL_FORMS": "²"}
    assert signed_in(people.goto).post(_address(opened_case(people)), sent).status_code == 200


def test_a_photo_is_seen_by_whoever_sees_the_record(people: People) -> None:
    case = partnered_case(people)
    photo = SimpleUploadedFile("現場.png", PIXEL, content_type="image/png")
    signed_in(people.goto).post(_address(case), entry(photo=photo))
    kept = attachments_of(SupportRecord.objects.get()).get()
    address = reverse("records:attachment", args=[kept.pk])
    seen = {}
    for name in ("goto", "hara", "aoki", "doi"):
        answer = signed_in(people.user(name)).get(address)
        seen[name] = answer.status_code
        if answer.streaming:
            assert b"".join(answer.streaming_content) == PIXEL
    assert seen == {"goto": 200, "hara": 200, "aoki": 404, "doi": 404}


def test_a_photo_that_cannot_be_kept_does_not_stop_the_record(people: People) -> None:
    case = opened_case(people)
    broken = SimpleUploadedFile("現場.png", b"no picture", content_type="image/png")
    page = signed_in(people.goto).post(_address(case), entry(photo=broken), follow=True).content.decode()
    assert "記録は保存しました。写真" in page
    assert SupportRecord.objects.exists()


def test_two_who_change_one_record_see_both_texts(people: People) -> None:
    row = recorded(people, opened_case(people))
    address = reverse("support_cases:record_change", args=[row.pk])
    client = signed_in(people.goto)
    assert "受注はFAXで、1日に40件" in client.get(address).content.decode()
    change_record(record_id=row.pk, version=1, written=written(facts="1日に60件"), actor=people.actor("goto"), at=NOW)
    answer = client.post(address, entry(facts="1日に20件", version="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "1日に60件" in page
    assert "1日に20件" in page
    assert client.post(address, entry(facts="1日に20件", version="2")).status_code == 302
    row.refresh_from_db()
    assert (row.facts, row.version) == ("1日に20件", 3)


def test_the_history_of_a_record_is_for_its_institution(people: People) -> None:
    row = recorded(people, partnered_case(people), visibility=Visibility.PARTNERS)
    change_record(
        record_id=row.pk,
        version=1,
        written=written(Visibility.PARTNERS, facts="1日に60件"),
        actor=people.actor("goto"),
        at=NOW,
    )
    address = reverse("support_cases:record", args=[row.pk])
    assert "第2版で変わったところ" in signed_in(people.goto).get(address).content.decode()
    page = signed_in(people.hara).get(address).content.decode()
    assert "1日に60件" in page
    assert "第2版で変わったところ" not in page
    assert JUDGEMENT not in page


def test_a_record_written_later_than_the_institution_wants_is_marked_for_it_alone(people: People) -> None:
    case = partnered_case(people)
    for each in (people.lead_institution, people.other_institution):
        InstitutionProfile.objects.create(organisation=each, kind="regional_bank", record_within_days=7)
    in_time = recorded(people, case, visibility=Visibility.COMPANY, at=AT + timedelta(days=7))
    late = recorded(people, case, visibility=Visibility.COMPANY, at=AT + timedelta(days=8))
    told = "支援の8日後に記録(期限は7日以内)"
    goto, hara = signed_in(people.goto), signed_in(people.hara)
    assert goto.get(reverse("support_cases:case", args=[case.pk])).content.decode().count(told) == 1
    pages = [goto.get(reverse("support_cases:record", args=[row.pk])).content.decode() for row in (in_time, late)]
    assert [told in page for page in pages] == [False, True]
    assert told not in hara.get(reverse("support_cases:record", args=[late.pk])).content.decode()
    own = reverse("support_cases:company_case", args=[case.pk])
    assert told not in signed_in(people.aoki).get(own).content.decode()


def test_whoever_opens_the_form_of_an_ended_case_is_told_before_writing(people: People) -> None:
    case, told = opened_case(people), "新しい記録は登録できません"
    goto = signed_in(people.goto)
    assert told not in goto.get(_address(case)).content.decode()
    move_case(case_id=case.pk, move=CaseMove.CLOSE, actor=people.actor("goto"), at=AT, because="目標に届いたため")
    page = goto.get(_address(case)).content.decode()
    # The form stays: it reads what a phone has kept since the case was open.
    assert told in page
    assert "data-record" in page


def test_two_who_visited_together_are_told_of_the_record_that_one_of_them_has_written(people: People) -> None:
    case, told = partnered_case(people), "今日の記録がもうあります"
    recorded(people, case)
    hara, address = signed_in(people.hara), _address(case)
    assert told not in hara.get(address).content.decode()
    recorded(people, case, visibility=Visibility.PARTNERS)
    page = hara.get(address).content.decode()
    assert (told in page, page.count("後藤 七海(見本銀行 法人支援部)")) == (True, 1)
    assert told not in signed_in(people.goto).get(address).content.decode()


def test_a_change_sent_again_by_a_phone_is_kept_once_and_another_s_words_are_told(people: People) -> None:
    row, goto = recorded(people, opened_case(people)), signed_in(people.goto)
    address, script = reverse("support_cases:record_change", args=[row.pk]), {"X-Outbox": "1"}
    for _ in range(2):
        answer = goto.post(address, entry(version="1"), headers=script)
        assert answer.json() == {"is_kept": True, "url": reverse("support_cases:record", args=[row.pk]) + "?kept=1"}
    row.refresh_from_db()
    assert row.version == 2
    clash = goto.post(address, entry(version="1", facts="あとから電話で聞いた"), headers=script)
    assert (clash.status_code, clash.json()["is_kept"]) == (409, False)
    wrong = goto.post(address, entry(version="2", subject=""), headers=script)
    assert (wrong.status_code, wrong.json()["is_kept"]) == (422, False)


def test_approval_is_asked_where_the_institution_wants_it(people: People) -> None:
    row = recorded(people, opened_case(people))
    address, client = reverse("support_cases:record", args=[row.pk]), signed_in(people.goto)
    assert "承認" not in client.get(address).content.decode()
    InstitutionProfile.objects.create(organisation=people.lead_institution, kind="regional_bank", approves_records=True)
    assert "上司の承認を待っています。" in client.get(address).content.decode()
    assert client.post(reverse("support_cases:record_approve", args=[row.pk])).status_code == 409


@pytest.mark.parametrize(("name", "status"), [("goto", 200), ("hara", 404), ("aoki", 404), ("doi", 404)])
def test_an_own_record_is_for_its_institution_alone(people: People, name: str, status: int) -> None:
    row = recorded(people, partnered_case(people))
    assert signed_in(people.user(name)).get(reverse("support_cases:record", args=[row.pk])).status_code == status


def test_homework_is_done_once(people: People) -> None:
    case = opened_case(people)
    task = recorded(people, case).homework.get()
    address = reverse("support_cases:homework_done", args=[case.pk, task.pk])
    assert signed_in(people.goto).post(address).status_code == 302
    assert signed_in(people.goto).post(address).status_code == 409
    task.refresh_from_db()
    assert task.done_on == NOW.date()
