"""The pre-check from the first question to the papers."""

import json
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.models import CallRevision
from applications.rules.judgement import judge
from applications.rules.reading import facts_of, parse_json
from applications.services.precheck import contract_document
from records.models import IssuedPaper
from tests.web.conftest import BASE, COMPANY, DURING

Send = Callable[..., HttpResponse]
RESULT = f"{BASE}result/"


def _html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_every_question_leads_to_the_next_and_the_last_to_the_result(client: Client, answer: Send) -> None:
    keys = list(COMPANY)
    for key, following in zip(keys, [*keys[1:], "result"], strict=True):
        assert answer(key, **COMPANY[key])["Location"] == f"{BASE}{following}/"


def test_the_company_of_the_contract_is_told_what_the_command_tells(client: Client, answered: None) -> None:
    html = _html(client, RESULT)
    assert "すべて満たしています" in html
    assert "満たしていません(0件)" in html
    assert "1,000,000.5円" in html
    assert "<dd>1,000,000円</dd>" in html


def test_the_session_holds_the_facts_of_the_contract(client: Client, answered: None, during: CallRevision) -> None:
    document = contract_document(client.session["precheck"][during.call_id]["known"])
    assert document["applicant"]["capital"] == 50_000_001
    assert document["applicant"]["shareholders"][0]["name"] == "代表者 髙﨑𠮷"
    assert document["applicant"]["taxable_income"] == [12_000_000, 8_000_000, 15_000_000]
    text = json.dumps({**document, "submitted_at": DURING.isoformat()}, default=float)
    assert judge(facts_of(parse_json(text, "session"), during.terms), during.terms).eligible.value == "met"


def test_back_keeps_the_answers(client: Client, answered: None) -> None:
    assert "50,000,001" in _html(client, f"{BASE}capital/")
    assert re.search(r'value="head_office"[^>]*\schecked', _html(client, f"{BASE}base/"))
    shareholders = _html(client, f"{BASE}shareholders/")
    assert 'value="代表者 髙﨑𠮷"' in shareholders
    assert 'value="499"' in shareholders
    assert 'value="令和7"' not in _html(client, f"{BASE}consultation/")
    assert 'value="2025"' in _html(client, f"{BASE}consultation/")
    assert 'value="2,000,001"' in _html(client, f"{BASE}costs/")


def test_sending_an_unchanged_page_again_changes_nothing(
    client: Client, answer: Send, answered: None, during: CallRevision
) -> None:
    before = client.session["precheck"][during.call_id]["known"]
    for key in ("shareholders", "kpi", "costs"):
        answer(key, **COMPANY[key])
    assert client.session["precheck"][during.call_id]["known"] == before


def test_each_question_says_why_and_names_its_clause(client: Client, during: CallRevision) -> None:
    for key in COMPANY:
        html = _html(client, f"{BASE}{key}/")
        assert "なぜ聞くか" in html
        assert "募集要領 " in html


def test_what_is_not_known_may_wait(client: Client, answer: Send, answered: None) -> None:
    response = answer("capital", skip="skip")
    assert response["Location"] == f"{BASE}employees/"
    assert "50,000,001" not in _html(client, f"{BASE}capital/")
    assert "資本金の額又は出資の総額" not in _html(client, RESULT).split("お答えの内容")[1]


def test_an_empty_page_is_refused_in_words(answer: Send) -> None:
    response = answer("entity")
    assert response.status_code == 422
    assert "どれか一つを選んでください。" in response.content.decode()


def test_a_result_without_answers_leads_to_the_questions(client: Client, during: CallRevision) -> None:
    html = _html(client, RESULT)
    assert "残りの質問に答える" in html
    assert f"{BASE}entity/" in html
    assert "経費がまだ入力されていない" in html


def test_an_unmet_rule_says_clause_what_to_do_and_the_way_back(client: Client, answer: Send, answered: None) -> None:
    answer("tax", answer="yes")
    html = _html(client, RESULT)
    assert "満たしていません(1件)" in html
    unmet = html.split('id="verdicts-unmet"')[1].split("</section>")[0]
    assert "§1(2)" in unmet
    assert "納付を済ませてから" in unmet
    assert f"{BASE}tax/?return" in unmet


def test_mending_from_the_result_returns_to_it(client: Client, answered: None) -> None:
    response = client.post(f"{BASE}tax/?return", {"answer": "no"})
    assert response["Location"] == RESULT
    assert "結果に戻る" in _html(client, f"{BASE}tax/?return")


