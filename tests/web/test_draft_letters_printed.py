"""A letter that no paper could print is told at its field, and nothing that is sent fails a paper later."""

from typing import Any

import pytest
from time_machine import travel

from applications.selectors import picture_of
from applications.services.cost_lines import change_cost_line
from applications.services.drafts import save_section
from tests.people import People, signed_in
from tests.web.test_draft_files import pdf
from tests.worlds import AT, filled_draft


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def test_every_place_of_such_a_letter_is_told_and_linked(people: People) -> None:
    draft, actor, aoki = filled_draft(people), people.actor("aoki"), signed_in(people.aoki)
    assert not picture_of(draft, at=AT).blocking
    version = draft.sections.get(key="project_plan").version
    answers = {
        "challenges": [{"task": "龘の照会", "present": "あ", "problem": "い", "cause": "う"}],
        "novelty": "😀です",
    }
    save_section(application_id=draft.pk, key="project_plan", answers=answers, version=version, actor=actor, at=AT)
    line = draft.cost_lines.order_by("position")[0]
    change_cost_line(line_id=line.pk, values={"description": "龘"}, version=line.version, actor=actor, at=AT)
    posted = {"purpose": "tax_certificate", "part": "", "file": pdf("証明😀.pdf")}
    assert aoki.post(f"/applications/{draft.pk}/files/", posted).status_code == 302
    answer = aoki.get(f"/applications/{draft.pk}/confirm/")
    told = [point for point in answer.context["blocking"] if point.chip.label == "印刷できない文字"]
    assert len(told) == len(answer.context["blocking"]) == 4
    for point in told:
        page, _, anchor = point.url.partition("#")
        assert f'id="{anchor}"' in aoki.get(page).content.decode(), point
    sent = aoki.post(
        f"/applications/{draft.pk}/confirm/", {"submission_key": str(draft.submission_key), "declares": "on"}
    )
    assert sent.status_code == 422


def test_rare_letters_of_names_that_can_be_printed_pass(people: People) -> None:
    draft = filled_draft(people)
    version = draft.sections.get(key="applicant").version
    save_section(
        application_id=draft.pk,
        key="applicant",
        answers={"rep_name": "𠮷田 髙﨑"},
        version=version,
        actor=people.actor("aoki"),
        at=AT,
    )
    assert not picture_of(draft, at=AT).blocking
