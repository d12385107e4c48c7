"""The plan as the company reads it, nothing internal in it, and the end of a case that it is asked to confirm."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from time_machine import travel

from applications.services.after_award import AwardDays
from support_cases.models import SupportCase
from support_cases.rules.sharing import Visibility
from support_cases.services.bridge import put_award_on_roadmap
from support_cases.services.closing import Ending, close_support
from support_cases.services.effects import measure
from support_cases.services.plan import save_challenge, save_goal, save_task, say_purpose
from support_cases.services.records import Participant, Task, Written, write_record
from tests.case_worlds import AT, TODAY, opened_case, written
from tests.people import People, signed_in
from tests.worlds import blank_draft

pytestmark = pytest.mark.usefixtures("_today")
_LIST = "/support/company/"


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


def _plan_of(case: SupportCase) -> str:
    return reverse("support_cases:company_plan", args=[case.pk])


def _promised(people: People, case: SupportCase, visibility: Visibility, what: str) -> None:
    told = written(visibility)
    tasks = (Task("institution", what, date(2025, 6, 3)), Task("company", f"{what}(会社)", date(2025, 5, 1)))
    whole = Written(told.values, (Participant("company", "青木 花子"),), tasks)
    write_record(case_id=case.pk, client_key=case.pk, written=whole, actor=people.actor("goto"), at=AT)


def _planned(people: People) -> SupportCase:
    case, goto = opened_case(people), people.actor("goto")
    say_purpose(case_id=case.pk, purpose="待たせない店", version=1, actor=goto, at=AT)
    values = {"field": "operations", "what": "転記に時間がかかる", "cause": "FAXで届く", "obstacle": "facing"}
    save_challenge(case_id=case.pk, values=values, actor=goto, at=AT)
    dropped = {"field": "funds", "what": "やめた課題", "state": "dropped"}
    save_challenge(case_id=case.pk, values=dropped, actor=goto, at=AT)
    goal = {"kind": "hours_year", "task": "受注入力", "baseline": Decimal(720), "baseline_on": TODAY}
    kept = save_goal(
        case_id=case.pk, values=goal | {"target": Decimal(240), "due_on": date(2025, 12, 1)}, actor=goto, at=AT
    )
    measure(goal_id=kept.pk, value=Decimal(480), measured_on=TODAY, actor=goto, at=AT)
    task = {"what": "道具を入れる", "begins_on": date(2025, 7, 1), "due_on": date(2025, 9, 30)}
    save_task(case_id=case.pk, values=task, actor=goto, at=AT)
    return case


def test_the_company_reads_its_plan_and_nothing_internal(people: People) -> None:
    case = _planned(people)
    _promised(people, case, Visibility.COMPANY, "見積を集める")
    page = signed_in(people.aoki).get(_plan_of(case)).content.decode()
    for told in ("待たせない店", "転記に時間がかかる", "480時間", "道具を入れる", "見積を集める", "期限が過ぎています"):
        assert told in page, told
    for inside in ("やめた課題", "優先順位", "障壁", "腹落ち", "/support/cases/"):
        assert inside not in page, inside
    assert page.count(">完了にする<") == 1
    assert ">完了にする<" not in signed_in(people.baba).get(_plan_of(case)).content.decode()


def test_homework_of_records_that_stay_inside_is_not_on_the_plan(people: People) -> None:
    case = opened_case(people)
    _promised(people, case, Visibility.PARTNERS, "融資の条件を調べる")
    assert "融資の条件を調べる" not in signed_in(people.aoki).get(_plan_of(case)).content.decode()


def test_an_award_is_told_with_its_days(people: People) -> None:
    case, days = opened_case(people), (date(2026, 1, 31), date(2026, 2, 28))
    draft = blank_draft(people)
    put_award_on_roadmap(AwardDays(draft.pk, "指令第12号", *days, measures=()), AT)
    page = signed_in(people.aoki).get(_plan_of(case)).content.decode()
    assert "補助金の期限" in page
    assert "令和8年1月31日(土)まで" in page


@pytest.mark.parametrize(("name", "status"), [("baba", 200), ("chiba", 404), ("goto", 404), ("doi", 404)])
def test_only_the_company_finds_it(people: People, name: str, status: int) -> None:
    assert signed_in(people.user(name)).get(_plan_of(opened_case(people))).status_code == status


def test_the_end_waits_for_the_company_on_its_list_and_on_the_case(people: People) -> None:
    case = opened_case(people)
    ending = Ending("self_reliant", "業務の流れを図にした。", may_become_story=True)
    close_support(case_id=case.pk, ending=ending, actor=people.actor("goto"), at=AT)
    here, aoki = reverse("support_cases:confirmation", args=[case.pk]), signed_in(people.aoki)
    for address in (_LIST, reverse("support_cases:company_case", args=[case.pk])):
        page = aoki.get(address).content.decode()
        assert "まとめを読んで答える" in page
        assert here in page
    assert "会社の了解を得て、名前を出さない事例にしてよい" in aoki.get(here).content.decode()
    assert "提出の権限を持つ方です" in signed_in(people.baba).get(_LIST).content.decode()
    assert aoki.post(here, {"answer": "agreed", "satisfaction": "5"}).status_code == 302
    page = aoki.get(_LIST).content.decode()
    assert "支援の終わりを確認してください" not in page
    assert here in page


def test_the_story_of_a_closed_case_begins_empty(people: People) -> None:
    case = _planned(people)
    ending = Ending("self_reliant", "業務の流れを図にした。", may_become_story=True)
    close_support(case_id=case.pk, ending=ending, actor=people.actor("goto"), at=AT)
    goto, address = signed_in(people.goto), f"/support/knowledge/new/?case={case.pk}"
    assert address in goto.get(reverse("support_cases:closing", args=[case.pk])).content.decode()
    page = goto.get(address).content.decode()
    assert not any(word in page for word in (people.company.name, "青木", "転記に", "待たせない店", "FAXで届く"))
