"""The simulator as pages: tried without a script, saved under a name, departed from with a reason, then frozen."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from records.models import IssuedPaper, PaperState
from screening.models import Minutes, Scenario
from screening.rules.ranking import Edge
from screening.services.allocation import save_scenario
from tests import screening_worlds as worlds
from tests.people import People, signed_in
from tests.screening_worlds import BUDGET, FROZEN_AT, Panel
from tests.worlds import CALL

pytestmark = pytest.mark.django_db
BASE = f"/office/screening/{CALL}"
ALLOCATION, MINUTES = f"{BASE}/allocation/", f"{BASE}/minutes/"


@pytest.fixture
def panel(people: People) -> Panel:
    return worlds.settled(people)


@pytest.fixture
def office(people: People) -> Client:
    return signed_in(people.doi)


@pytest.fixture
def head(people: People) -> Client:
    return signed_in(people.honda)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def save(client: Client, **changes: Any) -> HttpResponse:
    given = {"act": "save", "as": "new", "name": "当初予算", "budget": f"{BUDGET:,}", "edge": "part", "version": 0}
    return client.post(ALLOCATION, given | changes)


def depart(client: Client, kept: Scenario, case_id: Any, **changes: Any) -> HttpResponse:
    given = {
        "act": "depart",
        "case": str(case_id),
        "treatment": "hold",
        "because": "確認中のため",
        "version": kept.version,
    }
    return client.post(f"{ALLOCATION}?scenario={kept.pk}", given | changes)


def test_a_budget_is_tried_by_its_address_alone(panel: Panel, office: Client) -> None:
    said = text(office.get(ALLOCATION, {"scenario": "new", "budget": "1,600,000円", "edge": "reserve"}))
    assert "ここで予算が終わります" in said
    assert "まだ保存していない条件" in said
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("budget", ["", "abc", "-1", "9" * 30])
def test_a_budget_that_cannot_be_read_is_refused_at_its_field(panel: Panel, office: Client, budget: str) -> None:
    assert "次のところを直してください" in text(office.get(ALLOCATION, {"budget": budget, "edge": "part"}), 422)


def test_a_trial_is_saved_under_a_name_and_changed(panel: Panel, office: Client) -> None:
    kept_at = save(office)
    kept = Scenario.objects.get()
    assert kept_at.headers["Location"] == f"{ALLOCATION}?scenario={kept.pk}"
    assert (kept.name, kept.budget, kept.version) == ("当初予算", BUDGET, 1)
    changed = {"act": "save", "as": "same", "name": "当初予算", "budget": "5000000", "edge": "reserve", "version": 1}
    assert office.post(f"{ALLOCATION}?scenario={kept.pk}", changed).status_code == 302
    kept.refresh_from_db()
    assert (kept.budget, kept.edge, kept.version) == (5_000_000, "reserve", 2)
    stale = office.post(f"{ALLOCATION}?scenario={kept.pk}", changed)
    assert "ほかの人が内容を変えました" in text(stale, 409)


def test_a_name_is_given_once(panel: Panel, office: Client) -> None:
    save(office)
    assert "同じ名前の案があります" in text(save(office), 422)
    assert "次のところを直してください" in text(save(office, name=" "), 422)
    assert Scenario.objects.count() == 1


def test_a_departure_carries_its_reason_and_can_be_taken_back(people: People, panel: Panel, office: Client) -> None:
    kept = worlds.scenario(people, panel)
    assert depart(office, kept, panel.case.pk).status_code == 302
    kept.refresh_from_db()
    assert [each["because"] for each in kept.exceptions] == ["確認中のため"]
    said = text(office.get(ALLOCATION, {"scenario": kept.pk}))
    assert "例外:確認中のため" in said
    back = {"act": "take_back", "case": str(panel.case.pk), "version": kept.version}
    assert office.post(f"{ALLOCATION}?scenario={kept.pk}", back).status_code == 302
    kept.refresh_from_db()
    assert kept.exceptions == []
    assert "内容を変えました" in text(office.post(f"{ALLOCATION}?scenario={kept.pk}", back), 409)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"because": " "}, "理由を入力してください"),
        ({"case": ""}, "申請を選んでください"),
        ({"treatment": "give"}, "表示されている中から"),
        ({"treatment": "amount"}, "交付する額を入力してください"),
        ({"treatment": "amount", "amount": "999,000"}, "下限を下回っています"),
        ({"treatment": "amount", "amount": "1,000,500"}, "交付額の単位"),
        ({"treatment": "amount", "amount": "99,000,000"}, "申請額を超えています"),
    ],
)
def test_a_departure_that_cannot_be_followed_is_refused(
    people: People, panel: Panel, office: Client, changes: dict[str, str], said: str
) -> None:
    kept = worlds.scenario(people, panel)
    assert said in text(depart(office, kept, panel.case.pk, **changes), 422)
    kept.refresh_from_db()
    assert kept.exceptions == []


def test_the_auditor_reads_and_changes_nothing(people: People, panel: Panel) -> None:
    kept = worlds.scenario(people, panel)
    auditor = signed_in(people.jinnai)
    said = text(auditor.get(ALLOCATION))
    assert "案として保存する" not in said
    assert "例外を加える" not in said
    assert save(auditor).status_code == 409
    assert depart(auditor, kept, panel.case.pk).status_code == 409
    assert auditor.post(f"{MINUTES}?scenario={kept.pk}").status_code == 409
    assert Scenario.objects.get().version == kept.version


def test_an_act_that_does_not_exist_is_not_found(panel: Panel, office: Client) -> None:
    assert office.post(ALLOCATION, {"act": "give_all"}).status_code == 404
    assert office.post(ALLOCATION, {"act": "depart"}).status_code == 404


def test_scenarios_stand_side_by_side(people: People, panel: Panel, office: Client) -> None:
    assert "保存した案がまだありません" in text(office.get(f"{ALLOCATION}comparison/"))
    worlds.scenario(people, panel)
    worlds.scenario(people, panel, name="多い予算", budget=10_000_000)
    said = text(office.get(f"{ALLOCATION}comparison/"))
    assert panel.rival.application.receipt_number in said
    assert panel.case.application.receipt_number not in said
    every = text(office.get(f"{ALLOCATION}comparison/", {"show": "every"}))
    assert panel.case.application.receipt_number in every


def _meeting(said: str, **changes: str) -> dict[str, str]:
    seen = said.split('name="seen" value="')[1][:64]
    people = "議長, 日髙 𠮷弘\n審査員、遠藤 五月\n神田 千秋"
    return {"held_on": "令和7年7月4日", "place": "会議室", "attendees": people, "seen": seen, **changes}


@pytest.fixture
def _on_the_day() -> Iterator[None]:
    """The day of the meeting."""
    with time_machine.travel(FROZEN_AT, tick=False):
        yield


@pytest.mark.usefixtures("_on_the_day")
def test_freezing_names_its_consequences_and_makes_the_minutes(people: People, panel: Panel) -> None:
    kept, head = worlds.scenario(people, panel), signed_in(people.honda)
    assert "どの案で確定しますか" in text(head.get(MINUTES))
    said = text(head.get(MINUTES, {"scenario": kept.pk}))
    assert "議事録を作成し、以後変更できません" in said
    answer = head.post(f"{MINUTES}?scenario={kept.pk}", _meeting(said))
    assert answer.status_code == 302
    minutes = Minutes.objects.get()
    assert [each["name"] for each in minutes.attendees] == ["日髙 𠮷弘", "遠藤 五月", "神田 千秋"]
    assert [each["role"] for each in minutes.attendees] == ["議長", "審査員", ""]
    shown = text(head.get(MINUTES))
    assert minutes.sha256 in shown
    assert "日髙 𠮷弘" in shown
    assert "影響しません" in text(head.get(ALLOCATION))


@pytest.mark.usefixtures("_on_the_day")
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"held_on": ""}, 422),
        ({"held_on": "令和7年7月5日"}, 422),
        ({"attendees": ""}, 422),
        ({"attendees": "議長,"}, 422),
        ({"attendees": "人\n" * 61}, 422),
        ({"seen": "x"}, 422),
        ({"seen": "0" * 64}, 409),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_at_its_field(
    people: People, panel: Panel, changes: dict[str, str], status: int
) -> None:
    kept, head = worlds.scenario(people, panel), signed_in(people.honda)
    said = text(head.get(MINUTES, {"scenario": kept.pk}))
    text(head.post(f"{MINUTES}?scenario={kept.pk}", _meeting(said, **changes)), status)
    assert not Minutes.objects.exists()


def test_staff_prepare_and_the_head_freezes(people: People, panel: Panel, office: Client) -> None:
    kept = worlds.scenario(people, panel)
    assert "責任者が行います" in text(office.get(MINUTES, {"scenario": kept.pk}))
    assert "責任者が行います" in text(office.get(ALLOCATION))
    assert office.post(f"{MINUTES}?scenario={kept.pk}").status_code == 409


def test_what_stands_in_the_way_is_told_before_freezing(people: People, head: Client) -> None:
    panel = worlds.opened_round(people)
    kept = worlds.scenario(people, panel)
    said = text(head.get(MINUTES, {"scenario": kept.pk}))
    assert "まだ確定できません" in said
    assert "採点がそろっていない申請が2件" in said
    assert head.get(MINUTES, {"scenario": "no-such"}).status_code == 404


def test_a_departure_that_money_no_longer_reaches_is_told(people: People, panel: Panel, office: Client) -> None:
    kept = worlds.scenario(people, panel)
    depart(office, kept, panel.rival.pk, treatment="fund")
    kept.refresh_from_db()
    save_scenario(
        round_id=panel.round.pk,
        scenario_id=kept.pk,
        version=kept.version,
        name=kept.name,
        budget=1_000_000,
        edge=Edge.PART,
        actor=people.actor("doi"),
        at=FROZEN_AT,
    )
    assert "計算に入れていません" in text(office.get(ALLOCATION))
    assert "計算に入らない例外が1件" in text(office.get(f"{ALLOCATION}comparison/"))


def test_the_paper_is_for_the_office_and_the_auditor_alone(people: People) -> None:
    paper = worlds.frozen(people).paper
    assert paper.state == PaperState.QUEUED
    for name in ("doi", "honda", "jinnai"):
        assert signed_in(people.user(name)).get(f"/papers/{paper.pk}/").status_code == 200
    for name in ("aoki", "chiba", "endo", "fujii", "goto", "ito"):
        assert signed_in(people.user(name)).get(f"/papers/{paper.pk}/").status_code == 404
    assert Client().get(f"/papers/{paper.pk}/").status_code == 404
    assert IssuedPaper.objects.filter(kind="minutes").count() == 1
