"""Who sees a case and a record on which day, and that an own judgement stays inside."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import Membership, Organisation
from accounts.services.refusals import Refused
from support_cases.models import SupportCase
from support_cases.policies import may_plan, may_view_case
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Category, Visibility
from support_cases.selectors import cases_visible_to, read_by, records_visible_to
from support_cases.services.cases import open_case
from support_cases.services.consents import give_consent, withdraw_consent
from support_cases.services.plan import save_challenge
from support_cases.services.records import write_record
from tests.case_worlds import (
    A_YEAR_LATER,
    AT,
    JUDGEMENT,
    TODAY,
    consented,
    opened_case,
    partnered_case,
    recorded,
    written,
)
from tests.people import ARRIVED_AT, NAMES, People, signed_in

LATER = AT + timedelta(days=3)


def test_without_consent_no_case_is_opened(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        open_case(
            company_id=people.company.pk,
            institution_id=people.lead_institution.pk,
            source="visit",
            demand_layer="latent",
            actor=people.actor("goto"),
            at=AT,
        )
    assert refusal.value.why is Why.NO_CONSENT
    assert not SupportCase.objects.exists()


def test_a_second_open_case_of_the_same_lead_is_refused(people: People) -> None:
    opened_case(people)
    with pytest.raises(Refused) as refusal:
        opened_case(people)
    assert refusal.value.why is Why.ALREADY_OPEN


def test_the_company_the_lead_and_a_consented_partner_see_a_case_and_nobody_else(people: People) -> None:
    case = partnered_case(people)
    seen = {name for name in NAMES if cases_visible_to(people.actor(name), TODAY).filter(pk=case.pk).exists()}
    assert seen == {"aoki", "baba", "goto", "hara"}
    assert seen == {name for name in NAMES if may_view_case(people.actor(name), case, TODAY).is_allowed}


def test_a_partner_sees_until_the_last_day_of_the_consent(people: People) -> None:
    case = partnered_case(people)
    hara = people.actor("hara")
    assert cases_visible_to(hara, A_YEAR_LATER).filter(pk=case.pk).exists()
    assert not cases_visible_to(hara, A_YEAR_LATER + timedelta(days=1)).filter(pk=case.pk).exists()


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.OWN, {"goto"}),
        (Visibility.PARTNERS, {"goto", "hara"}),
        (Visibility.COMPANY, {"goto", "hara", "aoki", "baba"}),
    ],
)
def test_a_record_reaches_exactly_its_circle(people: People, visibility: Visibility, readers: set[str]) -> None:
    row = recorded(people, partnered_case(people), visibility=visibility)
    seen = {name for name in NAMES if records_visible_to(people.actor(name), TODAY).filter(pk=row.pk).exists()}
    assert seen == readers


def test_nobody_outside_reads_the_own_judgement(people: People) -> None:
    recorded(people, partnered_case(people), visibility=Visibility.COMPANY)
    for name in ("aoki", "baba", "hara"):
        actor = people.actor(name)
        rows = read_by(actor, records_visible_to(actor, TODAY), is_consented=True)
        assert [each.record.own_judgement for each in rows] == [""], name
    goto = people.actor("goto")
    assert [
        each.record.own_judgement for each in read_by(goto, records_visible_to(goto, TODAY), is_consented=True)
    ] == [JUDGEMENT]


def test_after_withdrawal_a_partner_sees_nothing_new(people: People) -> None:
    case = partnered_case(people)
    row = recorded(people, case, visibility=Visibility.PARTNERS)
    consent = people.other_institution.held_consents.get()
    withdraw_consent(consent_id=consent.pk, actor=people.actor("aoki"), at=LATER)
    hara = people.actor("hara")
    assert not cases_visible_to(hara, LATER.date()).exists()
    assert not records_visible_to(hara, LATER.date()).filter(pk=row.pk).exists()


def test_a_consent_to_one_institution_opens_no_case_of_another_by_somebody_who_advises_for_both(
    people: People,
) -> None:
    case = partnered_case(people)
    withdraw_consent(consent_id=people.other_institution.held_consents.get().pk, actor=people.actor("aoki"), at=LATER)
    third = Organisation.objects.create(kind="institution", name="見本信用金庫", created_at=AT)
    Membership.objects.create(user=people.hara, organisation=third, role="advisor", started_at=ARRIVED_AT)
    days = {"starts_on": TODAY, "until": A_YEAR_LATER}
    given = {"company_id": people.company.pk, "institution_id": third.pk, "category": Category.RECORDS}
    give_consent(**given, **days, actor=people.actor("aoki"), at=LATER)
    assert not cases_visible_to(people.actor("hara"), LATER.date()).exists()
    assert not may_view_case(people.actor("hara"), case, LATER.date()).is_allowed


def _challenge(case: SupportCase, people: People, name: str, at: datetime) -> None:
    values = {"field": "operations", "what": "転記に時間がかかる"}
    save_challenge(case_id=case.pk, values=values, actor=people.actor(name), at=at)


def test_from_the_moment_of_its_withdrawal_the_lead_learns_nothing_new(people: People) -> None:
    case, goto = partnered_case(people), people.actor("goto")
    own = recorded(people, case)
    _challenge(case, people, "hara", LATER)
    consent = people.lead_institution.held_consents.get()
    withdraw_consent(consent_id=consent.pk, actor=people.actor("aoki"), at=LATER)
    for name in ("goto", "hara"):
        with pytest.raises(Refused) as refusal:
            _challenge(case, people, name, LATER)
        assert refusal.value.why is Why.PLAN_RESTS
    visit = written(Visibility.COMPANY, started_at=LATER, ended_at=None)
    write_record(case_id=case.pk, client_key=uuid.uuid4(), written=visit, actor=people.actor("hara"), at=LATER)
    case.refresh_from_db()
    assert case.last_contact_on == TODAY
    assert cases_visible_to(goto, LATER.date()).get() == case
    assert list(records_visible_to(goto, LATER.date())) == [own]
    with travel(LATER, tick=False):
        page = signed_in(people.goto).get(reverse("support_cases:case_sharing", args=[case.pk])).content.decode()
    assert "共有を止めているため" in page
    assert people.other_institution.name not in page


def test_the_plan_goes_on_until_the_last_day_and_again_with_a_new_consent(people: People) -> None:
    case, after = partnered_case(people), AT + timedelta(days=366)
    _challenge(case, people, "goto", AT + timedelta(days=365))
    assert may_plan(people.actor("goto"), case, after.date()).refused is Why.PLAN_RESTS
    consented(people, starts_on=after.date(), until=after.date(), at=after)
    _challenge(case, people, "goto", after)


def test_a_second_withdrawal_is_refused_calmly(people: People) -> None:
    consent = consented(people)
    withdraw_consent(consent_id=consent.pk, actor=people.actor("aoki"), at=LATER)
    with pytest.raises(Refused) as refusal:
        withdraw_consent(consent_id=consent.pk, actor=people.actor("aoki"), at=LATER)
    assert refusal.value.why is Why.NOT_NOW


@pytest.mark.parametrize("name", ["baba", "chiba", "hara", "doi", "jinnai"])
def test_only_who_may_speak_for_the_company_or_holds_the_consent_withdraws(people: People, name: str) -> None:
    consent = consented(people)
    with pytest.raises(Refused):
        withdraw_consent(consent_id=consent.pk, actor=people.actor(name), at=LATER)
