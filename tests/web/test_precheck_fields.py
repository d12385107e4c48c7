"""What people and their keyboards send: every refusal stands at its field, in words, and nothing typed is lost."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from applications.models import CallRevision
from tests.web.conftest import BASE, COMPANY

Send = Callable[..., HttpResponse]
TEN_MEGABYTES = 10_000_000


def _refusals(response: HttpResponse) -> list[str]:
    """The messages at the fields of a refused page; each also stands in the list above, as a link."""
    assert response.status_code == 422
    html = response.content.decode()
    at_fields = re.findall(r'field__error">.*?直してください:</span>(.*?)</span>', html, re.DOTALL)
    above = re.findall(r'<li><a class="no-visited" href="#([^"]+)">', html)
    assert len(above) == len(at_fields) > 0
    assert all(f'id="{target}"' in html for target in above)
    return [unescape(message) for message in at_fields]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("３０００００００", 30_000_000),
        ("30,000,000", 30_000_000),
        ("３０，０００，０００円", 30_000_000),
        ("¥30,000,000", 30_000_000),
        (" 　30000000　", 30_000_000),
        ("0", 0),
    ],
)
def test_figures_are_read_in_either_width(
    client: Client, answer: Send, during: CallRevision, typed: str, kept: int
) -> None:
    assert answer("capital", answer=typed).status_code == 302
    assert client.session["precheck"][during.call_id]["known"]["applicant.capital"] == kept


@pytest.mark.parametrize(
    "typed",
    [
        "3千万",
        "三千万円",
        "30.5",
        "-1",
        "△100",
        "1e7",
        "３０００万",
        "30 000 000",
        "٣٠",
        "²",
        "😀",
        "1\x00",
        "1\x1b[31m",
    ],
)
def test_a_figure_that_cannot_be_read_is_refused_and_shown_again(answer: Send, typed: str) -> None:
    response = answer("capital", answer=typed)
    assert _refusals(response)
    shown = re.search(r'name="answer" value="([^"]*)"', response.content.decode())
    assert shown is not None
    assert unescape(shown.group(1)) == typed


def test_twenty_digits_are_refused(answer: Send) -> None:
    assert "桁数" in _refusals(answer("capital", answer="9" * 20))[0]
    assert "以下" in _refusals(answer("capital", answer="9" * 15))[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("在庫管理😀ソフト", "絵文字"),
        ("在庫\x00管理", "使えない文字"),
        ("在庫\x1b[31m管理", "使えない文字"),
        ("在庫\u202e管理", "使えない文字"),
        ("在庫\ufffd管理", "読み取れない文字"),
        ("在庫\n管理", "改行"),
        ("あ" * 401, "400字以内で入力してください(いま401字です)"),
    ],
)
def test_text_that_no_paper_can_hold_is_refused_at_its_field(answer: Send, typed: str, words: str) -> None:
    sent = {**COMPANY["costs"], "row-0-description": typed}
    response = answer("costs", **sent)
    (refusal,) = _refusals(response)
    assert words in refusal
    html = unescape(response.content.decode())
    assert f'value="{typed}"' in html
    assert 'value="2,000,001"' in html


@pytest.mark.parametrize("name", ["髙﨑𠮷㈱", "神塚祥", "葛\U000e0100飾商店", "ｶﾞｽﾄｰﾌﾞ工業", "Ａｂ－１号", "名" * 100])
def test_names_are_kept_as_their_bearers_write_them(
    client: Client, answer: Send, during: CallRevision, name: str
) -> None:
    sent = {**COMPANY["shareholders"], "row-0-name": name}
    assert answer("shareholders", **sent).status_code == 302
    assert client.session["precheck"][during.call_id]["known"]["applicant.shareholders"][0]["name"] == name


def test_ten_megabytes_are_refused_in_words_and_the_former_answer_stands(
    client: Client, answer: Send, during: CallRevision
) -> None:
    answer("capital", answer="30000000")
    response = answer("capital", answer="あ" * (TEN_MEGABYTES // 3))
    (refusal,) = _refusals(response)
    assert "前の答えに戻しました" in refusal
    assert 'value="30,000,000"' in response.content.decode()
    assert len(response.content) < 100_000
    assert client.session["precheck"][during.call_id]["known"]["applicant.capital"] == 30_000_000


def test_ten_megabytes_in_a_row_leave_the_rest_of_the_row(answer: Send) -> None:
    answer("costs", **COMPANY["costs"])
    sent = {**COMPANY["costs"], "row-0-quotes": "3", "row-0-description": "x" * TEN_MEGABYTES}
    response = answer("costs", **sent)
    assert "前の答えに戻しました" in _refusals(response)[0]
    html = response.content.decode()
    assert 'value="在庫管理システム一式"' in html
    assert 'value="3"' in html


@pytest.mark.parametrize("key", ["entity", "base", "industry", "consultation", "end", "kpi", "shareholders"])
def test_ten_megabytes_anywhere_are_answered_shortly(answer: Send, key: str) -> None:
    sent = {
        name: "x" * TEN_MEGABYTES if n == len(COMPANY[key]) - 1 else value
        for n, (name, value) in enumerate(COMPANY[key].items())
    }
    response = answer(key, **sent)
    assert response.status_code == 422
    assert len(response.content) < 200_000


def test_forms_are_sent_as_they_are_typed(client: Client, during: CallRevision) -> None:
    """Escaped, a long paste in Japanese is thrice as long and takes seconds of a processor to read."""
    assert 'enctype="multipart/form-data"' in client.get(f"{BASE}capital/").content.decode()


def test_more_than_a_form_can_hold_is_told_as_such(client: Client, during: CallRevision, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    response = client.post(f"{BASE}capital/", {"answer": "1" * 5_000})
    assert response.status_code == 413
    assert "前のページまでの答えは、そのまま残っています" in response.content.decode()


@pytest.mark.parametrize("key", ["entity", "base", "insolvency", "industry-class"])
def test_a_choice_that_was_not_offered_is_refused_without_repeating_it(answer: Send, key: str) -> None:
    response = answer(key, answer="<b>nothing</b>")
    assert _refusals(response) == ["表示されている中から選んでください。"]
    assert "nothing" not in response.content.decode()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("7", "12", "31"), "「2025」か「令和7」"),
        (("2025", "", "31"), "すべてを入力してください"),
        (("2025", "2", "30"), "暦にありません"),
        (("平成31", "5", "1"), "平成は"),
        (("令和7", "13", "1"), "暦にありません"),
        (("来年", "1", "1"), "日付として読み取れません"),
        (("2025", "い", "1"), "日付として読み取れません"),
    ],
)
def test_a_day_that_cannot_be_read_is_refused_and_shown_again(
    answer: Send, parts: tuple[str, str, str], words: str
) -> None:
    response = answer("end", **{f"answer_{n}": part for n, part in enumerate(parts)})
    (refusal,) = _refusals(response)
    assert words in refusal
    assert f'value="{parts[0]}"' in response.content.decode()


def test_a_day_is_read_in_either_calendar_and_width(client: Client, answer: Send, during: CallRevision) -> None:
    for year in ("2026", "令和8", "R8", "令和８年", "２０２６年"):
        assert answer("end", answer_0=year, answer_1="１", answer_2="31").status_code == 302
        assert client.session["precheck"][during.call_id]["known"]["project.ends_on"] == "2026-01-31"


def test_a_consultation_still_to_come_is_none(answer: Send) -> None:
    sent = {"done": "yes", "day_0": "2025", "day_1": "6", "day_2": "2"}
    assert "きょうまでの日付" in _refusals(answer("consultation", **sent))[0]
    assert "相談した日を入力" in _refusals(answer("consultation", done="yes"))[0]
    assert answer("consultation", done="no").status_code == 302


def test_holders_cannot_hold_more_than_there_is(answer: Send) -> None:
    response = answer("shareholders", **{**COMPANY["shareholders"], "total": "999"})
    assert "合計(1,000)" in _refusals(response)[0]


def test_effort_before_must_be_something(answer: Send) -> None:
    for before in ("0", "八", "1.234", "-3"):
        assert _refusals(answer("kpi", **{**COMPANY["kpi"], "row-0-before": before}))


def test_half_a_term_is_refused(answer: Send) -> None:
    term = {f"row-0-begins_on_{n}": part for n, part in enumerate(("2025", "9", "1"))}
    assert "両方" in _refusals(answer("costs", **COMPANY["costs"], **term))[0]


def test_a_term_is_kept_in_the_shape_of_the_contract(client: Client, answer: Send, during: CallRevision) -> None:
    days = {"contracted_on": "2025-08-20", "begins_on": "2025-09-01", "ends_on": "2026-08-31"}
    term = {f"row-0-{name}_{n}": part for name, day in days.items() for n, part in enumerate(day.split("-"))}
    assert answer("costs", **COMPANY["costs"], **term).status_code == 302
    (line,) = client.session["precheck"][during.call_id]["known"]["costs"]
    assert line["subscription"] == {"contracted_on": "2025-08-20", "from": "2025-09-01", "to": "2026-08-31"}
    html = client.get(f"{BASE}costs/").content.decode()
    assert "<details" in html
    assert 'row-card__more" open' in html


def test_rows_are_added_and_taken_away_without_losing_what_was_typed(answer: Send) -> None:
    typed = {**COMPANY["shareholders"], "row-0-shares": "五百", "total": "千"}
    more = answer("shareholders", **typed, add="add").content.decode()
    assert more.count('class="row-card"') == 3
    assert 'value="五百"' in more
    assert 'value="千"' in more
    fewer = answer("shareholders", **typed, remove="1").content.decode()
    assert fewer.count('class="row-card"') == 1
    assert 'value="取引先商社"' in fewer
    assert "直してください" not in more + fewer


def test_taking_the_last_row_away_leaves_an_empty_one(answer: Send) -> None:
    assert answer("kpi", **COMPANY["kpi"], remove="1").content.decode().count('class="row-card"') == 1


@pytest.mark.parametrize("total", ["100000", "-1", "x", "", "²"])
def test_a_forged_number_of_rows_breaks_nothing(answer: Send, total: str) -> None:
    for button in ({}, {"add": "add"}, {"remove": "1"}):
        response = answer("costs", **{**COMPANY["costs"], "row-TOTAL_FORMS": total}, **button)
        assert response.status_code in {200, 302, 422}
        assert len(response.content) < 1_000_000


def test_no_rows_at_all_are_no_answer(client: Client, answer: Send, during: CallRevision) -> None:
    empty = {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0"}
    answer("costs", **empty)
    assert client.session["precheck"][during.call_id]["known"].get("costs") is None
    assert "経費がまだ入力されていない" in client.get(f"{BASE}result/").content.decode()


def test_what_was_typed_is_never_run(answer: Send) -> None:
    attack = '"><script>alert(1)</script>{{ 7|add:7 }}'
    html = answer("capital", answer=attack).content.decode()
    assert "<script>alert" not in html
    assert "14" not in re.findall(r'name="answer" value="([^"]*)"', html)[0]
