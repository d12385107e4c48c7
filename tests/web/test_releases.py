"""The pages of a release: what the office sees and does on them, and who finds nothing there."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.services.refusals import Refused
from awards.models import Award
from screening.models import GrantDecision, Release
from screening.rules.workflow import ReleaseStatus
from screening.services.releases import release_decisions
from tests import screening_worlds as worlds
from tests.people import People, signed_in
from tests.worlds import CALL

AT = worlds.RELEASED_AT


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with time_machine.travel(AT, tick=True):
        yield


def releases_url() -> str:
    return reverse("screening:releases", args=[CALL])


def release_url(release: Release) -> str:
    return reverse("screening:release", args=[CALL, release.pk])


def send_url(release: Release) -> str:
    return reverse("screening:send", args=[CALL, release.pk])


def decision_url(decision: GrantDecision) -> str:
    return reverse("screening:decision", args=[CALL, decision.pk])


def first_of(release: Release) -> GrantDecision:
    return release.decisions.order_by("case__application__receipt_sequence")[0]


@pytest.fixture
def doi(people: People) -> Client:
    return signed_in(people.doi)


@pytest.fixture
def honda(people: People) -> Client:
    return signed_in(people.honda)


def test_before_the_minutes_the_page_says_what_is_missing(people: People, doi: Client) -> None:
    worlds.settled(people)
    page = doi.get(releases_url()).content.decode()
    assert "順位と配分がまだ確定していません" in page
    assert doi.post(releases_url(), {"act": "draft"}).status_code == 409


def test_drafts_are_made_prepared_checked_and_released(people: People, doi: Client, honda: Client) -> None:
    worlds.frozen(people)
    made = doi.post(releases_url(), {"act": "draft"})
    release = Release.objects.get()
    assert made.headers["Location"] == release_url(release)
    assert "決定の案" in doi.get(release_url(release)).content.decode()
    assert doi.post(release_url(release), {"act": "prepare", "decided_on": "2025-07-09"}).status_code == 302
    waiting = doi.get(release_url(release)).content.decode()
    assert "通知書を作っています(0 / 2)" in waiting
    assert 'http-equiv="refresh"' in waiting
    for decision in release.decisions.all():
        assert decision.paper is not None
        assert worlds.render_paper(paper_id=decision.paper.pk, clock=lambda: AT)
    assert 'http-equiv="refresh"' not in doi.get(release_url(release)).content.decode()
    first, second = release.decisions.order_by("case__application__receipt_sequence")
    assert doi.post(decision_url(first), {"act": "check"}).headers["Location"] == decision_url(second)
    assert "2件中1件 確認済み" in doi.get(release_url(release)).content.decode()
    assert "まだ通知できません" in honda.get(send_url(release)).content.decode()
    assert honda.post(send_url(release)).status_code == 409
    assert doi.post(decision_url(second), {"act": "check"}).headers["Location"] == release_url(release)
    page = honda.get(send_url(release)).content.decode()
    assert "交付を決定しました" in page
    assert "aoki@example.jp" in page
    assert doi.post(send_url(release)).status_code == 409
    assert honda.post(send_url(release)).status_code == 302
    late = honda.post(send_url(release))
    assert late.status_code == 409
    assert "状態がすでに変わっています" in late.content.decode()
    release.refresh_from_db()
    assert release.status == ReleaseStatus.RELEASED
    assert Award.objects.count() == 2
    done = honda.get(release_url(release)).content.decode()
    assert "先に片づけること" not in done
    assert "本田" in done


def test_undone_and_given_up_on_the_page(people: People, doi: Client) -> None:
    release = worlds.prepared(people)
    assert doi.post(release_url(release), {"act": "undo"}).status_code == 302
    assert doi.post(release_url(release), {"act": "cancel"}).headers["Location"] == releases_url()
    release.refresh_from_db()
    assert release.status == ReleaseStatus.CANCELLED


@pytest.mark.parametrize("typed", ["", "あした", "2025-13-40"])
def test_a_day_that_cannot_be_read_is_told_at_its_field(people: People, doi: Client, typed: str) -> None:
    release = worlds.drafted(people)
    answer = doi.post(release_url(release), {"act": "prepare", "decided_on": typed})
    assert answer.status_code == 422
    assert "id_decided_on" in answer.content.decode()


def changed(decision: GrantDecision, **said: Any) -> dict[str, Any]:
    kept = {"act": "change", "outcome": "granted", "amount": "", "because": "見積の確認", "version": decision.version}
    return {**kept, **said}


def test_a_draft_is_changed_and_computed_by_the_server(people: People, doi: Client) -> None:
    decision = first_of(worlds.drafted(people))
    said = changed(decision, allowed_1="2,400,000", why_1="一部を除く。")
    assert doi.post(decision_url(decision), said).status_code == 302
    decision.refresh_from_db()
    assert (decision.decided_cost, decision.decided_amount) == (2_450_000, 1_225_000)
    page = doi.get(decision_url(decision)).content.decode()
    assert "1,225,000円" in page
    assert "一部を除く。" in page


def test_a_cut_without_its_reason_comes_back_as_typed(people: People, doi: Client) -> None:
    decision = first_of(worlds.drafted(people))
    answer = doi.post(decision_url(decision), changed(decision, allowed_1="2400000", reduction_note="残す文"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "査定の理由を入力してください" in page
    assert "残す文" in page
    above = doi.post(decision_url(decision), changed(decision, allowed_1="9999999", why_1="多い"))
    assert "対象と判定された3,000,000円以下" in above.content.decode()


def test_what_the_law_refuses_is_told_in_a_sentence(people: People, doi: Client) -> None:
    decision = first_of(worlds.drafted(people))
    answer = doi.post(decision_url(decision), changed(decision, amount="900000"))
    assert answer.status_code == 409
    assert "下限を下回る決定" in answer.content.decode()


def test_a_draft_is_dropped_with_its_reason(people: People, doi: Client) -> None:
    release = worlds.drafted(people)
    decision = first_of(release)
    assert doi.post(decision_url(decision), {"act": "drop", "because": ""}).status_code == 422
    assert doi.post(decision_url(decision), {"act": "drop", "because": "あとで決めるため"}).status_code == 302
    assert release.decisions.count() == 1


def test_the_letter_is_shown_as_pictures_to_the_office_alone(people: People, doi: Client) -> None:
    decision = first_of(worlds.prepared(people))
    url = reverse("screening:letter_picture", args=[CALL, decision.pk, 1, "page"])
    picture = doi.get(url)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert doi.get(url.replace("/1/", "/99/")).status_code == 404
    assert doi.get(url.replace("/page/", "/poster/")).status_code == 404
    for name in ("aoki", "chiba", "goto", "endo", "ito"):
        assert signed_in(people.user(name)).get(url).status_code == 404, name


def test_the_reserve_is_promoted_or_ended_on_the_page(people: People, doi: Client) -> None:
    panel = worlds.settled(people)
    minutes = worlds.frozen(people, panel=panel, kept=worlds.scenario(people, panel, budget=1_525_000))
    worlds.drafted(people, minutes=minutes)
    page = doi.get(releases_url()).content.decode()
    assert "補欠(1件)" in page
    said = {"act": "promote", "case": str(panel.rival.pk), "amount": "", "because": ""}
    assert doi.post(releases_url(), said).status_code == 422
    assert doi.post(releases_url(), {**said, "because": "予算が戻ったため"}).status_code == 409
    ended = doi.post(releases_url(), {"act": "end", "because": "年度の予算を使い切ったため"})
    assert ended.status_code == 302
    assert GrantDecision.objects.get(case=panel.rival).reason == "budget"


def test_a_released_letter_is_replaced_from_its_page(people: People, doi: Client, honda: Client) -> None:
    decision = first_of(worlds.released(people))
    assert "この通知書を差し替える" not in doi.get(decision_url(decision)).content.decode()
    assert "この通知書を差し替える" in honda.get(decision_url(decision)).content.decode()
    assert honda.post(decision_url(decision), {"act": "reissue", "because": ""}).status_code == 422
    answer = honda.post(decision_url(decision), {"act": "reissue", "because": "宛名の誤りを直すため"})
    assert answer.headers["Location"] == decision_url(GrantDecision.objects.get(supersedes=decision))


def test_strangers_find_nothing_and_the_auditor_only_reads(people: People) -> None:
    release = worlds.prepared(people)
    urls = (releases_url(), release_url(release), send_url(release), decision_url(first_of(release)))
    for name in ("aoki", "chiba", "goto", "hara", "endo", "fujii", "ito"):
        visitor = signed_in(people.user(name))
        assert {visitor.get(url).status_code for url in urls} == {404}, name
    assert {Client().get(url).status_code for url in urls} == {302}
    auditor = signed_in(people.jinnai)
    assert {auditor.get(url).status_code for url in (urls[0], urls[1], urls[3])} == {200}
    assert auditor.get(urls[2]).status_code == 404
    assert auditor.post(urls[1], {"act": "undo"}).status_code == 409
    assert auditor.post(urls[3], {"act": "check"}).status_code == 409


def test_a_look_writes_nothing(people: People, doi: Client, django_assert_max_num_queries: Any) -> None:
    release = worlds.prepared(people)
    with django_assert_max_num_queries(20) as few:
        doi.get(release_url(release))
    assert not [each for each in few.captured_queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_release_that_lost_a_letter_names_it(people: People, honda: Client) -> None:
    release = worlds.drafted(people)
    decision = first_of(release)
    GrantDecision.objects.filter(pk=decision.pk).update(extra_conditions=["制御文字\x07の入った条件"])
    prepared = worlds.prepared(people, release=release)
    page = honda.get(release_url(prepared)).content.decode()
    assert "印刷できない文字があります" in page
    assert decision.case.application.receipt_number in page
    with pytest.raises(Refused):
        release_decisions(release_id=release.pk, actor=people.actor("honda"), at=datetime.now(tz=AT.tzinfo))
