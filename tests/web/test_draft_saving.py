"""Saving a draft: nothing typed is lost, whatever is wrong, whoever else writes, and whenever the session ends."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from time_machine import travel

from applications.models import Application, ApplicationSection
from tests.people import People, signed_in
from tests.web.drafting import form_on, pages_of
from tests.worlds import AT, blank_draft, filled_draft


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def _url(draft: Application, key: str) -> str:
    return f"/applications/{draft.pk}/sections/{key}/"


def _kept(draft: Application, key: str) -> dict[str, Any]:
    return ApplicationSection.objects.get(application=draft, key=key).all_answers


def _second_editor(people: People) -> Client:
    """Baba, once she may write as well."""
    people.baba.memberships.update(may_edit=True)
    return signed_in(people.baba)


@pytest.mark.parametrize("make", [blank_draft, filled_draft])
def test_saving_a_page_as_it_stands_changes_nothing(people: People, make: Any) -> None:
    draft = make(people)
    aoki = signed_in(people.aoki)
    for url in pages_of(draft)[1:-1]:
        if "attachments" in url:
            continue
        before = list(ApplicationSection.objects.order_by("pk").values_list("pk", "version"))
        answer = aoki.post(url, form_on(aoki, url))
        assert answer.status_code == 302, (url, answer.context and answer.context["refusals"])
        assert list(ApplicationSection.objects.order_by("pk").values_list("pk", "version")) == before, url


def test_a_draft_is_never_refused_for_being_incomplete(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    form = {**form_on(aoki, _url(draft, "project_plan")), "project_title": "在庫の照会", "next": "next"}
    answer = aoki.post(_url(draft, "project_plan"), form)
    assert answer.headers["Location"] == _url(draft, "costs")
    assert _kept(draft, "project_plan") == {"project_title": "在庫の照会"}


@pytest.mark.parametrize(
    ("key", "name", "typed", "message"),
    [
        ("applicant", "corporate_number", "7000012050003", "法人番号"),
        ("applicant", "name", "あ" * 101, "100字以内"),
        ("applicant", "name", "株式会社😀", "絵文字"),
        ("applicant", "name", "株式\x00会社", "制御文字"),
        ("applicant", "capital", "一千万", "数字"),
        ("applicant", "contact_email", "aoki", "メールアドレス"),
        ("project_plan", "novelty", "あ" * 4001, "4000字以内"),
        ("project_plan", "period_end_1", "13", "日付"),
        ("requirements_bonus", "sa_id", "123", "11桁"),
    ],
)
def test_a_wrong_field_says_so_keeps_what_was_typed_and_loses_no_other(
    people: People, key: str, name: str, typed: str, message: str
) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    before = _kept(draft, key)
    other = {"applicant": "contact_dept", "project_plan": "spillover", "requirements_bonus": "consult_no"}[key]
    answer = aoki.post(_url(draft, key), {**form_on(aoki, _url(draft, key)), name: typed, other: "別のところ"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert message in html
    assert typed.replace("\x00", "") in html.replace("\x00", "")
    assert 'aria-invalid="true"' in html
    assert _kept(draft, key) == {**before, other: "別のところ"}


def test_both_widths_and_both_calendars_are_read(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    url = _url(draft, "applicant")
    typed = {
        "capital": "１０，０００，０００円",
        "established_on_0": "昭和63",
        "established_on_1": "４",
        "established_on_2": "1",
    }
    assert aoki.post(url, {**form_on(aoki, url), **typed}).status_code == 302
    kept = _kept(draft, "applicant")
    assert (kept["capital"], kept["established_on"]) == (10_000_000, "1988-04-01")


def test_rows_are_added_and_taken_away_without_a_script(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    url = _url(draft, "shareholders_officers")
    more = aoki.post(url, {**form_on(aoki, url), "add": "officers", "officers-1-name": "𠮷田 三郎"})
    assert more.status_code == 200
    assert more.content.decode().count('name="officers-2-name"') == 1
    assert [row["name"] for row in _kept(draft, "shareholders_officers")["officers"]] == ["髙﨑 一郎", "𠮷田 三郎"]
    less = aoki.post(url, {**form_on(aoki, url), "remove": "officers:1"})
    assert less.status_code == 200
    assert [row["name"] for row in _kept(draft, "shareholders_officers")["officers"]] == ["𠮷田 三郎"]


def test_a_birth_date_is_sealed_and_shown_again(people: People) -> None:
    draft = filled_draft(people)
    aoki = signed_in(people.aoki)
    url = _url(draft, "pledges")
    form = {**form_on(aoki, url), "officer_register-0-birth_date_0": "1964"}
    assert aoki.post(url, form).status_code == 302
    row = ApplicationSection.objects.get(application=draft, key="pledges")
    assert "officer_register" not in row.answers
    assert row.all_answers["officer_register"][0]["birth_date"] == "1964-02-29"
    assert "昭和39" not in aoki.get(f"/applications/{draft.pk}/").content.decode()


def test_two_editors_of_different_fields_both_keep_theirs(people: People) -> None:
    draft = filled_draft(people)
    aoki, baba = signed_in(people.aoki), _second_editor(people)
    url = _url(draft, "applicant")
    first, second = form_on(aoki, url), form_on(baba, url)
    assert aoki.post(url, {**first, "contact_dept": "総務部"}).status_code == 302
    assert baba.post(url, {**second, "rep_title": "社長"}).status_code == 302
    kept = _kept(draft, "applicant")
    assert (kept["contact_dept"], kept["rep_title"]) == ("総務部", "社長")


@pytest.mark.parametrize(("choice", "kept"), [("theirs", "総務部"), ("yours", "経理部")])
def test_two_editors_of_one_field_see_both_values_and_choose(people: People, choice: str, kept: str) -> None:
    draft = filled_draft(people)
    aoki, baba = signed_in(people.aoki), _second_editor(people)
    url = _url(draft, "applicant")
    first, second = form_on(aoki, url), form_on(baba, url)
    aoki.post(url, {**first, "contact_dept": "総務部"})
    mine = {**second, "contact_dept": "経理部", "rep_title": "社長"}
    answer = baba.post(url, mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "総務部" in html
    assert "経理部" in html
    assert people.aoki.name in html
    again = {**mine, "version": str(answer.context["version"]), "choose-contact_dept": choice}
    assert baba.post(url, again).status_code == 302
    assert (_kept(draft, "applicant")["contact_dept"], _kept(draft, "applicant")["rep_title"]) == (kept, "社長")


def test_an_autosave_tells_the_time_and_the_next_version(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    url = _url(draft, "project_plan")
    form = {**form_on(aoki, url), "project_title": "在庫の照会"}
    told = aoki.post(url, form, headers={"X-Autosave": "1"}).json()
    assert told["sentence"] == "10:00に保存しました"
    assert told["version"] == 1
    again = {**form, "version": told["version"], "seen": told["seen"], "novelty": "新しい\x00"}
    assert "直すところが1件" in aoki.post(url, again, headers={"X-Autosave": "1"}).json()["sentence"]
    assert _kept(draft, "project_plan") == {"project_title": "在庫の照会"}


def test_an_autosave_into_somebody_elses_words_changes_nothing(people: People) -> None:
    draft = filled_draft(people)
    aoki, baba = signed_in(people.aoki), _second_editor(people)
    url = _url(draft, "applicant")
    first, second = form_on(aoki, url), form_on(baba, url)
    aoki.post(url, {**first, "contact_dept": "総務部"})
    answer = baba.post(url, {**second, "contact_dept": "経理部"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 409
    assert not answer.json()["is_kept"]
    assert _kept(draft, "applicant")["contact_dept"] == "総務部"


def test_what_is_typed_after_the_session_has_ended_comes_back_after_sign_in(people: People) -> None:
    draft = filled_draft(people)
    url = _url(draft, "pledges")
    browser = signed_in(people.aoki)
    form = {**form_on(browser, url), "officer_register-0-kana": "タカサキ ハナコ"}
    browser.session.flush()
    assert browser.post(url, form, headers={"X-Autosave": "1"}).status_code == 401
    answer = browser.post(url, form)
    assert answer.headers["Location"] == f"/sign-in/?next={url}"
    assert "ハナコ" not in str(dict(browser.session))
    browser.force_login(people.aoki)
    html = browser.get(url).content.decode()
    assert "タカサキ ハナコ" in html
    assert "まだ保存していません" in html
    assert browser.post(url, form_on(browser, url)).status_code == 302
    assert _kept(draft, "pledges")["officer_register"][0]["kana"] == "タカサキ ハナコ"
    assert "まだ保存していません" not in browser.get(url).content.decode()


def test_what_is_typed_before_signing_in_anew_in_another_tab_comes_back(people: People) -> None:
    draft = filled_draft(people)
    url = _url(draft, "applicant")
    former = signed_in(people.aoki)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = former.cookies
    form = {**form_on(former, url), "contact_dept": "総務部", "csrfmiddlewaretoken": "a" * 64}
    assert browser.post(url, form, headers={"X-Autosave": "1"}).status_code == 403
    assert browser.post(url, form).headers["Location"] == url
    assert _kept(draft, "applicant").get("contact_dept", "") != "総務部"
    assert "総務部" in browser.get(url).content.decode()
    # A page of strangers comes without the session, and fills nothing.
    before = Session.objects.count()
    assert Client(enforce_csrf_checks=True).post(url, form).status_code == 403
    assert Session.objects.count() == before


def test_what_was_typed_may_be_given_up(people: People) -> None:
    draft = filled_draft(people)
    url = _url(draft, "applicant")
    browser = signed_in(people.aoki)
    form = {**form_on(browser, url), "contact_dept": "総務部"}
    browser.session.flush()
    browser.post(url, form)
    browser.force_login(people.aoki)
    assert browser.post(f"{url}give-up/").headers["Location"] == url
    assert "総務部" not in browser.get(url).content.decode()
    assert signed_in(people.chiba).post(f"{url}give-up/").status_code == 404


def test_an_unknown_section_does_not_exist(people: People) -> None:
    draft = blank_draft(people)
    aoki = signed_in(people.aoki)
    assert aoki.get(_url(draft, "unknown")).status_code == 404
    assert aoki.post(_url(draft, "attachments"), {}).status_code == 404
