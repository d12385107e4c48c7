"""A case on the office's desk: who is out, sheets once they are shared, bonus points from their evidence."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from accounts.services.refusals import Refused
from applications.models import Application
from applications.services.acceptance import withdraw_application
from records.models import AuditEvent
from screening.models import BonusDecision, ScreeningCase
from screening.rules.refusals import Why
from screening.services.bonuses import decide_bonus
from tests import screening_worlds as worlds
from tests.people import NAMES, People, signed_in
from tests.screening_worlds import OPENED_AT

AT = OPENED_AT + timedelta(days=1)
IN_OFFICE = ("doi", "honda", "jinnai")
DECLARED = {"url": "https://example.jp/declaration", "published_on": date(2025, 5, 20)}


@pytest.fixture(autouse=True)
def _on_the_next_day(people: People) -> Any:
    with travel(AT, tick=False):
        yield


@pytest.fixture
def case(people: People) -> ScreeningCase:
    return worlds.opened_round(people).case


def url_of(case: ScreeningCase, *more: str) -> str:
    return "/".join(("/office/screening/cases", str(case.pk), *more, ""))


def decide(case: ScreeningCase, people: People, bonus: str, points: int, **said: Any) -> BonusDecision:
    given = {"evidence": {}, "because": "根拠を確かめたため", "actor": people.actor("doi"), "at": AT} | said
    return decide_bonus(case_id=case.pk, bonus=bonus, points=points, **given)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_the_offices_and_the_auditors(people: People, case: ScreeningCase, name: str) -> None:
    response = signed_in(people.user(name)).get(url_of(case))
    assert response.status_code == (200 if name in IN_OFFICE else 404)


def test_a_stranger_is_asked_to_sign_in(case: ScreeningCase, people: People) -> None:
    assert signed_in(None).get(url_of(case)).status_code == 302


def test_the_auditor_presses_nothing(people: People, case: ScreeningCase) -> None:
    auditor = signed_in(people.jinnai)
    assert "加点を記録する" not in auditor.get(url_of(case)).content.decode()
    assert auditor.post(url_of(case, "settle")).status_code == 404
    assert auditor.post(url_of(case, "bonuses", "dx_plan")).status_code == 404


def test_single_scores_are_shown_once_the_panel_consolidates(people: People) -> None:
    given, office = worlds.assigned(people), signed_in(people.doi)
    case = given["endo"].case
    worlds.scored(given["endo"], points=2, comment="遠藤のコメント")
    before = office.get(url_of(case)).content.decode()
    assert "採点票を待っています:神田 千秋。" in before
    assert "合計 18点" in before
    assert "遠藤のコメント" not in before
    assert ">合議を始める</button>" not in before
    told = office.post(url_of(case, "open_consolidation"), follow=True).content.decode()
    assert "未提出:神田 千秋" in told
    worlds.scored(given["kanda"], points=4)
    office.post(url_of(case, "open_consolidation"))
    after = office.get(url_of(case)).content.decode()
    assert "遠藤のコメント" in after
    assert office.post(url_of(case, "settle"), follow=True).status_code == 200
    assert office.post(url_of(case, "reopen"), {"because": ""}).status_code == 409
    assert office.post(url_of(case, "reopen"), {"because": "読み違いのため"}).status_code == 302
    assert "読み違いのため" in office.get(url_of(case)).content.decode()
    assert office.post(url_of(case, "freeze")).status_code == 404


def test_a_bonus_is_decided_on_the_page(people: People, case: ScreeningCase) -> None:
    office = signed_in(people.doi)
    url = url_of(case, "bonuses", "partnership")
    form = {"partnership-points": "2", "partnership-because": "ポータルで確かめた", "partnership-seen": "0"}
    without = office.post(url, form)
    assert without.status_code == 422
    assert "公表を確かめた場所(URL)と公表日を入力してください" in without.content.decode()
    late = {**form, "partnership-url": DECLARED["url"], "partnership-published_on": "令和7年5月21日"}
    assert "公表日が申請の日より後" in office.post(url, late).content.decode()
    done = office.post(url, {**late, "partnership-published_on": "令和7年5月20日"}, follow=True).content.decode()
    assert "加点(2 / 17点)" in done
    assert "令和7年5月20日</span>の公表を根拠に2点を加えます。(募集要領 別添2)" in done
    assert "0点としか記録できません" in done
    assert BonusDecision.objects.get().evidence == {"url": DECLARED["url"], "published_on": "2025-05-20"}
    assert AuditEvent.objects.filter(verb="decide_bonus", subject_id=str(case.pk)).count() == 1
    again = office.post(url, {**late, "partnership-published_on": "令和7年5月20日"})
    assert "ほかの人が先に判断しました" in again.content.decode()


def test_security_points_need_an_eligible_line(people: People, case: ScreeningCase) -> None:
    office = signed_in(people.doi)
    url = url_of(case, "bonuses", "security")
    form = {"security-points": "3", "security-because": "UTMを含むため", "security-seen": "0"}
    assert "根拠になる経費明細を選んでください" in office.post(url, form).content.decode()
    assert "表示されている明細の中から" in office.post(url, {**form, "security-lines": ["9"]}).content.decode()
    assert office.post(url, {**form, "security-lines": ["1"]}).status_code == 302
    assert BonusDecision.objects.get().evidence == {"lines": [1]}


@pytest.mark.parametrize(
    ("asked", "said", "why"),
    [
        (("dx_plan", 1), {}, Why.BONUS_DOCUMENT_MISSING),
        (("partnership", 1), {"evidence": DECLARED}, Why.BONUS_ALL_OR_NOTHING),
        (("security", 6), {"evidence": {"lines": [1]}}, Why.BONUS_OUT_OF_RANGE),
        (("dx_plan", 0), {"because": " "}, Why.REASON_MISSING),
        (("festival", 1), {}, Why.NO_SUCH_BONUS),
    ],
)
def test_what_the_rule_forbids_is_refused(
    people: People, case: ScreeningCase, asked: tuple[str, int], said: dict[str, Any], why: Why
) -> None:
    with pytest.raises(Refused) as refusal:
        decide(case, people, *asked, **said)
    assert refusal.value.why == why
    assert not BonusDecision.objects.exists()


def test_only_the_secretariat_decides_and_the_last_word_counts(people: People, case: ScreeningCase) -> None:
    for name in ("endo", "jinnai", "aoki"):
        with pytest.raises(Refused) as refusal:
            decide(case, people, "dx_plan", 0, actor=people.actor(name))
        assert refusal.value.why == Why.FOR_SECRETARIAT
    decide(case, people, "partnership", 2, evidence=DECLARED)
    assert decide(case, people, "partnership", 0).number == 2
    said = signed_in(people.doi).get(url_of(case)).content.decode()
    assert "加点(0 / 17点)" in said
    assert "第1回 2点" in said
    assert said.count("未判断") == 2


def test_a_withdrawn_file_earns_nothing(people: People, case: ScreeningCase) -> None:
    application = Application.objects.get(pk=case.application_id)
    withdraw_application(application_id=application.pk, actor=people.actor("aoki"), at=AT, because="見直すため")
    with pytest.raises(Refused) as refusal:
        decide(case, people, "partnership", 2, evidence=DECLARED)
    assert refusal.value.why == Why.FILE_CLOSED
    form = {"partnership-points": "0", "partnership-because": "対象外", "partnership-seen": "0"}
    assert signed_in(people.doi).post(url_of(case, "bonuses", "partnership"), form).status_code == 409


def test_the_page_costs_the_same_with_one_reviewer_and_with_two(people: People) -> None:
    panel, counts = worlds.opened_round(people), []
    office = signed_in(people.doi)
    for reviewer in (people.endo, panel.kanda):
        worlds.scored(worlds.assign(panel.case.pk, reviewer, people=people))
        with CaptureQueriesContext(connection) as seen:
            assert office.get(url_of(panel.case)).status_code == 200
        counts.append(len(seen))
        decide(panel.case, people, "partnership", 0)
    assert counts[0] == counts[1]
