"""The lead moves a case, reads its scales, brings partners in and hands it over; the company sees its share."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.rules.roles import Role
from accounts.services.organisations import give_place
from accounts.services.people import sign_up
from accounts.services.refusals import Refused
from records.models import AuditEvent
from support_cases.models import CasePartner, Handover, PipelineEntry, Referral, SupportCase
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Visibility
from support_cases.services.consents import withdraw_consent
from support_cases.services.handover import Note, hand_over_case, transfer_case
from support_cases.services.referrals import answer_referral, offer_referral
from tests.case_worlds import AT, TODAY, consented, opened_case, partnered_case, recorded
from tests.people import People, signed_in

pytestmark = pytest.mark.usefixtures("_today")
NOW = AT + timedelta(days=1)


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(NOW, tick=False):
        yield


def _colleague(people: People) -> object:
    user = sign_up(email="kuroki@bank.test", name="黒木 一", password=None, at=AT)
    give_place(user=user, organisation=people.lead_institution, role=Role.ADVISOR, rights=frozenset(), at=AT)
    return user


def test_the_case_says_whose_move_it_is_and_homework_is_done_there(people: People) -> None:
    case = opened_case(people)
    task = recorded(people, case).homework.get()
    page = signed_in(people.goto).get(reverse("support_cases:case", args=[case.pk])).content.decode()
    assert "企業の番です。「受注の件数を1週間数える」" in page
    assert reverse("support_cases:homework_done", args=[case.pk, task.pk]) in page


def test_moves_are_offered_and_an_end_needs_its_reason(people: People) -> None:
    case, client = opened_case(people), signed_in(people.goto)
    desk = client.get(reverse("support_cases:case_desk", args=[case.pk])).content.decode()
    assert "見極めに進む" in desk
    assert "再開する" not in desk
    client.post(reverse("support_cases:case_move", args=[case.pk, "assess"]))
    refused = client.post(reverse("support_cases:case_move", args=[case.pk, "suspend"]), {"because": ""})
    assert refused.status_code == 422
    client.post(reverse("support_cases:case_move", args=[case.pk, "suspend"]), {"because": "社長の入院"})
    case.refresh_from_db()
    assert case.status == "suspended"
    assert AuditEvent.objects.get(verb="suspend").because == "社長の入院"


def test_a_partner_is_offered_no_move(people: People) -> None:
    case, client = partnered_case(people), signed_in(people.hara)
    assert "見極めに進む" not in client.get(reverse("support_cases:case_desk", args=[case.pk])).content.decode()
    assert client.post(reverse("support_cases:case_move", args=[case.pk, "assess"])).status_code == 409


def test_a_step_back_on_the_process_asks_for_its_reason(people: People) -> None:
    case, client = opened_case(people), signed_in(people.goto)
    address = reverse("support_cases:reading", args=[case.pk, "process_phase"])
    told = {"value": "3", "read_on": "2025-05-20", "evidence": "推進の担当を決めた", "because": ""}
    assert client.post(address, told).status_code == 302
    assert client.post(address, {**told, "value": "2"}).status_code == 422
    assert client.post(address, {**told, "value": "2", "because": "合意を取り直す"}).status_code == 302
    assert "合意を取り直す" in client.get(address).content.decode()


def test_how_a_case_was_read_stays_readable_when_nothing_is_read_any_more(people: People) -> None:
    case, client = opened_case(people), signed_in(people.goto)
    address = reverse("support_cases:reading", args=[case.pk, "process_phase"])
    told = {"value": "3", "read_on": "2025-05-20", "evidence": "推進の担当を決めた", "because": ""}
    client.post(address, told)
    for consent in case.company.given_consents.order_by("pk"):
        withdraw_consent(consent_id=consent.pk, actor=people.actor("aoki"), at=NOW)
    page = client.get(address)
    assert page.status_code == 200
    assert "推進の担当を決めた" in page.content.decode()
    assert "判定を記録する" not in page.content.decode()
    assert client.post(address, told).status_code == 409
    assert "段階の判定を見る" in client.get(reverse("support_cases:case_desk", args=[case.pk])).content.decode()
    never = reverse("support_cases:reading", args=[case.pk, "maturity"])
    assert "一度も判定していません" in client.get(never).content.decode()


def test_a_partner_joins_and_leaves_with_its_days(people: People) -> None:
    case, client = opened_case(people), signed_in(people.goto)
    told = {"institution": str(people.other_institution.pk), "role": "経営相談", "starts_on": "2025-05-20"}
    assert client.post(reverse("support_cases:partner_new", args=[case.pk]), told).status_code == 302
    partner = CasePartner.objects.get(case=case)
    client.post(reverse("support_cases:partner_end", args=[case.pk, partner.pk]))
    partner.refresh_from_db()
    assert partner.until == NOW.date()


def test_a_case_is_handed_to_a_colleague_with_a_note(people: People) -> None:
    case, colleague = opened_case(people), _colleague(people)
    told = {
        "to_advisor": str(colleague.pk),
        "standing": "現状の整理まで終えた",
        "promised": "",
        "mind": "社長は朝がよい",
    }
    answer = signed_in(people.goto).post(reverse("support_cases:handover", args=[case.pk]), told)
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.lead_advisor == colleague
    assert Handover.objects.get().standing == "現状の整理まで終えた"


def test_only_an_advisor_of_the_lead_takes_over(people: People) -> None:
    case = opened_case(people)
    with pytest.raises(Refused) as refusal:
        hand_over_case(
            case_id=case.pk, to_advisor_id=people.hara.pk, note=Note("状況"), actor=people.actor("goto"), at=NOW
        )
    assert refusal.value.why is Why.NOT_AN_ADVISOR_THERE


def _referred(people: People, case: SupportCase) -> Referral:
    entry = PipelineEntry.objects.create(
        institution=people.lead_institution, company=case.company, source="visit", noted_at=AT
    )
    referral = offer_referral(
        entry_id=entry.pk,
        to_institution_id=people.other_institution.pk,
        because="近くの機関が支えるため",
        actor=people.actor("goto"),
        at=NOW,
    )
    return answer_referral(referral_id=referral.pk, accepts=True, answer="", actor=people.actor("hara"), at=NOW)


def test_a_case_moves_to_another_institution_only_by_its_word_and_the_companys(people: People) -> None:
    case, goto = opened_case(people), people.actor("goto")
    given = {"case_id": case.pk, "to_advisor_id": people.hara.pk, "note": Note("状況", "", "内々"), "because": "移転"}
    with pytest.raises(Refused) as first:
        transfer_case(**given, actor=goto, at=NOW)
    assert first.value.why is Why.REFERRAL_MISSING
    _referred(people, case)
    with pytest.raises(Refused) as second:
        transfer_case(**given, actor=goto, at=NOW)
    assert second.value.why is Why.NO_CONSENT
    consented(people, to="other_institution")
    begun = transfer_case(**given, actor=goto, at=NOW)
    case.refresh_from_db()
    assert (case.status, begun.lead_institution, begun.lead_advisor) == (
        "transferred",
        people.other_institution,
        people.hara,
    )
    assert begun.handovers.get().mind == ""


def test_the_company_reads_what_is_shown_to_it_and_does_its_homework(people: People) -> None:
    case = opened_case(people)
    hidden, shown = recorded(people, case), recorded(people, case, visibility=Visibility.COMPANY)
    client = signed_in(people.aoki)
    page = client.get(reverse("support_cases:company")).content.decode()
    assert "受注の件数を1週間数える" in page
    assert client.get(reverse("support_cases:company_case", args=[case.pk])).status_code == 200
    done = reverse("support_cases:company_homework", args=[shown.homework.get().pk])
    assert client.post(reverse("support_cases:company_homework", args=[hidden.homework.get().pk])).status_code == 404
    assert signed_in(people.baba).post(done).status_code == 409
    assert client.post(done).status_code == 302
    assert shown.homework.get().done_on == NOW.date()


def test_due_days_are_told_before_the_next_contact(people: People) -> None:
    case = opened_case(people)
    recorded(people, case)
    with travel(AT + timedelta(days=30), tick=False):
        page = signed_in(people.goto).get(reverse("support_cases:case", args=[case.pk])).content.decode()
    assert "期限を過ぎています" in page
    assert (AT + timedelta(days=30)).date() > TODAY
