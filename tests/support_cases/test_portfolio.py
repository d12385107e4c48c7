"""The first page and the statistics: what they count, for whom, and that more cases ask no more questions."""

import csv
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from time_machine import travel

from accounts.models import Organisation
from support_cases.models import Goal, InstitutionProfile, Measurement, ScaleReading, SupportCase
from support_cases.rules.counting import Period
from support_cases.rules.scales import Scale
from support_cases.rules.sharing import Visibility
from support_cases.selectors.counting import changes_by_kind, stage_distribution, stage_transitions, support_counts
from support_cases.selectors.scope import scope_of
from support_cases.services.consents import withdraw_consent
from support_cases.services.records import write_record
from tests.case_worlds import AT, TODAY, opened_case, partnered_case, recorded, written
from tests.people import People, signed_in
from tests.worlds import sent

pytestmark = pytest.mark.usefixtures("_today")
YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))


@pytest.fixture
def _today() -> Iterator[None]:
    cache.clear()
    with travel(AT, tick=False):
        yield


def _another_case(people: People, number: int, company: Organisation | None = None) -> SupportCase:
    company = company or Organisation.objects.create(kind="company", name=f"見本{number}社", created_at=AT)
    status = "closed" if company == people.company else "supporting"
    return SupportCase.objects.create(
        number=number,
        company=company,
        lead_institution=people.lead_institution,
        lead_advisor=people.goto,
        status=status,
        source="visit",
        opened_at=AT,
        last_contact_on=TODAY - timedelta(days=number % 50),
    )


def _stage(case: SupportCase, value: int, on: date) -> None:
    ScaleReading.objects.create(
        case=case, scale=Scale.DIGITAL_STAGE, value=value, read_on=on, evidence="訪問", read_by_label="後藤", read_at=AT
    )


@pytest.mark.parametrize("address", ["/support/", "/support/portfolio/", "/support/portfolio.csv"])
@pytest.mark.parametrize(
    ("name", "status"), [("goto", 200), ("hara", 200), ("aoki", 404), ("doi", 404), ("endo", 404), ("ito", 404)]
)
def test_only_advisors_come_in(people: People, name: str, status: int, address: str) -> None:
    assert signed_in(people.user(name)).get(address).status_code == status


def test_a_record_of_two_partners_counts_once_for_its_author_and_a_company_once(people: People) -> None:
    case = partnered_case(people)
    for name in ("goto", "goto", "hara"):
        recorded(people, case, visibility=Visibility.PARTNERS, name=name)
    _another_case(people, 77, people.company)
    mine, _ = support_counts(scope_of(people.actor("goto")), YEAR)
    assert (mine.contacts, mine.cases, mine.companies, mine.minutes) == (2, 1, 1, 120)
    theirs, _ = support_counts(scope_of(people.actor("hara")), YEAR)
    assert (theirs.contacts, theirs.companies) == (1, 1)


def test_a_record_on_the_last_evening_belongs_to_its_tokyo_day(people: People) -> None:
    case = opened_case(people)
    late = AT.replace(hour=23, minute=30)
    write_record(
        case_id=case.pk,
        client_key=uuid.uuid4(),
        written=written(started_at=late, ended_at=None),
        actor=people.actor("goto"),
        at=late,
    )
    scope = scope_of(people.actor("goto"))
    assert support_counts(scope, Period(TODAY, TODAY))[0].contacts == 1
    assert support_counts(scope, Period(TODAY, TODAY))[0].without_end == 1
    assert support_counts(scope, Period(TODAY + timedelta(days=1), TODAY + timedelta(days=1)))[0].contacts == 0


def test_a_company_stands_where_its_newest_reading_says_over_both_its_cases(people: People) -> None:
    case = opened_case(people)
    other = _another_case(people, 78, people.company)
    _stage(case, 1, date(2024, 5, 1))
    _stage(other, 3, date(2025, 5, 2))
    _stage(case, 2, date(2025, 4, 2))
    scope = scope_of(people.actor("goto"))
    assert {step: count for step, count in stage_distribution(scope, TODAY).items() if count} == {3: 1}
    assert stage_transitions(scope, YEAR) == {(1, 3): 1}
    assert stage_transitions(scope, Period(date(2025, 4, 1), date(2025, 4, 30))) == {(1, 2): 1}


def test_a_partner_counts_no_stage_of_a_case_it_does_not_lead(people: People) -> None:
    _stage(partnered_case(people), 2, TODAY)
    assert not any(stage_distribution(scope_of(people.actor("hara")), TODAY).values())


def test_the_facilitator_counts_everybody_and_sees_only_consented_cases(people: People) -> None:
    InstitutionProfile.objects.create(organisation=people.other_institution, kind="dx_lab")
    case = opened_case(people)
    recorded(people, case)
    _stage(case, 2, TODAY)
    hara = people.actor("hara")
    assert stage_distribution(scope_of(hara), TODAY)[2] == 1
    assert support_counts(scope_of(hara), YEAR)[0].contacts == 1
    page = signed_in(people.hara).get("/support/").content.decode()
    assert "すべての支援機関の合計" in page
    assert people.company.name not in page


