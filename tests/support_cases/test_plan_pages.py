"""The tabs of challenges, plan and effects, the forms behind them, and the end that the company confirms."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.services.refusals import Refused
from records.models import IssuedPaper
from records.policies.papers_sight import is_paper_seen_by
from support_cases.models import CaseTask, CaseTemplate, Challenge, Closing, Goal, SupportCase
from support_cases.rules.refusals import Why
from support_cases.rules.workflow import CaseStatus
from support_cases.services.closing import Ending, close_support, confirm_closing
from support_cases.services.effects import measure
from support_cases.services.path import begin_path
from support_cases.services.plan import save_challenge, save_goal, save_task, save_tool
from support_cases.services.templates import load_templates
from support_cases.views.plots.gantt import WIDTH, gantt_of
from tests.case_worlds import AT, TODAY, opened_case, partnered_case
from tests.people import NAMES, People, signed_in

pytestmark = pytest.mark.usefixtures("_today")
LONG = "受注から出荷までの流れを新しい仕組みに合わせて見直し、担当と権限を決め直して全員に説明し、慣れるまで横に付いて支える作業です"


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


def _planned(people: People) -> SupportCase:
    case, goto = opened_case(people), people.actor("goto")
    load_templates(AT)
    template = CaseTemplate.objects.get(key="four_phases")
    begin_path(case_id=case.pk, template_id=template.pk, actor=goto, at=AT)
    challenge = save_challenge(
        case_id=case.pk,
        values={"field": "operations", "what": "注文書の転記に時間がかかる", "cause": "FAXで届く"},
        actor=goto,
        at=AT,
    )
    for name, cost in (("受注くん", 300_000), ("表計算", 0)):
        needs = [{"label": "FAXの読取り", "met": name == "受注くん"}]
        values = {"name": name, "initial_cost": cost, "yearly_cost": 120_000, "requirements": needs}
        save_tool(case_id=case.pk, values=values | {"challenge": challenge}, actor=goto, at=AT)
    _goal(people, case, "hours_year", "受注入力", baseline=Decimal(800), target=Decimal(300))
    _goal(people, case, "profit_per_person", "会社全体", baseline=Decimal(500), target=Decimal(600))
    return case


def _goal(people: People, case: SupportCase, kind: str, task: str, *, baseline: Decimal, target: Decimal) -> Goal:
    values = {"kind": kind, "task": task, "unit": "", "baseline": baseline, "baseline_on": TODAY - timedelta(days=90)}
    values |= {"target": target, "due_on": TODAY + timedelta(days=200)}
    return save_goal(case_id=case.pk, values=values, actor=people.actor("goto"), at=AT)


@pytest.mark.parametrize("tab", ["challenges", "plan", "effects"])
@pytest.mark.parametrize(
    ("name", "status"), [("goto", 200), ("hara", 200), ("aoki", 404), ("chiba", 404), ("doi", 404), ("jinnai", 404)]
)
def test_the_tabs_are_the_institutions_alone(people: People, tab: str, name: str, status: int) -> None:
    case = partnered_case(people)
    assert signed_in(people.user(name)).get(reverse(f"support_cases:{tab}", args=[case.pk])).status_code == status


def test_the_tabs_of_a_planned_case(people: People) -> None:
    case = _planned(people)
    browser = signed_in(people.goto)
    page = browser.get(reverse("support_cases:challenges", args=[case.pk])).content.decode()
    assert "注文書の転記に時間がかかる" in page
    assert "660,000円" in page
    assert "満たさない" in page
    page = browser.get(reverse("support_cases:plan", args=[case.pk])).content.decode()
    assert "「全体構想・意識改革」に進むために必要なもの" in page
    assert "ありたい姿" in page


def test_figures_of_two_kinds_stand_apart_each_with_its_definition(people: People) -> None:
    case = _planned(people)
    goal = Goal.objects.get(case=case, kind="hours_year")
    measure(goal_id=goal.pk, value=Decimal(450), measured_on=TODAY, actor=people.actor("goto"), at=AT)
    page = signed_in(people.goto).get(reverse("support_cases:effects", args=[case.pk])).content.decode()
    assert "350時間/年(43.75%)減りました" in page
    assert "営業利益÷従業員数" in page
    assert page.count('<section class="plan-section') == 2


def test_a_form_keeps_what_was_typed_and_tells_who_saved_in_between(people: People) -> None:
    case = _planned(people)
    row = Challenge.objects.get(case=case)
    browser, url = signed_in(people.goto), reverse("support_cases:challenge", args=[case.pk, row.pk])
    typed = {"version": "1", "field": "it", "what": "こちらの言葉", "priority": "2", "state": "open"}
    save_challenge(
        case_id=case.pk, values={"what": "あちらの言葉"}, actor=people.actor("goto"), at=AT, row_id=row.pk, version=1
    )
    answer = browser.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "あちらの言葉" in page
    assert 'value="こちらの言葉"' in page
    assert browser.post(url, typed | {"version": "2"}).status_code == 302
    row.refresh_from_db()
    assert row.what == "こちらの言葉"


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("goal", {"kind": "count", "task": "x", "target": "3", "due_on": "2026-01-01"}, "単位を入力してください"),
        ("goal", {"kind": "cost", "task": "x", "target": "あ", "due_on": "2026-01-01"}, "数字で入力してください"),
        ("goal", {"kind": "cost", "task": "x", "target": "NaN", "due_on": "2026-01-01"}, "数字で入力してください"),
        (
            "task",
            {"what": "x", "side": "company", "state": "todo", "begins_on": "2026-02-01", "due_on": "2026-01-01"},
            "後の日",
        ),
        ("tool", {"name": "x", "is_chosen": "on"}, "選んだ理由を入力してください"),
        ("challenge", {"what": ""}, "入力してください"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(
    people: People, kind: str, typed: dict[str, str], sentence: str
) -> None:
    case = opened_case(people)
    answer = signed_in(people.goto).post(reverse(f"support_cases:{kind}_new", args=[case.pk]), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_entries_are_kept_by_their_forms(people: People) -> None:
    case = opened_case(people)
    browser = signed_in(people.goto)
    tool = {"name": "受注くん", "initial_cost": "30万円", "needs": "○FAXの読取り\n×在庫", "is_in_prefecture": "true"}
    assert (
        browser.post(reverse("support_cases:tool_new", args=[case.pk]), tool | {"initial_cost": "300,000"}).status_code
        == 302
    )
    kept = case.tools.get()
    assert kept.requirements == [{"label": "FAXの読取り", "met": True}, {"label": "在庫", "met": False}]
    page = browser.get(reverse("support_cases:tool", args=[case.pk, kept.pk])).content.decode()
    assert "○FAXの読取り" in page
    goal = {"kind": "hours_year", "task": "受注", "target": "300", "due_on": "2026-03-31"}
    assert browser.post(reverse("support_cases:goal_new", args=[case.pk]), goal).status_code == 302
    measured = reverse("support_cases:measure", args=[case.pk, case.goals.get().pk])
    assert browser.post(measured, {"value": "1,200.5", "measured_on": "2025-05-20"}).status_code == 302
    assert case.goals.get().measurements.get().value == Decimal("1200.5")


def test_the_way_is_begun_and_gone_back_by_pages(people: People) -> None:
    case = opened_case(people)
    load_templates(AT)
    browser = signed_in(people.goto)
    template = CaseTemplate.objects.get(key="bank_path")
    assert (
        browser.post(reverse("support_cases:begin_path", args=[case.pk]), {"template": template.pk}).status_code == 302
    )
    enter = "support_cases:enter_phase"
    assert browser.post(reverse(enter, args=[case.pk, "intake"])).status_code == 302
    refused = browser.post(reverse(enter, args=[case.pk, "analysis"]))
    assert refused.status_code == 409
    assert "必要なもの" in refused.content.decode()
    back = reverse(enter, args=[case.pk, "awareness"])
    assert browser.post(back, {"because": ""}).status_code == 422
    assert browser.post(back, {"because": "社長が替わったため"}).status_code == 302


def test_the_roadmap_holds_25_tasks_with_names_of_60_letters(people: People) -> None:
    case, goto = opened_case(people), people.actor("goto")
    former = None
    for number in range(25):
        begins = TODAY + timedelta(days=20 * number - 60)
        values = {"what": LONG[:60], "begins_on": begins, "due_on": begins + timedelta(days=45), "after": former}
        former = save_task(case_id=case.pk, values=values, actor=goto, at=AT)
    picture = gantt_of(list(CaseTask.objects.filter(case=case).order_by("position")), TODAY)
    assert picture is not None
    assert len(picture.arrows) == 24
    for bar in picture.bars:
        assert 0 < bar.x < bar.x + bar.width <= WIDTH
        assert all(bar.top < y < bar.bottom for _, y in bar.lines)
    page = signed_in(people.goto).get(reverse("support_cases:plan", args=[case.pk])).content.decode()
    start = page.index("<svg viewBox")
    ET.fromstring(page[start : page.index("</svg>", start) + 6])


def test_a_case_is_ended_and_its_company_says_whether_it_was_so(people: People) -> None:
    case = _planned(people)
    browser = signed_in(people.goto)
    typed = {
        "reason": "goal_reached",
        "achieved": "受注の入力が自社だけで回るようになった。",
        "next_follow_up_on": "2025-11-20",
    }
    assert browser.post(reverse("support_cases:closing", args=[case.pk]), typed).status_code == 302
    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED
    url = reverse("support_cases:confirmation", args=[case.pk])
    assert signed_in(people.goto).get(url).status_code == 404
    assert signed_in(people.chiba).get(url).status_code == 404
    looker = signed_in(people.baba)
    assert "確認できるのは" in looker.get(url).content.decode()
    company = signed_in(people.aoki)
    assert company.post(url, {"answer": "disagreed", "satisfaction": "4"}).status_code == 422
    said = {"answer": "disagreed", "words": "在庫はまだ手で数えています。", "satisfaction": "4"}
    assert looker.post(url, said).status_code == 409
    assert company.post(url, said).status_code == 302
    assert company.post(url, said).status_code == 409
    assert Closing.objects.get(pk=case.pk).company_satisfaction == 4
    assert (
        "在庫はまだ手で数えています。" in browser.get(reverse("support_cases:closing", args=[case.pk])).content.decode()
    )
    assert (
        "この支援は終わりました(終結)。" in browser.get(reverse("support_cases:case", args=[case.pk])).content.decode()
    )


def test_who_disagrees_says_in_what(people: People) -> None:
    case = opened_case(people)
    ending = Ending("company_wish", "業務の流れを図にした。")
    close_support(case_id=case.pk, ending=ending, actor=people.actor("goto"), at=AT)
    with pytest.raises(Refused) as refusal:
        confirm_closing(
            case_id=case.pk, answer="disagreed", words=" ", satisfaction=3, actor=people.actor("aoki"), at=AT
        )
    assert refusal.value.why is Why.REASON_MISSING


def test_the_plan_is_asked_for_as_a_paper_that_only_the_people_of_the_case_see(people: People) -> None:
    case = _planned(people)
    answer = signed_in(people.goto).post(reverse("support_cases:dx_plan", args=[case.pk]))
    assert answer.status_code == 302
    paper = IssuedPaper.objects.get(kind="dx_plan")
    assert paper.context["challenges"][0]["what"] == "注文書の転記に時間がかかる"
    seen = {name for name in NAMES if is_paper_seen_by(people.actor(name), paper)}
    assert seen == {"aoki", "baba", "goto"}
