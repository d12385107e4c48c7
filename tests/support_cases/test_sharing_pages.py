"""The company gives and withdraws; a partner who has the page open is refused calmly; the company reads who looked."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from records.services.looking import record_paper_taken
from support_cases.models import SharingConsent, SupportCase
from support_cases.rules.sharing import Category, Visibility
from support_cases.services.plan_paper import issue_dx_plan
from tests.case_worlds import A_YEAR_LATER, AT, TODAY, consented, partnered_case, recorded
from tests.people import People, signed_in

pytestmark = pytest.mark.usefixtures("_today")
SHARING, LOG = "/support/company/sharing/", "/support/company/log/"


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


def _given(people: People, **changes: object) -> dict[str, object]:
    return {
        "institution": people.other_institution.pk,
        "categories": ["records", "diagnoses"],
        "starts_on": "令和7年5月20日",
        "until": "2026-03-31",
        **changes,
    }


@pytest.mark.parametrize("address", [SHARING, LOG, "/support/company/log.csv", "/support/company/log.xlsx"])
@pytest.mark.parametrize(
    ("name", "status"), [("aoki", 200), ("baba", 200), ("goto", 404), ("doi", 404), ("endo", 404), ("jinnai", 404)]
)
def test_sharing_is_the_companys_own(people: People, name: str, status: int, address: str) -> None:
    assert signed_in(people.user(name)).get(address).status_code == status


def test_another_company_has_its_own_and_never_this_one(people: People) -> None:
    partnered_case(people)
    page = signed_in(people.chiba).get(SHARING).content.decode()
    assert people.lead_institution.name not in page.split("見せる機関を選ぶ")[0]
    assert signed_in(people.chiba).get(SHARING, {"company": str(people.company.pk)}).status_code == 404


def test_several_categories_are_given_at_once_and_withdrawn_one_by_one(people: People) -> None:
    aoki = signed_in(people.aoki)
    assert aoki.post(f"{SHARING}give/", _given(people)).status_code == 302
    assert {each.category for each in SharingConsent.objects.all()} == {"records", "diagnoses"}
    consent = SharingConsent.objects.get(category="records")
    page = aoki.post(reverse("support_cases:withdraw", args=[consent.pk]), follow=True).content.decode()
    assert "新しく見えるものはありません" in page
    assert "取り戻せません" in page
    assert SharingConsent.objects.filter(withdrawn_at__isnull=True).get().category == "diagnoses"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"until": "2025-05-19"}, "始まりの日と同じか、後の日"),
        ({"until": "いつか"}, "日付として読み取れません"),
        ({"categories": []}, "見せるものを1つ以上"),
        ({"institution": ""}, "支援機関を選んでください"),
    ],
)
def test_what_cannot_be_given_is_told_at_its_field_and_nothing_is_kept(
    people: People, changes: dict[str, object], told: str
) -> None:
    answer = signed_in(people.aoki).post(f"{SHARING}give/", _given(people, **changes))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not SharingConsent.objects.exists()


def test_a_colleague_who_only_looks_gives_and_withdraws_nothing(people: People) -> None:
    consent, baba = consented(people), signed_in(people.baba)
    assert 'button--small">撤回する' not in baba.get(SHARING).content.decode()
    assert baba.post(f"{SHARING}give/", _given(people)).status_code == 409
    assert baba.post(reverse("support_cases:withdraw", args=[consent.pk])).status_code == 409
    assert SharingConsent.objects.get().withdrawn_at is None


def test_a_partner_with_the_page_open_is_refused_after_the_withdrawal(people: People) -> None:
    case = partnered_case(people)
    recorded(people, case, visibility=Visibility.PARTNERS)
    hara, address = signed_in(people.hara), reverse("support_cases:case", args=[case.pk])
    assert hara.get(address).status_code == 200
    consent = people.other_institution.held_consents.get()
    signed_in(people.aoki).post(reverse("support_cases:withdraw", args=[consent.pk]))
    for each in (address, f"{address}sharing/"):
        answer = hara.get(each)
        assert (answer.status_code, "情報の共有をやめたか" in answer.content.decode()) == (404, True)
        assert hara.post(each).status_code in {404, 405}
    lost = hara.post(f"{address}records/new/", {"facts": "書きかけの事実", "method": "visit"})
    assert (lost.status_code, "書きかけの事実" in lost.content.decode()) == (404, True)
    assert people.company.name not in lost.content.decode()
    assert "情報の共有をやめたか" not in signed_in(people.chiba).get(address).content.decode()
    assert people.company.name not in hara.get("/support/").content.decode()


def test_a_consent_ends_by_its_date(people: People) -> None:
    case = partnered_case(people)
    address = reverse("support_cases:case", args=[case.pk])
    with travel(AT + timedelta(days=366), tick=False):
        assert signed_in(people.hara).get(address).status_code == 404
        assert "期限が来ました" in signed_in(people.aoki).get(SHARING).content.decode()


def test_a_second_withdrawal_is_answered_calmly(people: People) -> None:
    consent, aoki = consented(people), signed_in(people.aoki)
    address = reverse("support_cases:withdraw", args=[consent.pk])
    assert aoki.post(address).status_code == 302
    assert aoki.post(address).status_code == 409


def test_a_stranger_cannot_withdraw(people: People) -> None:
    address = reverse("support_cases:withdraw", args=[consented(people).pk])
    assert signed_in(people.chiba).post(address).status_code == 404


def test_the_company_reads_who_looked_at_what_and_when(people: People) -> None:
    case = partnered_case(people)
    signed_in(people.hara).get(reverse("support_cases:case", args=[case.pk]))
    signed_in(people.aoki).get(SHARING)
    page = signed_in(people.aoki).get(LOG).content.decode()
    assert "原 八郎(見本商工会)" in page
    assert "ケースの記録" in page
    assert "10:00" in page
    assert "まだだれも見ていません" in signed_in(people.chiba).get(LOG).content.decode()
    rows = list(
        csv.reader(StringIO(signed_in(people.aoki).get("/support/company/log.csv").content.decode("utf-8-sig")))
    )
    assert rows[0] == ["見た日時", "見た人(機関)", "見たもの"]
    assert rows[1][1:] == ["原 八郎(見本商工会)", "ケースの記録"]


def test_the_company_reads_who_took_the_paper_of_its_plan(people: People) -> None:
    paper = issue_dx_plan(case_id=partnered_case(people).pk, actor=people.actor("goto"), at=AT)
    for name in ("hara", "aoki"):
        record_paper_taken(actor=people.actor(name), paper=paper, at=AT)
    told = csv.reader(StringIO(signed_in(people.aoki).get("/support/company/log.csv").content.decode("utf-8-sig")))
    assert [row[1:] for row in told][1:] == [["原 八郎(見本商工会)", "計画の書類"]]


def test_the_log_is_narrowed_by_days_and_people(people: People) -> None:
    case = partnered_case(people)
    signed_in(people.hara).get(reverse("support_cases:case", args=[case.pk]))
    aoki = signed_in(people.aoki)
    assert (
        "原 八郎" in aoki.get(LOG, {"who": "商工会", "seen_from": "2025-05-20", "seen_to": "R7.5.20"}).content.decode()
    )
    assert "原 八郎" not in aoki.get(LOG, {"seen_to": "2025-05-19"}).content.decode()
    assert aoki.get(LOG, {"seen_to": "きのう"}).status_code == 422


def test_the_log_asks_the_same_questions_however_much_there_is(people: People) -> None:
    case, aoki = partnered_case(people), signed_in(people.aoki)
    aoki.get(LOG)
    counts = []
    for _ in range(2):
        signed_in(people.hara).get(reverse("support_cases:case", args=[case.pk]))
        recorded(people, case, visibility=Visibility.PARTNERS)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            aoki.get(LOG)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_tab_tells_the_lead_everything_and_a_partner_its_own(people: People) -> None:
    case = partnered_case(people)
    consented(people, category=Category.DIAGNOSES, until=A_YEAR_LATER, starts_on=TODAY)
    address = reverse("support_cases:case_sharing", args=[SupportCase.objects.get(pk=case.pk).pk])
    seen_by_lead = signed_in(people.goto).get(address).content.decode()
    assert "見本商工会" in seen_by_lead
    assert "青木 花子さん" in seen_by_lead
    seen_by_partner = signed_in(people.hara).get(address).content.decode()
    assert "診断の結果" in seen_by_partner
    assert seen_by_partner.count('<th scope="row">') == 1
