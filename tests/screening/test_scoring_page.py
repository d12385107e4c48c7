"""The reviewer's pages: what a reviewer sees, what is kept without a press of a button, and what nobody else gets."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from accounts.actor import actor_of
from applications.models import Application
from applications.services.acceptance import withdraw_application
from records.models import Attachment, AuditEvent
from records.selectors import attachment_visible_to
from screening.models import Assignment, Score, ScoreSheet
from screening.services.conflicts import declare
from screening.services.consolidation import open_consolidation
from tests import screening_worlds as worlds
from tests.people import NAMES, People, signed_in
from tests.screening_worlds import OPENED_AT

AT = OPENED_AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_next_day(people: People) -> Any:
    with travel(AT, tick=False):
        yield


@pytest.fixture
def sheet(people: People) -> Assignment:
    return worlds.opened(worlds.assigned(people)["endo"])


def page_of(client: Client, assignment: Assignment) -> str:
    response = client.get(f"/review/{assignment.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def row_of(assignment: Assignment, criterion: str) -> str:
    return f"/review/{assignment.pk}/scores/{criterion}/"


def test_the_desk_lists_the_own_files_and_is_calm_without_any(people: People) -> None:
    desk = signed_in(people.endo)
    assert "いま担当する申請はありません" in desk.get("/review/").content.decode()
    given = worlds.assigned(people)
    worlds.opened(given["endo"])
    said = desk.get("/review/").content.decode()
    assert "採点 0 / 9項目" in said
    assert "令和7年6月27日(金)(あと16日)" in said
    assert "利益相反を申告して開く" in said


def test_before_the_declaration_the_page_leads_to_the_gate(people: People) -> None:
    given = worlds.assigned(people)["endo"]
    response = signed_in(people.endo).get(f"/review/{given.pk}/")
    assert response.status_code == 302
    assert response["Location"] == f"/review/{given.pk}/conflict/"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "endo"])
def test_nobody_else_finds_the_sheet(people: People, sheet: Assignment, name: str) -> None:
    client = signed_in(people.user(name))
    assert client.get(f"/review/{sheet.pk}/").status_code == 404
    assert client.post(row_of(sheet, "1-1"), {"points": "1"}).status_code == 404
    assert not Score.objects.exists()


def test_the_plan_stands_beside_its_criterion_and_nothing_private_does(people: People, sheet: Assignment) -> None:
    said = page_of(signed_in(people.endo), sheet)
    for text in (
        "同業の組合で発表します。",
        "台帳が紙",
        "設備の稼働と在庫を結ぶ例は県内にありません。",
        "前年度の交付決定",
    ):
        assert text in said
    for private in ("0985-30-5010", "aoki@example.jp", "1960", "昭和35年", "タカサキ"):
        assert private not in said
    assert AuditEvent.objects.filter(verb="view_personal_data", subject_id=str(sheet.pk)).count() == 1


def test_a_score_is_kept_by_the_script_and_the_tally_is_told(people: People, sheet: Assignment) -> None:
    client = signed_in(people.endo)
    told = client.post(row_of(sheet, "1-1"), {"points": "８", "comment": "目的に合う", "version": "0"}).json()
    assert (told["is_kept"], told["version"], told["total"]) == (True, 1, 8)
    assert told["left"] == "点数のない項目があと8件あります(1-2、2-1、2-2、2-3、3-1、3-2、4、5)。"
    for typed, sentence in (("11", "範囲"), ("八", "整数"), ("3.5", "整数"), ("-1", "範囲")):
        refused = client.post(row_of(sheet, "1-1"), {"points": typed, "comment": "", "version": "1"})
        assert refused.status_code == 422
        assert sentence in refused.json()["sentence"]
    contested = client.post(row_of(sheet, "1-1"), {"points": "2", "comment": "", "version": "0"})
    assert contested.status_code == 409
    assert contested.json()["theirs"]["points"] == 8
    assert Score.objects.get().points == 8


def test_a_session_that_ended_is_told_to_the_script(sheet: Assignment) -> None:
    assert Client().post(row_of(sheet, "1-1"), {"points": "1"}).status_code == 401


def test_a_withdrawn_file_is_told_in_words_and_is_gone(people: People, sheet: Assignment) -> None:
    client, case = signed_in(people.endo), sheet.case
    withdraw_application(application_id=case.application_id, actor=people.actor("aoki"), at=AT, because="見直すため")
    refused = client.post(row_of(sheet, "1-1"), {"points": "1", "comment": "", "version": "0"})
    assert refused.status_code == 409
    assert "審査の対象から外れました" in refused.json()["sentence"]
    whole = client.post(f"/review/{sheet.pk}/", {"points-1-1": "1", "act": "save"})
    assert whole.status_code == 409
    assert "審査の対象から外れました" in whole.content.decode()
    assert client.get(f"/review/{sheet.pk}/").status_code == 404


def test_a_sheet_that_may_not_be_scored_never_shows_the_file_again(people: People) -> None:
    """A row that cannot be read is told on the page; before the declaration and after recusing there is none."""
    given, client = worlds.assigned(people)["endo"], signed_in(people.endo)
    unreadable = {"points-1-1": "八", "act": "save"}
    refused = client.post(f"/review/{given.pk}/", unreadable)
    assert refused.status_code == 409
    assert "利益相反があるかどうかを申告してください" in refused.content.decode()
    declare(assignment_id=given.pk, kind="family", because="親族のため", actor=actor_of(people.endo), at=AT)
    refused = client.post(f"/review/{given.pk}/", unreadable)
    assert refused.status_code == 409
    assert given.case.application.title not in refused.content.decode()


def test_without_scripts_the_whole_sheet_is_kept_and_handed_in(people: People, sheet: Assignment) -> None:
    client = signed_in(people.endo)
    first = client.post(f"/review/{sheet.pk}/", {"points-1-1": "5", "comment-1-1": "よい", "points-1-2": "99"})
    assert first.status_code == 422
    said = first.content.decode()
    assert "点数は0点から配点までの範囲" in said
    assert 'value="99"' in said
    assert Score.objects.get().points == 5
    lacking = client.post(f"/review/{sheet.pk}/", {"act": "submit"})
    assert lacking.status_code == 422
    assert lacking.content.decode().count("点数を入れてください。") == 16
    worlds.score(sheet, at=AT)
    done = client.post(f"/review/{sheet.pk}/", {"act": "submit"})
    assert done.status_code == 302
    assert ScoreSheet.objects.get().total == 27
    shut = page_of(client, sheet)
    assert "採点票は提出済みです" in shut
    assert "data-points" not in shut


def test_two_windows_without_scripts_see_both_values(people: People, sheet: Assignment) -> None:
    client = signed_in(people.endo)
    client.post(f"/review/{sheet.pk}/", {"points-1-1": "5", "version-1-1": "0"})
    second = client.post(f"/review/{sheet.pk}/", {"points-1-1": "7", "version-1-1": "0"})
    assert second.status_code == 422
    said = second.content.decode()
    assert "「5点」と保存されています" in said
    assert 'name="version-1-1" value="1"' in said
    client.post(f"/review/{sheet.pk}/", {"points-1-1": "7", "version-1-1": "1"})
    assert Score.objects.get().points == 7


def test_sheets_stay_sealed_until_the_consolidation_and_names_stay_with_the_office(people: People) -> None:
    given = worlds.assigned(people)
    mine = worlds.scored(given["endo"], points=2, comment="遠藤のコメント")
    client = signed_in(people.endo)
    worlds.scored(given["kanda"], points=4, comment="神田のコメント")
    sealed = page_of(client, mine)
    assert "神田のコメント" not in sealed
    assert not re.search("審査員[A-Z]", sealed)
    open_consolidation(case_id=mine.case_id, actor=people.actor("doi"), at=AT)
    shared = page_of(client, mine)
    assert "神田のコメント" in shared
    assert re.search("審査員[AB] 36点", shared)
    assert "神田 千秋" not in shared
    change = {"points-1-1": "1", "version-1-1": "1", "act": "submit"}
    assert "理由を入力してください" in client.post(f"/review/{mine.pk}/", change).content.decode()
    assert client.post(f"/review/{mine.pk}/", {"act": "submit", "because": "合議のため"}).status_code == 302
    assert ScoreSheet.objects.filter(assignment=mine).count() == 2


def _enclose(application: Application, purpose: str, names: tuple[int, ...]) -> None:
    """Documents as a submission would have sealed them; their bytes are not asked for."""
    for number in names:
        Attachment.objects.create(
            subject_kind="applications.application",
            subject_id=str(application.pk),
            purpose=purpose,
            original_name=f"{number}.pdf",
            size=10,
            sha256=f"{number:064d}",
            content_type="application/pdf",
            file=f"{number}",
            uploaded_at=AT,
            uploaded_by_label="青木",
            scan_state="clean",
            sealed_at=AT,
        )


def test_the_page_costs_the_same_at_one_score_and_document_and_at_three(people: People, sheet: Assignment) -> None:
    client, counts = signed_in(people.endo), []
    for criteria, names in ((["1-1"], (1,)), (["1-2", "2-1"], (2, 3))):
        _enclose(sheet.case.application, "catalogue", names)
        for criterion in criteria:
            client.post(row_of(sheet, criterion), {"points": "1", "comment": "", "version": "0"})
        with CaptureQueriesContext(connection) as seen:
            page_of(client, sheet)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_reviewer_takes_the_documents_of_the_rubric_and_no_others(people: People, sheet: Assignment) -> None:
    application = sheet.case.application
    _enclose(application, "catalogue", (1,))
    _enclose(application, "tax_certificate", (2,))
    seen = {each.purpose: each for each in Attachment.objects.all()}
    endo = people.actor("endo")
    assert attachment_visible_to(endo, seen["catalogue"].pk)
    assert not attachment_visible_to(endo, seen["tax_certificate"].pk)
    assert not attachment_visible_to(people.actor("fujii"), seen["catalogue"].pk)
    assert not attachment_visible_to(actor_of(worlds.User.objects.get(name="神田 千秋")), seen["catalogue"].pk)
    declare(assignment_id=sheet.pk, kind="family", because="親族", actor=endo, at=AT)
    assert not attachment_visible_to(endo, seen["catalogue"].pk)


def test_history_tells_no_points(people: People, sheet: Assignment) -> None:
    worlds.score(sheet, at=AT)
    events = AuditEvent.objects.filter(subject_id=str(sheet.pk))
    assert "points" not in json.dumps([event.changes for event in events])
