"""Between a case and the subsidy: copied one way, found without being read, and planned with once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from accounts.models import Membership, Organisation, User
from accounts.services.refusals import Refused
from applications.rules.workflow import Status
from applications.services.after_award import AwardDays, PromisedMeasure, tell_of_award
from applications.services.drafts import save_section
from awards.services import open_award
from support_cases.models import CaseTask, Goal, SupportCase
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Visibility
from support_cases.rules.workflow import CaseMove
from support_cases.selectors.bridge import accompanied_by, consultations_of
from support_cases.services.bridge import prefill_application, put_award_on_roadmap
from support_cases.services.cases import end_partner, move_case
from support_cases.services.consents import withdraw_consent
from support_cases.services.handover import Note, hand_over_case
from support_cases.services.plan import save_challenge, save_goal, save_task, save_tool, say_purpose
from support_cases.services.records import Participant, write_record
from tests.case_worlds import AT, TODAY, consented, opened_case, partnered_case, recorded, written
from tests.people import ARRIVED_AT, People, signed_in
from tests.services.test_awards import AT as GRANTED_AT
from tests.services.test_awards import granted_for
from tests.worlds import application_at, blank_draft, postal_draft

PLAN = "project_plan"


def _case(people: People) -> SupportCase:
    case, goto = opened_case(people), people.actor("goto")
    say_purpose(case_id=case.pk, purpose="待たせない店", version=1, actor=goto, at=AT)
    values = {"field": "operations", "what": "転記に時間がかかる", "cause": "FAXで届く", "impact": "月に60時間"}
    challenge = save_challenge(case_id=case.pk, values=values, actor=goto, at=AT)
    tool = {"name": "受注くん", "vendor": "ひなた情報", "is_chosen": True, "because": "読取りが正確なため"}
    save_tool(case_id=case.pk, values=tool | {"challenge": challenge}, actor=goto, at=AT)
    goal = {"kind": "hours_year", "task": "受注入力", "baseline": Decimal("720.50"), "baseline_on": TODAY}
    goal |= {"target": Decimal(240), "due_on": TODAY + timedelta(days=200), "challenge": challenge}
    save_goal(case_id=case.pk, values=goal, actor=goto, at=AT)
    other = {"kind": "sales", "task": "売上", "baseline": Decimal(1), "baseline_on": TODAY, "target": Decimal(2)}
    save_goal(case_id=case.pk, values=other | {"due_on": TODAY}, actor=goto, at=AT)
    task = {"what": "道具を入れる", "begins_on": date(2025, 7, 1), "due_on": date(2025, 9, 30)}
    save_task(case_id=case.pk, values=task, actor=goto, at=AT)
    return case


def test_a_case_fills_the_empty_answers_of_a_draft_and_the_draft_says_so(people: People) -> None:
    case, draft, aoki = _case(people), blank_draft(people), people.actor("aoki")
    filled = prefill_application(case_id=case.pk, application_id=draft.pk, actor=aoki, at=AT)
    assert set(filled[PLAN]) == {"challenges", "solutions", "kpi", "schedule", "continuation"}
    answers = draft.sections.get(key=PLAN).answers
    assert answers["challenges"][0]["problem"] == "転記に時間がかかる"
    assert answers["solutions"][0]["tool"] == "受注くん"
    assert [(row["before"], row["after"], row["unit"]) for row in answers["kpi"]] == [("720.5", "240", "時間/年")]
    assert answers["schedule"] == [{"task": "道具を入れる", "begins": "2025-07", "ends": "2025-09"}]
    with travel(AT, tick=False):
        browser = signed_in(people.aoki)
        home = browser.get(reverse("applications:application", args=[draft.pk])).content.decode()
        section = browser.get(reverse("applications:section", args=[draft.pk, PLAN])).content.decode()
    assert f"支援ケース {case}(見本銀行 法人支援部)から写した" in home
    assert "から写した" in section


def test_what_was_typed_is_never_overwritten_and_a_second_copy_adds_nothing(people: People) -> None:
    case, draft, aoki = _case(people), blank_draft(people), people.actor("aoki")
    save_section(
        application_id=draft.pk, key=PLAN, answers={"continuation": "自分の言葉"}, version=0, actor=aoki, at=AT
    )
    filled = prefill_application(case_id=case.pk, application_id=draft.pk, actor=aoki, at=AT)
    assert "continuation" not in filled[PLAN]
    assert draft.sections.get(key=PLAN).answers["continuation"] == "自分の言葉"
    assert prefill_application(case_id=case.pk, application_id=draft.pk, actor=aoki, at=AT) == {}


@pytest.mark.parametrize("name", ["goto", "hara", "baba", "chiba", "doi", "nobody"])
def test_only_the_company_fills_its_draft(people: People, name: str) -> None:
    case, draft = _case(people), blank_draft(people)
    with pytest.raises(Refused):
        prefill_application(case_id=case.pk, application_id=draft.pk, actor=people.actor(name), at=AT)
    assert not draft.sections.filter(key=PLAN).exists()


def test_a_case_does_not_fill_the_draft_of_another_company(people: People) -> None:
    case, draft = _case(people), blank_draft(people, name="chiba")
    with pytest.raises(Refused) as refusal:
        prefill_application(case_id=case.pk, application_id=draft.pk, actor=people.actor("aoki"), at=AT)
    assert refusal.value.why is Why.NOT_YOURS


def test_a_consultation_is_found_by_its_day_and_institution_alone(people: People) -> None:
    case, draft = opened_case(people), blank_draft(people)
    told = written(Visibility.OWN, kind="pre_consultation")
    write_record(case_id=case.pk, client_key=case.pk, written=told, actor=people.actor("goto"), at=AT)
    (found,) = consultations_of(people.company.pk)
    assert found.institution == people.lead_institution.name
    with travel(AT + timedelta(hours=2), tick=False):
        url = reverse("applications:section", args=[draft.pk, "requirements_bonus"])
        page = signed_in(people.aoki).get(url).content.decode()
        assert "この窓口にある事前相談の記録" in page
        assert people.lead_institution.name in page
        assert told.values["facts"] not in page
        assert told.values["subject"] not in page
    assert consultations_of(people.rival.pk) == ()


DAYS = AwardDays(
    application_id=TODAY,  # type: ignore[arg-type] - replaced in each test
    number="指令第12号",
    completed_by=date(2026, 1, 31),
    report_due_on=date(2026, 2, 28),
    measures=(
        PromisedMeasure("受注入力", "時間/年", Decimal(720), Decimal(240)),
        PromisedMeasure("検品", "時間/年", Decimal(90), Decimal(60)),
    ),
)


def test_an_award_comes_onto_the_roadmap_once_and_moves_with_its_days(people: People) -> None:
    case, draft = _case(people), blank_draft(people)
    days = replace(DAYS, application_id=draft.pk)
    assert put_award_on_roadmap(days, AT) == (case,)
    assert put_award_on_roadmap(days, AT) == ()
    assert CaseTask.objects.filter(case=case).exclude(origin="").count() == 2
    assert sorted(Goal.objects.filter(case=case, kind="hours_year").values_list("task", flat=True)) == [
        "受注入力",
        "検品",
    ]
    tell_of_award(replace(days, report_due_on=date(2026, 3, 10)), AT)
    assert CaseTask.objects.get(case=case, origin="award:指令第12号:report").due_on == date(2026, 3, 10)


def test_an_award_that_fell_while_a_case_rested_comes_with_the_next_consent_once(people: People) -> None:
    case = opened_case(people)
    withdraw_consent(consent_id=people.lead_institution.held_consents.get().pk, actor=people.actor("aoki"), at=AT)
    granted = granted_for(application_at(Status.GRANTED, people))
    award = open_award(granted=granted, actor=people.actor("honda"), at=GRANTED_AT)
    assert not CaseTask.objects.filter(case=case).exists()
    consented(people, at=GRANTED_AT)
    origins = {f"award:{award.number}:completion", f"award:{award.number}:report"}
    assert set(CaseTask.objects.filter(case=case).values_list("origin", flat=True)) == origins
    assert Goal.objects.filter(case=case).update(task="言い換えた目標") == 1
    consented(people, at=GRANTED_AT)
    assert Goal.objects.filter(case=case).count() == 1
    move_case(case_id=case.pk, move=CaseMove.CLOSE, actor=people.actor("goto"), at=GRANTED_AT, because="終えた")
    again = opened_case(people, at=GRANTED_AT)
    assert set(CaseTask.objects.filter(case=again).values_list("origin", flat=True)) == origins


def _companies(people: People, *names: str) -> dict[str, list[tuple[str, bool]]]:
    found = accompanied_by([getattr(people, name).pk for name in names])
    return {name: [(each.name, each.by_name) for each in found.get(getattr(people, name).pk, ())] for name in names}


def _seat(user: User, institution: Organisation, *, until: datetime | None = None) -> None:
    Membership.objects.create(
        user=user, organisation=institution, role="advisor", started_at=ARRIVED_AT, ended_at=until
    )


def test_whom_somebody_has_accompanied(people: People) -> None:
    case = partnered_case(people)
    recorded(people, case)
    name = people.company.name
    assert _companies(people, "goto", "hara", "endo") == {"goto": [(name, False)], "hara": [(name, False)], "endo": []}
    partner = case.partners.get()
    end_partner(partner_id=partner.pk, until=TODAY, actor=people.actor("goto"), at=AT)
    Membership.objects.filter(user=people.hara).update(ended_at=AT + timedelta(days=30))
    assert _companies(people, "hara") == {"hara": [(name, False)]}
    Membership.objects.filter(user=people.hara).update(ended_at=AT - timedelta(days=1))
    assert _companies(people, "hara") == {"hara": []}


def test_whoever_left_the_institution_before_the_case_began_has_accompanied_nobody(people: People) -> None:
    opened_case(people)
    _seat(people.endo, people.lead_institution, until=AT - timedelta(seconds=1))
    _seat(people.fujii, people.lead_institution, until=AT)
    assert _companies(people, "endo", "fujii") == {"endo": [], "fujii": [(people.company.name, False)]}


def test_whoever_led_wrote_or_took_over_has_accompanied_without_any_institution(people: People) -> None:
    case = opened_case(people)
    recorded(people, case)
    _seat(people.endo, people.lead_institution)
    hand_over_case(
        case_id=case.pk, to_advisor_id=people.endo.pk, note=Note("順調です。"), actor=people.actor("goto"), at=AT
    )
    # Case closed and both gone long ago, by the look of their seats: what they did stays.
    Membership.objects.filter(role="advisor").update(ended_at=AT - timedelta(days=1), started_at=ARRIVED_AT)
    assert _companies(people, "goto", "endo", "hara") == {
        "goto": [(people.company.name, False)],
        "endo": [(people.company.name, False)],
        "hara": [],
    }


def test_whoever_sat_in_a_meeting_is_known_by_name(people: People) -> None:
    case = opened_case(people)
    guest = people.endo.name.replace(" ", "\u3000")
    told = replace(
        written(),
        people=(Participant("institution", guest, "中小企業診断士"), Participant("company", people.fujii.name)),
    )
    write_record(case_id=case.pk, client_key=case.pk, written=told, actor=people.actor("goto"), at=AT)
    assert _companies(people, "endo", "fujii") == {"endo": [(people.company.name, True)], "fujii": []}


def test_many_are_asked_for_in_as_many_queries_as_one(
    people: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    recorded(people, partnered_case(people))
    for names in (["goto"], ["goto", "hara", "endo", "fujii", "aoki"]):
        with django_assert_num_queries(3):
            accompanied_by([getattr(people, name).pk for name in names])


def test_the_company_copies_from_its_draft_by_one_press(people: People) -> None:
    case, draft = _case(people), blank_draft(people)
    home = reverse("applications:application", args=[draft.pk])
    url = reverse("support_cases:prefill", args=[case.pk, draft.pk])
    with travel(AT, tick=False):
        browser = signed_in(people.aoki)
        assert url in browser.get(home).content.decode()
        assert "5か所に写しました" in browser.post(url, follow=True).content.decode()
        assert "写せる空欄はありませんでした" in browser.post(url, follow=True).content.decode()
        assert url not in signed_in(people.baba).get(home).content.decode()
        typed_in = reverse("applications:application", args=[postal_draft(people).pk])
        page = browser.get(typed_in).content.decode()
        assert "いま事務局が入力しています" in page
        assert "空欄に写す" not in page
        assert signed_in(people.baba).post(url).status_code in (403, 404, 409)
        assert signed_in(people.chiba).post(url).status_code == 404
        assert signed_in(people.goto).post(url).status_code == 404
