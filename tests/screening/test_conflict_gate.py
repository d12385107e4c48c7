"""Before a file opens: what a reviewer sees, declares, and is kept from."""

import pytest
from django.test import Client

from screening.models import Assignment, ConflictDeclaration
from screening.rules.workflow import AssignmentStatus
from screening.services.conflicts import override_conflict
from tests import screening_worlds as worlds
from tests.people import People, signed_in


def _gate(assignment: Assignment) -> str:
    return f"/review/{assignment.pk}/conflict/"


def _let_pass(panel: worlds.Panel, people: People) -> None:
    """The head decides that Endo reviews all the same."""
    override_conflict(
        case_id=panel.case.pk,
        reviewer_id=people.endo.pk,
        actor=people.actor("honda"),
        at=worlds.OPENED_AT,
        because="20年前の短い勤務のため",
    )


def _browser(people: People, name: str = "endo") -> Client:
    return signed_in(people.user(name))


def test_only_names_are_shown_before_the_file_opens(people: People) -> None:
    text = _browser(people).get(_gate(worlds.assigned(people)["endo"])).content.decode()
    for shown in ("株式会社髙﨑製作所", "県内ベンダー", "𠮷田 次郎", "在庫照会の自動化", "利益相反はない"):
        assert shown in text
    for hidden in ("同業の組合で発表します", "320,000,000", "1960", "運転資金"):
        assert hidden not in text


def test_no_conflict_opens_the_file(people: People) -> None:
    assignment = worlds.assigned(people)["endo"]
    answer = _browser(people).post(_gate(assignment), {"kind": "none"})
    assert answer.status_code == 302
    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.OPEN
    assert ConflictDeclaration.objects.get().kind == "none"


@pytest.mark.parametrize("kind", ["employer", "family", "financial", "adviser", "vendor", "competitor", "abstained"])
def test_any_other_kind_recuses_with_its_circumstances(people: People, kind: str) -> None:
    assignment = worlds.assigned(people)["endo"]
    browser = _browser(people)
    answer = browser.post(_gate(assignment), {"kind": kind})
    assert answer.status_code == 422
    assert "事情を入力してください" in answer.content.decode()
    browser.post(_gate(assignment), {"kind": kind, "because": "以前に一緒に働いたため"})
    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.RECUSED
    assert not assignment.sheets.exists()
    assert browser.get(_gate(assignment)).status_code == 404


def test_a_tie_that_turns_up_later_keeps_the_file_shut_until_the_head_decides(people: People) -> None:
    panel = worlds.opened_round(people)
    assignment = worlds.assigned(people, panel=panel)["endo"]
    worlds.profile(people.endo, worlds.TieEntry("past_employer", "(株)髙﨑製作所"), people=people)
    browser = _browser(people)
    text = browser.get(_gate(assignment)).content.decode()
    assert "登録内容から、利益相反のおそれが見つかりました" in text
    assert 'value="none"' not in text
    assert browser.post(_gate(assignment), {"kind": "none"}).status_code == 422
    _let_pass(panel, people)
    assert browser.post(_gate(assignment), {"kind": "none"}).status_code == 302


def test_a_tie_that_turns_up_after_opening_shuts_the_file_again(people: People) -> None:
    panel = worlds.opened_round(people)
    assignment = worlds.opened(worlds.assigned(people, panel=panel)["endo"])
    worlds.score(assignment)
    worlds.profile(people.endo, worlds.TieEntry("past_employer", "(株)髙﨑製作所"), people=people)
    browser, url = _browser(people), f"/review/{assignment.pk}/"
    assert browser.get(url)["Location"] == _gate(assignment)
    assert browser.post(url, {"act": "submit"}).status_code == 409
    assert not assignment.sheets.exists()
    _let_pass(panel, people)
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"act": "submit"}).status_code == 302


def test_a_reviewer_may_recuse_after_opening_and_not_after_handing_in(people: People) -> None:
    assignment = worlds.opened(worlds.assigned(people)["endo"])
    browser = _browser(people)
    assert 'value="none"' not in browser.get(_gate(assignment)).content.decode()
    browser.post(_gate(assignment), {"kind": "vendor", "because": "見積を出していたため"})
    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.RECUSED


@pytest.mark.parametrize("name", ["aoki", "chiba", "doi", "honda", "fujii", "goto", "ito", "jinnai"])
def test_the_gate_is_its_reviewers_alone(people: People, name: str) -> None:
    assert _browser(people, name).get(_gate(worlds.assigned(people)["endo"])).status_code == 404


def test_nobody_is_asked_to_sign_in(people: People) -> None:
    answer = Client().get(_gate(worlds.assigned(people)["endo"]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")
