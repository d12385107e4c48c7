"""The pages of awards: the grantee's, the office's, and the public list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from applications.rules.workflow import Status
from awards.models import Award
from awards.policies import may_view
from awards.selectors import awards_visible_to
from screening.models import GrantDecision
from screening.rules.deciding import DecisionEntry
from screening.services.decisions import change_decision
from screening.services.reissues import reissue
from tests import screening_worlds as worlds
from tests.people import NAMES, People, signed_in
from tests.worlds import CALL

SEEN_BY = {"aoki", "baba", "doi", "honda", "jinnai"}


@pytest.fixture
def award(people: People) -> Award:
    worlds.released(people)
    return Award.objects.get(application__organisation=people.company)


def test_whoever_may_view_finds_it_and_nobody_else(people: People, award: Award) -> None:
    url = reverse("awards:award", args=[award.pk])
    for name in (*NAMES, "nobody"):
        actor = people.actor(name)
        is_seen = name in SEEN_BY
        assert may_view(actor, award).is_allowed is is_seen, name
        assert awards_visible_to(actor).filter(pk=award.pk).exists() is is_seen, name
        expected = 200 if is_seen else (302 if name == "nobody" else 404)
        assert signed_in(people.user(name)).get(url).status_code == expected, name


def test_the_grantee_reads_what_was_decided_and_what_follows(people: People, award: Award) -> None:
    page = signed_in(people.aoki).get(reverse("awards:award", args=[award.pk])).content.decode()
    for words in (
        "R7-DX-K001",
        "1,525,000円",
        "宮情協第1号",
        "令和7年12月31日(水)",
        "令和8年1月14日(水)",
        "令和7年7月19日(土)",
    ):
        assert words in page, words
    assert "履歴" not in page
    assert "office-menu" not in page
    office = signed_in(people.doi).get(reverse("awards:award", args=[award.pk])).content.decode()
    assert "履歴" in office
    assert "office-menu" in office


def test_everybody_has_a_list_of_the_own_ones(people: People, award: Award) -> None:
    url = reverse("awards:mine")
    assert Client().get(url).status_code == 302
    assert award.number in signed_in(people.aoki).get(url).content.decode()
    assert award.number not in signed_in(people.chiba).get(url).content.decode()
    assert "交付決定を受けた事業はまだありません" in signed_in(people.goto).get(url).content.decode()
    assert award.number in signed_in(people.jinnai).get(url).content.decode()


def test_the_file_leads_to_the_award_and_to_its_letter(people: People, award: Award) -> None:
    letter = award.terms.get().letter
    for url in ("applications:application", "applications:receipt"):
        page = signed_in(people.aoki).get(reverse(url, args=[award.application_id])).content.decode()
        assert reverse("records:paper", args=[letter.pk]) in page, url
    home = signed_in(people.aoki).get(reverse("applications:application", args=[award.application_id])).content.decode()
    assert reverse("awards:award", args=[award.pk]) in home
    office = signed_in(people.doi).get(reverse("applications:office_file", args=[award.application_id]))
    assert reverse("awards:award", args=[award.pk]) in office.content.decode()
    assert signed_in(people.aoki).get(reverse("records:paper_file", args=[letter.pk])).status_code == 200
    assert signed_in(people.chiba).get(reverse("records:paper_file", args=[letter.pk])).status_code == 404


def test_nobody_of_the_company_sees_a_letter_before_it_goes_out(people: People) -> None:
    release = worlds.checked(people)
    decision = GrantDecision.objects.get(release=release, case__application__organisation=people.company)
    url = reverse("records:paper_file", args=[decision.paper_id])
    assert signed_in(people.aoki).get(url).status_code == 404
    assert signed_in(people.doi).get(url).status_code == 200
    home = signed_in(people.aoki).get(reverse("applications:application", args=[decision.case.application_id]))
    assert "いまは事務局が書類を確かめています" in home.content.decode()


def test_a_refused_file_says_so_and_no_more(people: People) -> None:
    panel = worlds.settled(people, endo_rival=1, fujii_rival=1)
    minutes = worlds.frozen(people, panel=panel, kept=worlds.scenario(people, panel))
    drafted = worlds.drafted(people, minutes=minutes)
    worlds.released(people, release=worlds.checked(people, release=worlds.prepared(people, release=drafted)))
    panel.rival.application.refresh_from_db()
    assert panel.rival.application.status == Status.REFUSED
    page = signed_in(people.chiba).get(reverse("applications:application", args=[panel.rival.application_id]))
    assert "審査の結果が出ました" in page.content.decode()
    assert "基準" not in page.content.decode()


def test_a_replaced_letter_says_so_to_the_company(people: People, award: Award) -> None:
    former = GrantDecision.objects.get(case__application=award.application)
    fresh = reissue(
        decision_id=former.pk, actor=people.actor("honda"), at=worlds.RELEASED_AT, because="査定の誤りを直すため"
    )
    entry = DecisionEntry(amount=1_400_000)
    change_decision(
        decision_id=fresh.pk,
        entry=entry,
        version=1,
        actor=people.actor("doi"),
        at=worlds.RELEASED_AT,
        because="見積の確認",
    )
    later = worlds.RELEASED_AT + timedelta(days=3)
    prepared = worlds.prepared(people, release=fresh.release, at=later)
    worlds.released(people, release=worlds.checked(people, release=prepared, at=later), at=later)
    aoki = signed_in(people.aoki)
    page = aoki.get(reverse("awards:award", args=[award.pk])).content.decode()
    assert "1,400,000円" in page
    assert "改めた理由: 査定の誤りを直すため" in page
    assert "効力がありません" in page
    assert "効力がありません" in aoki.get(reverse("applications:receipt", args=[award.application_id])).content.decode()


def test_the_public_list_holds_the_fields_of_the_terms_and_nothing_else(people: People, award: Award) -> None:
    url = reverse("awards:published", args=[CALL])
    page = Client().get(url).content.decode()
    for words in ("2件の事業", "株式会社髙﨑製作所", "宮崎市", "在庫照会の自動化", "在庫照会の手間をクラウドサービス"):
        assert words in page, words
    for words in ("円", "R7-DX", "宮情協"):
        assert words not in page, words
    assert url in Client().get(reverse("applications:call", args=[CALL])).content.decode()


def test_an_empty_public_list_says_when_there_will_be_something(people: People) -> None:
    worlds.settled(people)
    url = reverse("awards:published", args=[CALL])
    assert "まだ公表する事業はありません" in Client().get(url).content.decode()
    assert url not in Client().get(reverse("applications:call", args=[CALL])).content.decode()
    assert Client().get(reverse("awards:published", args=["no-such-call"])).status_code == 404