def test_only_figures_of_one_kind_measured_before_and_after_are_compared(people: People) -> None:
    case = opened_case(people)
    for kind, unit, after in (("hours_year", "時間/年", 80), ("hours_year", "時間/年", None), ("sales", "円/年", 120)):
        goal = Goal.objects.create(
            case=case, kind=kind, task="受注", unit=unit, baseline=100, baseline_on=TODAY, target=50, due_on=TODAY
        )
        if after is not None:
            Measurement.objects.create(goal=goal, value=90, measured_on=TODAY, noted_at=AT, noted_by_label="後藤")
            Measurement.objects.create(
                goal=goal, value=after, measured_on=TODAY, noted_at=AT + timedelta(hours=1), noted_by_label="後藤"
            )
    # Begun after it was measured: no effect.
    later = {"baseline": 100, "baseline_on": TODAY + timedelta(days=1), "target": 50, "due_on": TODAY}
    goal = Goal.objects.create(case=case, kind="cost", task="郵送", unit="円/年", **later)
    Measurement.objects.create(goal=goal, value=90, measured_on=TODAY, noted_at=AT, noted_by_label="後藤")
    found = changes_by_kind(scope_of(people.actor("goto")), YEAR)
    assert [(each.kind, each.companies, each.goals, each.before, each.after) for each in found] == [
        ("hours_year", 1, 1, Decimal(100), Decimal(80)),
        ("sales", 1, 1, Decimal(100), Decimal(120)),
    ]
    page = signed_in(people.goto).get("/support/portfolio/").content.decode()
    assert "100 → 80(△20.0%)" in page


def test_who_has_been_silent_comes_first_by_the_institutions_own_days(people: People) -> None:
    InstitutionProfile.objects.create(organisation=people.lead_institution, kind="regional_bank", silent_after_days=10)
    _another_case(people, 45)
    _another_case(people, 55)
    page = signed_in(people.goto).get("/support/").content.decode()
    silent = page.split('id="cases-title"')[0]
    assert "10日以上連絡のない企業" in silent
    assert "見本45社" in silent
    assert "見本55社" not in silent


def test_the_spreadsheet_holds_the_lines_of_the_page(people: People) -> None:
    case = opened_case(people)
    recorded(people, case)
    _stage(case, 2, TODAY)
    goto = signed_in(people.goto)
    rows = list(csv.reader(StringIO(goto.get("/support/portfolio.csv").content.decode("utf-8-sig"))))
    assert rows[0] == ["まとまり", "項目", "値", "単位", "数え方"]
    told = {row[1]: row[2] for row in rows}
    assert told["支援件数(延べ)"] == "1"
    assert told["支援時間"] == "1.0"
    book = load_workbook(BytesIO(goto.get("/support/portfolio.xlsx?first=2024-04-01&last=2025-03-31").content))
    cells = {row[1].value: row[2].value for row in book.active.iter_rows()}
    assert cells["支援件数(延べ)"] == 0


@pytest.mark.parametrize("query", ["first=きのう", "first=2025-05-02&last=2025-05-01"])
def test_a_period_that_cannot_be_read_is_told(people: People, query: str) -> None:
    assert signed_in(people.goto).get(f"/support/portfolio/?{query}").status_code == 422


@pytest.mark.parametrize("address", ["/support/", "/support/portfolio/"])
def test_more_cases_ask_no_more_questions(people: People, address: str) -> None:
    goto, counts = signed_in(people.goto), []
    for numbers in (range(100, 103), range(103, 130)):
        for number in numbers:
            case = _another_case(people, number)
            _stage(case, 2, TODAY)
        for forget in (cache.clear, lambda: None):
            forget()
            with CaptureQueriesContext(connection) as asked:
                goto.get(address)
            counts.append(len(asked))
    counted, kept, *more = counts
    assert more == [counted, kept]
    assert kept < counted


def _value(people: People, label: str, query: str = "") -> str:
    answer = signed_in(people.goto).get(f"/support/portfolio.csv{query}").content.decode("utf-8-sig")
    return {row[1]: row[2] for row in csv.reader(StringIO(answer))}[label]


def test_kept_figures_say_their_moment_until_somebody_counts_anew(people: People) -> None:
    case = opened_case(people)
    recorded(people, case)
    goto, later = signed_in(people.goto), AT + timedelta(minutes=3)
    assert "10時00分に数えた数字" in goto.get("/support/portfolio/").content.decode()
    with travel(later, tick=False):
        recorded(people, case)
        assert "10時00分に数えた数字" in goto.get("/support/portfolio/").content.decode()
        assert _value(people, "支援件数(延べ)") == "1"
        assert _value(people, "支援件数(延べ)", "?first=2025-04-01") == "1"
        answer = goto.post("/support/portfolio/recount/?first=2025-04-01", follow=True)
        assert answer.redirect_chain[-1][0].endswith("/support/portfolio/?first=2025-04-01")
        assert "10時03分に数えた数字" in answer.content.decode()
        assert _value(people, "支援件数(延べ)") == "2"
        counted = _value(people, "数えた時刻(令和7年4月1日から令和8年3月31日まで)")
        assert counted == "令和7年5月20日(火) 10:03"


def test_one_institutions_figures_are_not_kept_for_another(people: People) -> None:
    case = partnered_case(people)
    recorded(people, case, visibility=Visibility.PARTNERS)
    assert _value(people, "支援件数(延べ)") == "1"
    answer = signed_in(people.hara).get("/support/portfolio.csv").content.decode("utf-8-sig")
    assert {row[1]: row[2] for row in csv.reader(StringIO(answer))}["支援件数(延べ)"] == "0"


def test_a_withdrawn_consent_takes_its_applications_out_of_kept_figures_at_once(people: People) -> None:
    opened_case(people, at=AT - timedelta(hours=1))
    sent(people)
    assert _value(people, "補助金の申請") == "1"
    consent = people.company.given_consents.get()
    withdraw_consent(consent_id=consent.pk, actor=people.actor("aoki"), at=AT)
    assert _value(people, "補助金の申請") == "0"


def test_a_new_stage_is_on_the_first_page_at_once(people: People) -> None:
    case = opened_case(people)
    goto = signed_in(people.goto)
    assert "段階を判定した企業はまだありません" in goto.get("/support/").content.decode()
    _stage(case, 2, TODAY)
    assert "段階を判定した1社のうち" in goto.get("/support/").content.decode()