def test_another_kind_of_applicant_is_asked_other_questions(client: Client, answer: Send) -> None:
    assert answer("entity", answer="medical_corporation").status_code == 302
    for key in ("capital", "shareholders", "industry-class"):
        assert client.get(f"{BASE}{key}/").status_code == 404
    assert client.get(f"{BASE}employees/").status_code == 200


@pytest.mark.parametrize(
    ("industry", "proposed"),
    [("M76", "小売業"), ("G391", "ソフトウェア業・情報処理サービス業"), ("M751", "旅館業"), ("N791", "その他の業種")],
)
def test_the_industry_proposes_a_class_and_chooses_none(
    client: Client, answer: Send, industry: str, proposed: str
) -> None:
    answer("industry", answer=industry)
    html = _html(client, f"{BASE}industry-class/")
    assert f"候補は「{proposed}" in html
    assert html.count("choice--proposed") == 1
    assert "checked" not in html


def test_starting_over_forgets_and_needs_a_post(client: Client, answered: None, during: CallRevision) -> None:
    assert "23問のうち23問の答えが残っています" in _html(client, BASE)
    assert client.session["precheck"][during.call_id]["known"]
    assert client.post(BASE)["Location"] == f"{BASE}entity/"
    assert during.call_id not in client.session["precheck"]


def test_get_writes_nothing(client: Client, during: CallRevision) -> None:
    for address in (BASE, f"{BASE}entity/", f"{BASE}costs/", RESULT):
        client.get(address)
    assert Session.objects.count() == 0
    assert IssuedPaper.objects.count() == 0


def test_the_number_of_queries_does_not_grow(client: Client, answered: None, answer: Send) -> None:
    client.get(RESULT)
    with CaptureQueriesContext(connection) as for_one_line:
        client.get(RESULT)
    assert len(for_one_line) <= 2
    costs = dict(COMPANY["costs"])
    rows = {f"row-{n}-{name[6:]}": value for n in range(12) for name, value in costs.items() if name[4].isdigit()}
    assert answer("costs", **{**costs, **rows, "row-TOTAL_FORMS": "12"}).status_code == 302
    with CaptureQueriesContext(connection) as for_twelve:
        client.get(RESULT)
    assert len(for_twelve) == len(for_one_line)


@pytest.mark.parametrize("kind", ["precheck_result", "application"])
def test_a_paper_is_asked_for_and_only_its_visitor_sees_it(client: Client, answered: None, kind: str) -> None:
    response = client.post(f"{RESULT}papers/", {"kind": kind})
    paper = IssuedPaper.objects.get()
    assert response["Location"] == f"/papers/{paper.pk}/"
    assert paper.kind == kind
    assert paper.discard_after is not None
    assert client.get(response["Location"]).status_code == 200
    assert f'href="{RESULT}">「事前確認の結果」に戻る' in _html(client, response["Location"])
    assert Client().get(response["Location"]).status_code == 404


def test_the_paper_and_the_page_say_the_same(client: Client, answered: None) -> None:
    client.post(f"{RESULT}papers/", {"kind": "precheck_result"})
    context = IssuedPaper.objects.get().context
    html = _html(client, RESULT)
    assert context["amount"] in html
    for step in context["equation"]:
        assert step["value"] in html
    for finding in (finding for group in context["groups"] for finding in group["findings"]):
        assert finding["because"] in html


def test_an_unknown_kind_of_paper_does_not_exist(client: Client, answered: None) -> None:
    assert client.post(f"{RESULT}papers/", {"kind": "grant_notice"}).status_code == 404
    assert client.get(f"{RESULT}papers/").status_code == 405


def test_a_cost_with_an_open_point_never_ends_in_all_is_met(client: Client, answer: Send, answered: None) -> None:
    answer("costs", **{**COMPANY["costs"], "row-0-quotes": ""})
    html = _html(client, RESULT)
    assert "すべて満たしています。</p>" not in html
    assert "経費のうち1件に、確認が必要なところがあります。" in html
    client.post(f"{RESULT}papers/", {"kind": "precheck_result"})
    assert "経費のうち1件に" in IssuedPaper.objects.get().context["conclusion"]


def test_the_entrance_offers_what_is_left(client: Client, answer: Send, answered: None) -> None:
    assert "結果を見る" in _html(client, BASE)
    client.post(BASE)
    answer("entity", **COMPANY["entity"])
    assert "続きから答える" in _html(client, BASE)
