"""The published stories beside the criterion for novelty: found by words, read without any name, by reviewers alone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from records.models import AuditEvent
from screening.models import Assignment
from support_cases.models import KnowledgeArticle
from support_cases.services.knowledge import save_article
from tests import screening_worlds as worlds
from tests.people import NAMES, People, signed_in

AT = worlds.OPENED_AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_next_day(people: People) -> Iterator[None]:
    with travel(AT, tick=False):
        yield


@pytest.fixture
def sheet(people: People) -> Assignment:
    return worlds.opened(worlds.assigned(people)["endo"])


def _story(people: People, **changes: Any) -> KnowledgeArticle:
    values = {
        "kind": "story",
        "title": "受注をクラウドで一つにまとめた事例",
        "industry": "E",
        "size": "6–20人",
        "challenge": "FAXの受注を手で入力していた。",
        "approach": "クラウドの受注管理を選んだ。",
        "effect": "入力の時間が半分になった。",
        "lesson": "現場の一人が決めると続く。",
        "tags": ["受注"],
        "circle": "public",
        **changes,
    }
    home, actor = people.lead_institution.pk, people.actor("goto")
    return save_article(
        article_id=None, institution_id=home, case_id=None, version=0, values=values, actor=actor, at=AT
    )


def _read(people: People, sheet: Assignment, query: str = "", status: int = 200) -> str:
    answer = signed_in(people.endo).get(f"/review/{sheet.pk}/stories/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def test_the_search_stands_beside_the_criterion_that_the_terms_name(people: People, sheet: Assignment) -> None:
    page = signed_in(people.endo).get(f"/review/{sheet.pk}/").content.decode()
    assert page.count("公開された事例と比べる") == 1
    beside = page.split("公開された事例と比べる")[0].rsplit("data-criterion", 1)[1]
    assert 'aria-labelledby="criterion-4"' in beside
    # Outside the sheet: seeking a story sends no score.
    assert f'</form>\n  <form id="story-search" method="get" action="/review/{sheet.pk}/stories/"' in "\n  ".join(
        line.strip() for line in page.splitlines() if line.strip()
    )


def test_a_story_is_found_and_read_without_any_name(people: People, sheet: Assignment) -> None:
    _story(people)
    _story(people, title="在庫を一つの表にまとめる", challenge="", industry="", size="", tags=[])
    text = _read(people, sheet, "?q=受注　ＦＡＸ")
    for shown in (
        "の事例 1件",
        "受注をクラウドで一つにまとめた事例",
        "製造業 / 従業員 6–20人",
        "現場の一人が決めると続く",
        "公開日 令和7年",
    ):
        assert shown in text
    for hidden in ("在庫を一つの表", people.lead_institution.name, people.goto.name, people.company.name, "髙﨑"):
        assert hidden not in text
    assert "すべての事例 2件" in _read(people, sheet)


def test_what_is_not_published_is_not_found(people: People, sheet: Assignment) -> None:
    assert "公開された事例はまだありません" in _read(people, sheet)
    _story(people, circle="own")
    _story(people, circle="institutions")
    _story(people, kind="knowhow")
    assert "この言葉を含む事例はありません" in _read(people, sheet, "?q=受注")
    assert "公開された事例はまだありません" in _read(people, sheet)


def test_an_overlong_or_unreadable_search_is_told_at_its_field(people: People, sheet: Assignment) -> None:
    assert "100字以内で入力してください" in _read(people, sheet, f"?q={'あ' * 101}", status=422)
    _read(people, sheet, "?q=%00", status=422)
    _story(people, title="<b>太字</b>の事例")
    assert "&lt;b&gt;太字&lt;/b&gt;の事例" in _read(people, sheet, "?q=%3Cb%3E&page=99")


def test_only_its_reviewer_comes_here_and_nothing_is_written(people: People, sheet: Assignment) -> None:
    before = AuditEvent.objects.count()
    for name in NAMES:
        status = signed_in(people.user(name)).get(f"/review/{sheet.pk}/stories/").status_code
        assert status == (200 if name == "endo" else 404), name
    assert AuditEvent.objects.count() == before


def test_many_stories_come_in_pages_and_in_as_many_queries(people: People, sheet: Assignment) -> None:
    _story(people)
    browser, url = signed_in(people.endo), f"/review/{sheet.pk}/stories/?q=受注"

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    asked()
    before = asked()
    for number in range(24):
        _story(people, title=f"受注の事例 {number}")
    assert asked() == before
    assert "1/2" in _read(people, sheet, "?q=受注")
    assert _read(people, sheet, "?q=受注&page=2").count('class="story stack-close"') == 5
