"""The budget of a draft: lines opened in place, kept one by one, explained by the server."""

from typing import Any

import pytest
from time_machine import travel

from applications.models import CostLine
from tests.people import People, signed_in
from tests.web.drafting import form_on
from tests.worlds import AT, blank_draft, filled_draft


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def test_an_empty_budget_says_how_it_begins(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    assert "まだ明細はありません" in aoki.get(f"/applications/{draft.pk}/sections/costs/").content.decode()
    opened = aoki.post(f"/applications/{draft.pk}/costs/add/")
    line = CostLine.objects.get()
    assert opened.headers["Location"] == f"/applications/{draft.pk}/costs/{line.pk}/#line_{line.pk}"


def test_a_line_is_kept_and_explains_its_amounts(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    aoki.post(f"/applications/{draft.pk}/costs/add/")
    url = f"/applications/{draft.pk}/costs/{CostLine.objects.get().pk}/"
    typed = {"category": "5", "description": "在庫管理", "quantity": "３", "unit_price": "100,000", "next": "stay"}
    assert aoki.post(url, {**form_on(aoki, url), **typed}).headers["Location"] == url
    html = aoki.get(url).content.decode()
    assert "単価 100,000円 × 数量 3 = 300,000円" in html
    assert "330,000円" in html


def test_a_wrong_figure_says_so_and_loses_no_other(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    line = draft.cost_lines.order_by("position")[0]
    url = f"/applications/{draft.pk}/costs/{line.pk}/"
    typed = {"amount_excluding_tax": "三百万", "vendor": "別の会社"}
    answer = aoki.post(url, {**form_on(aoki, url), **typed})
    assert answer.status_code == 422
    assert "三百万" in answer.content.decode()
    line.refresh_from_db()
    assert (line.amount_excluding_tax, line.vendor) == (3_000_000, "別の会社")


def test_a_term_that_ends_before_it_begins_says_so(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    url = f"/applications/{draft.pk}/costs/{draft.cost_lines.order_by('position')[0].pk}/"
    days = {"subscription_from": ("2025", "9", "1"), "subscription_to": ("2025", "8", "1")}
    typed = {f"{key}_{part}": text for key, texts in days.items() for part, text in enumerate(texts)}
    answer = aoki.post(url, {**form_on(aoki, url), **typed})
    assert answer.status_code == 422
    assert "終了日が開始日より前です" in answer.content.decode()


def test_two_editors_of_one_line_see_both_values(people: People) -> None:
    draft = filled_draft(people)
    people.baba.memberships.update(may_edit=True)
    aoki, baba = signed_in(people.aoki), signed_in(people.baba)
    url = f"/applications/{draft.pk}/costs/{draft.cost_lines.order_by('position')[0].pk}/"
    first, second = form_on(aoki, url), form_on(baba, url)
    aoki.post(url, {**first, "vendor": "甲社"})
    answer = baba.post(url, {**second, "vendor": "乙社", "unit": "本"})
    assert answer.status_code == 409
    assert "甲社" in answer.content.decode()
    again = {
        **second,
        "vendor": "乙社",
        "unit": "本",
        "version": str(answer.context["version"]),
        "choose-vendor": "theirs",
    }
    assert baba.post(url, again).status_code == 302
    line = draft.cost_lines.order_by("position")[0]
    assert (line.vendor, line.unit) == ("甲社", "本")


def test_lines_are_put_in_order_and_taken_out(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    first, second = draft.cost_lines.order_by("position")
    aoki.post(f"/applications/{draft.pk}/costs/{second.pk}/move/", {"to": "up"})
    assert list(draft.cost_lines.order_by("position")) == [second, first]
    aoki.post(f"/applications/{draft.pk}/costs/{second.pk}/remove/")
    assert list(draft.cost_lines.order_by("position")) == [first]
    assert aoki.get(f"/applications/{draft.pk}/costs/{second.pk}/").status_code == 404
    assert aoki.post(f"/applications/{draft.pk}/costs/{second.pk}/move/", {"to": "up"}).status_code == 404
    assert aoki.post(f"/applications/{draft.pk}/costs/{second.pk}/remove/").status_code == 404


def test_a_line_typed_after_the_session_has_ended_comes_back(people: People) -> None:
    draft = filled_draft(people)
    browser = signed_in(people.aoki)
    line = draft.cost_lines.order_by("position")[0]
    url = f"/applications/{draft.pk}/costs/{line.pk}/"
    form = {**form_on(browser, url), "vendor": "甲社"}
    browser.session.flush()
    assert browser.post(url, form).headers["Location"] == f"/sign-in/?next={url}"
    browser.force_login(people.aoki)
    page = browser.get(url)
    assert page.context["is_taken_up"]
    assert browser.post(page.context["give_up_url"], {}).status_code == 302
    assert not browser.get(url).context["is_taken_up"]
    before = line.version
    line.refresh_from_db()
    assert (line.vendor, line.version) == ("県内ベンダー", before)
