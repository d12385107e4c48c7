"""What a section can hold is taken in one piece, and strangers cannot fill our tables with what no page has held."""

from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from time_machine import travel

from applications.forms.draft import DraftForm
from applications.rules.sections import SECTIONS
from tests.people import People, signed_in
from tests.terms.worked_cases import terms_for
from tests.web.drafting import FormReader
from tests.worlds import AT, blank_draft, sent


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def test_the_fullest_section_has_fewer_fields_than_the_door_lets_in(people: People) -> None:
    draft, aoki = blank_draft(people), signed_in(people.aoki)
    for section in SECTIONS:
        form = DraftForm(section.key.value, section.shape, terms_for("fy2025_introduction"), kept={})
        html = aoki.get(f"/applications/{draft.pk}/sections/{section.key}/").content.decode()
        names = list(FormReader(html).values)
        own = [name for name in names if not any(name.startswith(f"{key}-") for key in form.lists)]
        rows = [sum(name.startswith(f"{key}-0-") for name in names) * (form.lists[key].most + 1) for key in form.lists]
        assert 2 * len(own) + sum(rows) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, section.key


def test_a_plan_with_every_list_full_is_kept(people: People) -> None:
    draft, aoki = blank_draft(people), signed_in(people.aoki)
    url, posted, number = f"/applications/{draft.pk}/sections/project_plan/", {"version": "0", "seen": ""}, count(1)
    for key, fields in (
        ("challenges", ("task", "present", "problem", "cause")),
        ("solutions", ("measure", "tool", "vendor", "effect")),
        ("kpi", ("task", "indicator", "unit", "before", "after", "method", "timing")),
        ("members", ("role", "name", "duty")),
    ):
        posted[f"{key}-TOTAL"] = "60"
        posted |= {f"{key}-{row}-{field}": str(next(number)) for row in range(60) for field in fields}
    assert len(posted) > 1_000
    assert aoki.post(url, posted).status_code == 302
    kept = draft.sections.get(key="project_plan").answers
    assert [len(kept[key]) for key in ("challenges", "solutions", "kpi", "members")] == [60] * 4


def test_only_what_a_draft_can_have_held_is_put_aside(people: People) -> None:
    draft = blank_draft(people)
    done = sent(people, name="chiba").application
    typed = {"novelty": "新しい", "version": "0"}
    for application_id, is_kept in ((draft.pk, True), (uuid4(), False), (done.pk, False)):
        before = Session.objects.count()
        answer = Client().post(f"/applications/{application_id}/sections/project_plan/", typed)
        assert answer.status_code == 302
        assert (Session.objects.count() > before) is is_kept


def test_the_sign_in_page_says_that_what_was_typed_is_kept(people: People) -> None:
    draft, visitor = blank_draft(people), Client()
    url = f"/applications/{draft.pk}/sections/project_plan/"
    shown = visitor.post(url, {"novelty": "新しい😀", "version": "0"}, follow=True)
    assert "入力した内容は残してあります" in shown.content.decode()
    visitor.force_login(people.aoki)
    html = visitor.get(url).content.decode()
    assert "ログインの前に入力した内容を表示しています" in html
    assert "ほかに入力したところは保存しました" not in html
