"""What a reviewer tells of themself: kept by either side, checked, never written over, and written down."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from accounts.services.refusals import Refused
from records.models import AuditEvent
from screening.models import ReviewerProfile, ReviewerTie
from screening.rules.profiles import ProfileEntry
from screening.rules.refusals import Why
from screening.services.reviewers import save_profile
from tests import screening_worlds as worlds
from tests.people import NAMES, People, signed_in

OWN = "/review/profile/"
LONG = "宮崎県央総合産業振興連携推進事業協同組合" * 5


@pytest.fixture(autouse=True)
def _while_the_round_is_open(people: People) -> Iterator[None]:
    with travel(worlds.OPENED_AT, tick=False):
        yield


def _typed(version: int = 0, *rows: dict[str, str], **said: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "ties-TOTAL_FORMS": str(len(rows) + 2),
        "ties-INITIAL_FORMS": "0",
        "is_available": "yes",
        "load_limit": "8",
        "version": str(version),
        **said,
    }
    for place, row in enumerate((*rows, {"kind": "employer"}, {"kind": "employer"})):
        data |= {f"ties-{place}-{name}": value for name, value in row.items()}
    return data


def _post(browser: Client, data: dict[str, Any], url: str = OWN, status: int = 302) -> str:
    answer = browser.post(url, data)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_a_reviewer_keeps_the_own_profile(people: People) -> None:
    browser = signed_in(people.endo)
    row = {
        "kind": "past_employer",
        "name": LONG,
        "corporate_number": "７０００－０１２０５０００２",
        "until": "令和5年3月31日",
    }
    _post(browser, _typed(0, row, fields_known=["E", "G"], is_available="no", load_limit="３件"))
    profile = ReviewerProfile.objects.get()
    assert (profile.fields, profile.is_available, profile.load_limit, profile.version) == (["E", "G"], False, 3, 1)
    tie = ReviewerTie.objects.get()
    assert (tie.name, tie.corporate_number, tie.until) == (LONG, "7000012050002", date(2023, 3, 31))
    assert LONG in browser.get(OWN).content.decode()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"kind": "employer", "name": "見本", "corporate_number": "7000012050003"}, "法人番号に誤りがあります"),
        ({"kind": "employer", "name": "見本", "corporate_number": "12"}, "法人番号は13桁です"),
        ({"kind": "employer", "name": "", "corporate_number": "7000012050002"}, "名称を入力してください"),
        ({"kind": "boss", "name": "見本"}, "選択"),
        ({"kind": "employer", "name": "あ" * 101}, "100字以内"),
        ({"kind": "employer", "name": "見\u202e本"}, "使えない文字"),
        ({"kind": "past_employer", "name": "見本", "until": "去年"}, "年"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(people: People, row: dict[str, str], sentence: str) -> None:
    text = _post(signed_in(people.endo), _typed(0, row), status=422)
    assert sentence in text
    assert not ReviewerProfile.objects.exists()


@pytest.mark.parametrize("limit", ["-1", "501", "たくさん", ""])
def test_a_limit_is_a_whole_number_within_bounds(people: People, limit: str) -> None:
    _post(signed_in(people.endo), _typed(load_limit=limit), status=422)


def test_two_editors_see_one_another(people: People) -> None:
    url = f"/office/screening/reviewers/{people.endo.pk}/"
    _post(signed_in(people.endo), _typed(0, {"kind": "employer", "name": "見本大学"}))
    late = _typed(0, {"kind": "employer", "name": "別の大学"}, note="電話で確認")
    text = _post(signed_in(people.doi), late, url, status=409)
    assert "いま登録されている内容:現在の勤務先:見本大学" in text
    assert 'value="別の大学"' in text
    assert 'name="version" value="1"' in text
    assert ReviewerTie.objects.get().name == "見本大学"
    _post(signed_in(people.doi), late | {"version": "1"}, url)
    assert ReviewerTie.objects.get().name == "別の大学"
    assert ReviewerProfile.objects.get().note == "電話で確認"


def test_the_note_is_the_offices_own(people: People) -> None:
    url = f"/office/screening/reviewers/{people.endo.pk}/"
    _post(signed_in(people.doi), _typed(0, note="声が小さい"), url)
    browser = signed_in(people.endo)
    assert "声が小さい" not in browser.get(OWN).content.decode()
    _post(browser, _typed(1, note="消す"))
    assert ReviewerProfile.objects.get().note == "声が小さい"


def test_every_change_is_written_down(people: People) -> None:
    _post(signed_in(people.endo), _typed(0, {"kind": "employer", "name": "見本大学"}))
    event = AuditEvent.objects.get(verb="save_reviewer_profile")
    assert event.changes["ties"] == [[], [["employer", "見本大学", "", ""]]]
    assert event.actor_id == people.endo.pk


def test_a_clash_is_told_to_whoever_saves(people: People) -> None:
    worlds.assigned(people)
    clash = {"kind": "other_post", "name": "見本システムズ株式会社"}
    browser = signed_in(people.endo)
    browser.post(OWN, _typed(1, clash))
    own = browser.get(OWN).content.decode()
    assert "担当している申請に、利益相反のおそれが見つかりました" in own
    url = f"/office/screening/reviewers/{people.endo.pk}/"
    text = signed_in(people.doi).post(url, _typed(2, clash, note="x"), follow=True).content.decode()
    assert "担当中の申請1件に、利益相反のおそれがあります" in text


@pytest.mark.parametrize("name", [*NAMES, "nobody"])
def test_the_own_page_is_reviewers_alone(people: People, name: str) -> None:
    expected = 200 if name in ("endo", "fujii") else 302 if name == "nobody" else 404
    assert signed_in(people.user(name)).get(OWN).status_code == expected


def test_who_holds_no_place_has_no_profile(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        save_profile(
            user_id=people.aoki.pk, entry=ProfileEntry(), version=0, actor=people.actor("doi"), at=worlds.OPENED_AT
        )
    assert refusal.value.why is Why.NOT_A_REVIEWER
    assert signed_in(people.doi).get(f"/office/screening/reviewers/{people.aoki.pk}/").status_code == 404
