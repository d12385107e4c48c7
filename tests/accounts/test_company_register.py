"""The office finds companies, sees what may be one, looks at both side by side, and its head merges them."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from accounts.actor import actor_of
from accounts.models import Organisation
from accounts.rules.particulars import Particulars
from accounts.services.organisations import register_company
from applications.rules.workflow import Status
from records.models import AuditEvent, Message
from tests import worlds
from tests.case_worlds import AT, opened_case
from tests.people import ARRIVED_AT, People, signed_in

pytestmark = pytest.mark.django_db

LIST = "/office/companies/"


@pytest.fixture
def again(people: People) -> Organisation:
    """Aoki has registered the company a second time, without its number."""
    particulars = Particulars(
        name=people.company.name.replace("株式会社", "㈱"), address=people.company.address, telephone="0985 00 0001"
    )
    return register_company(actor=actor_of(people.chiba), particulars=particulars, at=ARRIVED_AT)


def _pair(kept: Organisation, absorbed: Organisation) -> str:
    return f"{LIST}{absorbed.pk}/merging/?into={kept.pk}"


def test_entries_of_one_name_are_shown_and_words_find_them(people: People, again: Organisation) -> None:
    office = signed_in(people.doi)
    page = office.get(LIST).content.decode()
    assert "同じ会社かもしれない登録(1組)" in page
    assert "名称が同じです。所在地も同じです。" in page
    for words in (people.company.corporate_number, "アオキ", "青木 佐土原", "0985-00-0001"):
        found = office.get(LIST, {"q": words}).content.decode()
        assert (people.company.name in found) is (words != "アオキ"), words
    assert "見つかりません" in office.get(LIST, {"q": "どこにもない"}).content.decode()
    assert office.get(LIST, {"q": "長" * 101}).status_code == 422


def test_the_head_sees_what_moves_and_confirms_it(people: People, again: Organisation) -> None:
    office, url = signed_in(people.honda), _pair(people.company, again)
    choice = office.get(f"{LIST}{again.pk}/merging/").content.decode()
    assert f"?into={people.company.pk}" in choice
    page = office.get(url)
    seen = page.context["preview"].seen
    posted = {"kind": "duplicate", "because": "電話で確かめた", "is_asked": "on", "seen": seen}
    for missing in ("kind", "because", "is_asked"):
        assert office.post(url, {**posted, missing: ""}).status_code == 422
    stale = office.post(url, {**posted, "seen": "0" * 64})
    assert "画面を開いたあとに" in stale.content.decode()
    assert seen in stale.content.decode()
    assert office.post(url, posted).url == f"{LIST}?q={quote(people.company.name)}"
    after = office.get(LIST, {"q": people.company.name}).content.decode()
    assert f"{people.company.name}へ統合" in after
    assert Message.objects.filter(kind="companies_merged").count() == 3
    for address in ("members", "particulars"):
        led = signed_in(people.chiba).get(f"/organisations/{again.pk}/{address}/")
        assert led.url == f"/organisations/{people.company.pk}/{address}/"
    assert signed_in(people.goto).get(f"/organisations/{again.pk}/members/").status_code == 404
    assert office.get(f"{LIST}{again.pk}/merging/").status_code == 302
    join = signed_in(people.chiba).post("/organisations/join/", {"corporate_number": people.company.corporate_number})
    assert join.status_code == 302


@pytest.mark.parametrize("name", ["doi", "jinnai"])
def test_staff_and_the_auditor_look_and_cannot_merge(people: People, again: Organisation, name: str) -> None:
    office, url = signed_in(people.user(name)), _pair(people.company, again)
    assert "事務局責任者だけができます" in office.get(url).content.decode()
    looks = AuditEvent.objects.filter(verb="view_personal_data", subject_id__in=[str(people.company.pk), str(again.pk)])
    assert looks.count() == 2
    assert office.post(url, {"kind": "duplicate"}).status_code == 422
    again.refresh_from_db()
    assert again.merged_into is None


def test_what_stands_in_the_way_is_told_with_its_clause_and_nothing_is_offered(people: People) -> None:
    worlds.application_at(Status.SUBMITTED, people)
    worlds.application_at(Status.SUBMITTED, people, name="chiba")
    Organisation.objects.filter(pk=people.rival.pk).update(corporate_number="")
    page = signed_in(people.honda).get(_pair(people.company, people.rival)).content.decode()
    assert "先に済ませること" in page
    assert "根拠:募集要領 P-④" in page
    assert 'name="because"' not in page
    swapped = signed_in(people.honda).get(_pair(people.rival, people.company)).content.decode()
    assert "残す登録と閉じる登録を入れ替えてください" in swapped


def test_the_office_learns_no_institution_from_the_page(people: People, again: Organisation) -> None:
    with travel(AT, tick=False):
        opened_case(people)
        page = signed_in(people.honda).get(_pair(people.rival, people.company)).content.decode()
    assert "支援ケース" in page
    assert people.lead_institution.name not in page


def _queries(people: People, url: str) -> int:
    office = signed_in(people.honda)
    office.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert office.get(url).status_code == 200
    return len(seen)


def test_the_pages_ask_as_often_for_many_as_for_few(people: People, again: Organisation) -> None:
    urls = (LIST, f"{LIST}?q={quote('青木')}", f"{LIST}{again.pk}/merging/", _pair(people.company, again))
    with travel(AT, tick=False):
        few = [_queries(people, url) for url in urls]
        for number in range(3):
            particulars = Particulars(name=f"青木{number}", telephone="0985-11-1111", address="宮崎県")
            register_company(actor=actor_of(people.chiba), particulars=particulars, at=AT + timedelta(minutes=number))
        worlds.filled_draft(people)
        worlds.blank_draft(people, name="chiba")
        Organisation.objects.filter(pk=again.pk).update(name="青木")
        assert [_queries(people, url) for url in urls] == few
