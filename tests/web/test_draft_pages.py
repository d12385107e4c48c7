"""The pages of a draft: who comes in, what they show, and that looking writes nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from applications.models import Application
from applications.services.cost_lines import add_cost_line
from records.models import AuditEvent
from tests.people import People, signed_in
from tests.web.drafting import pages_of
from tests.web.test_look_fields import Controls
from tests.worlds import AT, CALL, blank_draft, filled_draft, published_call, sent


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


@pytest.mark.parametrize("make", [blank_draft, filled_draft])
def test_every_page_is_shown_and_every_control_has_its_label(people: People, make: Any) -> None:
    draft = make(people)
    aoki = signed_in(people.aoki)
    before = AuditEvent.objects.count()
    for url in ["/applications/", f"/applications/new/{CALL}/", *pages_of(draft)]:
        answer = aoki.get(url)
        assert answer.status_code == 200, url
        page = Controls(answer.content.decode())
        named = {control["id"] for control in page.controls}
        assert named <= page.labelled, (url, named - page.labelled)
    assert AuditEvent.objects.count() == before


def test_somebody_else_cannot_send_it(people: People) -> None:
    draft = filled_draft(people)
    posted = {"submission_key": str(draft.submission_key), "declares": "on"}
    assert signed_in(people.chiba).post(f"/applications/{draft.pk}/confirm/", posted).status_code == 404
    refused = signed_in(people.baba).post(f"/applications/{draft.pk}/confirm/", posted)
    assert refused.status_code == 422
    assert "権限" in refused.content.decode()
    draft.refresh_from_db()
    assert draft.receipt_number == ""


def test_an_empty_list_says_how_one_begins(people: People) -> None:
    published_call()
    html = signed_in(people.aoki).get("/applications/").content.decode()
    assert "まだ申請はありません" in html
    assert f'href="/applications/new/{CALL}/"' in html


def test_one_click_begins_and_a_second_one_opens_the_same(people: People) -> None:
    published_call()
    aoki = signed_in(people.aoki)
    answers = [aoki.post(f"/applications/new/{CALL}/", {"organisation": str(people.company.pk)}) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Application.objects.count() == 1


def test_nobody_begins_for_another_company(people: People) -> None:
    published_call()
    answer = signed_in(people.aoki).post(f"/applications/new/{CALL}/", {"organisation": str(people.rival.pk)})
    assert answer.status_code == 422
    assert not Application.objects.exists()
    assert "権限がありません" in signed_in(people.baba).get(f"/applications/new/{CALL}/").content.decode()
    assert signed_in(people.aoki).get("/applications/new/unknown/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_lines(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    pages = pages_of(draft)

    def asked() -> list[int]:
        counts = []
        for url in pages:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                aoki.get(url)
            counts.append(len(queries))
        return counts

    asked()
    few = asked()
    for _ in range(3):
        add_cost_line(application_id=draft.pk, values={"description": "もう一つ"}, actor=people.actor("aoki"), at=AT)
    assert asked() == few


def test_a_sent_file_is_read_and_no_longer_written(people: People) -> None:
    submission = sent(people)
    base = f"/applications/{submission.application_id}/"
    aoki = signed_in(people.aoki)
    assert submission.application.receipt_number in aoki.get(f"{base}receipt/").content.decode()
    assert aoki.get(base).status_code == 200
    assert aoki.get(f"{base}confirm/").status_code == 200
    refused = aoki.post(f"{base}sections/applicant/", {"version": "1", "name": "別の名前"})
    assert refused.status_code == 409
    assert "すでに変わっています" in refused.content.decode()
    assert signed_in(people.chiba).get(f"{base}receipt/").status_code == 404
    assert signed_in(people.baba).get(f"{base}receipt/").status_code == 200


def test_beside_each_part_stands_what_it_is_judged_for(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    plan = aoki.get(f"/applications/{draft.pk}/sections/project_plan/").context["form"]
    judged = {
        part.rows.key if part.rows else part.field.name: [criterion.key for criterion in part.judged_by]
        for group in plan.groups
        for part in group.parts
    }
    assert judged["challenges"] == ["2-1", "2-2"]
    assert judged["spillover"] == ["1-2"]
    assert not judged["project_title"]
    html = aoki.get(f"/applications/{draft.pk}/sections/costs/").content.decode()
    assert "補助金以外の資金の計画が妥当である(5点)" in html
    assert 'class="judged-by"' not in aoki.get(f"/applications/{draft.pk}/sections/pledges/").content.decode()
