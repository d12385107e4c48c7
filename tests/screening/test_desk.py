"""The office's pages of a round: opened, watched, assigned by hand and by a proposal, and put right."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from accounts.models import Membership, Organisation
from screening.models import Assignment, ConflictOverride, ReviewerProfile, ScreeningRound
from screening.rules.workflow import AssignmentStatus
from tests import screening_worlds as worlds
from tests.people import NAMES, People, signed_in
from tests.worlds import CALL

DESK = f"/office/screening/{CALL}/"
IN_OFFICE = ("doi", "honda", "jinnai")


@pytest.fixture(autouse=True)
def _while_the_round_is_open(people: People) -> "object":
    with travel(worlds.OPENED_AT, tick=False):
        yield


def _office(people: People, name: str = "doi") -> Client:
    return signed_in(people.user(name))


def _text(browser: Client, url: str, status: int = 200) -> str:
    answer = browser.get(url)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_a_round_is_opened_from_its_call(people: People) -> None:
    worlds.accepted_file(people)
    browser = _office(people)
    assert "審査を始めていない公募" in _text(browser, "/office/screening/")
    wrong = browser.post(f"{DESK}begin/", {"due_on": "令和6年6月27日", "reviewers_per_file": "2"})
    assert wrong.status_code == 409
    answer = browser.post(f"{DESK}begin/", {"due_on": "令和7年6月27日", "reviewers_per_file": "2"}, follow=True)
    assert "審査員が足りない申請が1件" in answer.content.decode()
    assert ScreeningRound.objects.get().due_on == worlds.DUE_ON
    assert browser.get(f"{DESK}begin/")["Location"] == DESK


def test_the_desk_without_files_and_without_reviewers_says_what_comes(people: People) -> None:
    Membership.objects.filter(organisation=people.panel).update(ended_at=worlds.OPENED_AT)
    worlds.worlds.published_call()
    browser = _office(people)
    browser.post(f"{DESK}begin/", {"due_on": "2025-06-27", "reviewers_per_file": "3"})
    text = _text(browser, DESK)
    assert "審査する申請はまだありません" in text
    assert "審査員はまだいません" in text
    assert "採点中の申請はありません" in _text(browser, f"{DESK}assignments/")
    assert "割り当てるものはありません" in _text(browser, f"{DESK}assignments/proposal/")


def test_the_desk_shows_every_reviewer_and_every_file(people: People) -> None:
    panel = worlds.opened_round(people)
    worlds.opened(worlds.assigned(people, panel=panel)["endo"])
    text = _text(_office(people), DESK)
    for shown in ("遠藤 五月", "藤井 六助", "神田 千秋", "0 / 2", "審査員の採点を待っています", "あと2件"):
        assert shown in text


def test_the_list_is_filtered_and_exported_alike(people: People) -> None:
    panel = worlds.opened_round(people)
    worlds.assign(panel.case.pk, people.endo, people=people)
    browser = _office(people, "jinnai")
    number = panel.case.application.receipt_number
    assert number in _text(browser, f"{DESK}?q={number}&sheets=lacking")
    assert "この条件に当てはまる申請はありません" in _text(browser, f"{DESK}?sheets=complete")
    exported = browser.get(f"{DESK}export.csv?q={number}").content.decode()
    assert number in exported
    assert panel.rival.application.receipt_number not in exported


def test_several_files_go_to_several_reviewers_and_what_was_left_out_is_told(people: People) -> None:
    panel = worlds.opened_round(people)
    chosen = {
        "cases": [panel.case.pk, panel.rival.pk],
        "reviewers": [people.endo.pk, people.fujii.pk],
    }
    text = _office(people).post(f"{DESK}assignments/", chosen).content.decode()
    assert Assignment.objects.count() == 3
    assert "割り当てなかったものが1組あります" in text
    assert "利益相反のおそれが見つかっています" in text
    again = _office(people).post(f"{DESK}assignments/", chosen).content.decode()
    assert "割り当てなかったものが4組あります" in again
    assert Assignment.objects.count() == 3


def test_nothing_chosen_is_told_at_the_field(people: People) -> None:
    worlds.opened_round(people)
    answer = _office(people).post(f"{DESK}assignments/", {})
    assert answer.status_code == 422
    assert "申請を1つ以上選んでください" in answer.content.decode()


def _token(text: str) -> str:
    return text.split('name="token" value="')[1].split('"', maxsplit=1)[0]


def test_a_proposal_is_shown_first_and_applied_as_it_was_shown(people: People) -> None:
    panel = worlds.opened_round(people)
    browser = _office(people)
    text = _text(browser, f"{DESK}assignments/proposal/")
    assert "まだ何も割り当てていません" in text
    assert Assignment.objects.count() == 0
    browser.post(f"{DESK}assignments/proposal/", {"token": _token(text)})
    assert Assignment.objects.count() == 4
    assert not Assignment.objects.filter(case=panel.case, reviewer=people.fujii).exists()
    assert "割り当てるものはありません" in _text(browser, f"{DESK}assignments/proposal/")


def test_a_proposal_that_has_become_another_assigns_nobody(people: People) -> None:
    panel = worlds.opened_round(people)
    browser = _office(people)
    token = _token(_text(browser, f"{DESK}assignments/proposal/"))
    worlds.assign(panel.case.pk, people.endo, people=people)
    answer = browser.post(f"{DESK}assignments/proposal/", {"token": token})
    assert answer.status_code == 409
    assert "まだ何も割り当てていません" in answer.content.decode()
    assert Assignment.objects.count() == 1


def test_what_cannot_be_had_says_why(people: People) -> None:
    worlds.opened_round(people, reviewers_per_file=3)
    text = _text(_office(people), f"{DESK}assignments/proposal/")
    assert "あと1人" in text
    assert "利益相反のおそれがある審査員 1人" in text
    assert "県内ベンダー" in text


def test_a_reviewer_is_taken_off_with_a_reason(people: People) -> None:
    assignment = worlds.assigned(people)["endo"]
    url = f"/office/screening/assignments/{assignment.pk}/remove/"
    browser = _office(people)
    assert browser.post(url, {"because": " "}).status_code == 422
    browser.post(url, {"because": "体調不良のため"})
    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.REMOVED
    assert "いまこの操作をすることができません" in _text(browser, url)
    assert browser.post(url, {"because": "もう一度"}).status_code == 409


def test_a_profile_that_changes_brings_the_clash_to_the_desk(people: People) -> None:
    panel = worlds.opened_round(people)
    worlds.assigned(people, panel=panel)
    worlds.profile(people.endo, worlds.TieEntry("other_post", "見本システムズ(株)"), people=people)
    browser = _office(people, "honda")
    text = _text(browser, DESK)
    assert "利益相反のおそれがある割当" in text
    assert "兼職・役員などの所属「見本システムズ(株)」と、申請の発注先" in text
    url = f"/office/screening/cases/{panel.rival.pk}/override/{people.endo.pk}/"
    assert "見本システムズ" in _text(browser, url)
    assert _office(people).post(url, {"because": "昔のこと"}).status_code == 409
    assert browser.post(url, {"because": "10年前の非常勤のため"}).status_code == 302
    assert ConflictOverride.objects.count() == 1
    after = _text(browser, DESK)
    assert 'id="clashes"' not in after
    assert "10年前の非常勤のため" in after
    assert "見つかっている関係はありません" in _text(browser, url)


def test_the_due_day_moves_and_the_number_of_sheets(people: People) -> None:
    worlds.opened_round(people)
    browser = _office(people)
    browser.post(f"{DESK}change/", {"due_on": "2025-07-04", "reviewers_per_file": "３人"})
    kept = ScreeningRound.objects.get()
    assert (kept.due_on.isoformat(), kept.reviewers_per_file) == ("2025-07-04", 3)
    assert browser.post(f"{DESK}change/", {"due_on": "x", "reviewers_per_file": "0"}).status_code == 422


def test_files_accepted_later_are_taken_in(people: People) -> None:
    worlds.opened_round(people)
    browser = _office(people)
    assert "新しく加える申請はありませんでした" in browser.post(f"{DESK}files/", follow=True).content.decode()


PAGES = (
    "/office/screening/",
    "/office/screening/reviewers/",
    DESK,
    f"{DESK}assignments/",
    f"{DESK}assignments/proposal/",
)


@pytest.mark.parametrize("name", [*NAMES, "nobody"])
def test_the_pages_are_the_offices_and_the_auditors(people: People, name: str) -> None:
    worlds.opened_round(people)
    browser = signed_in(people.user(name))
    expected = 200 if name in IN_OFFICE else 302 if name == "nobody" else 404
    for page in (*PAGES, f"/office/screening/reviewers/{people.endo.pk}/"):
        assert browser.get(page).status_code == expected, page


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("doi", "honda")])
def test_nobody_else_moves_anything(people: People, name: str) -> None:
    panel = worlds.opened_round(people)
    assignment = worlds.assign(panel.case.pk, people.endo, people=people)
    browser = signed_in(people.user(name))
    posts = (
        f"{DESK}begin/",
        f"{DESK}change/",
        f"{DESK}files/",
        f"{DESK}assignments/",
        f"{DESK}assignments/proposal/",
        f"/office/screening/assignments/{assignment.pk}/remove/",
        f"/office/screening/cases/{panel.case.pk}/override/{people.fujii.pk}/",
        f"/office/screening/reviewers/{people.endo.pk}/",
    )
    for url in posts:
        data = {"because": "理由", "due_on": "2025-06-30", "reviewers_per_file": "2"}
        assert browser.post(url, data).status_code in (404, 409), url
    assert ReviewerProfile.objects.get(user=people.endo).version == 1
    assert Assignment.objects.get().status == AssignmentStatus.ASSIGNED


def _queries(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


def test_the_pages_ask_as_often_for_one_assignment_as_for_many(people: People) -> None:
    panel = worlds.opened_round(people)
    browser = _office(people)
    worlds.assign(panel.case.pk, people.endo, people=people)
    for url in (DESK, f"{DESK}assignments/", f"{DESK}assignments/proposal/", "/office/screening/reviewers/"):
        browser.get(url)
    before = {url: _queries(browser, url) for url in PAGES[1:]}
    worlds.assign(panel.case.pk, panel.kanda, people=people)
    for reviewer in (people.endo, people.fujii, panel.kanda):
        worlds.assign(panel.rival.pk, reviewer, people=people)
    for number in range(3):
        worlds.profile(worlds.another_reviewer(people, f"審査 {number}", mailbox=f"r{number}"), people=people)
    assert {url: _queries(browser, url) for url in PAGES[1:]} == before


def test_a_name_of_sixty_characters_stands_on_every_page(people: People) -> None:
    panel = worlds.opened_round(people)
    long = "宮崎県央総合産業振興連携推進事業協同組合" * 3
    Organisation.objects.filter(pk=people.company.pk).update(name=long)
    worlds.profile(people.endo, worlds.TieEntry("employer", long), people=people)
    browser = _office(people, "honda")
    assert long in _text(browser, DESK)
    assert long[:59] in _text(browser, f"{DESK}assignments/")
    assert long in _text(browser, "/office/screening/reviewers/")
    assert long in _text(browser, f"/office/screening/cases/{panel.case.pk}/override/{people.endo.pk}/")
