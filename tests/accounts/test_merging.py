"""Two entries of the register become one company: what moves, what stays, what is refused, and that no consent widens."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from time_machine import travel

from accounts.actor import actor_of
from accounts.models import Membership, Organisation
from accounts.policies import Why
from accounts.rules.likeness import Entry, alike, folded_address, folded_name
from accounts.rules.merging import MergingKind
from accounts.rules.particulars import Particulars
from accounts.rules.roles import Right, Role
from accounts.services.merging import Preview, merge_companies, movers, preview_merging
from accounts.services.organisations import company_with, give_place, register_company
from accounts.services.refusals import Refused
from applications.models import Application, Submission
from applications.rules.workflow import Status
from applications.services.drafts import start_draft
from awards.selectors import award_of
from awards.services import open_award
from records.models import AuditEvent, IssuedPaper, Message
from screening.selectors.parties import ties_of
from support_cases.models import PipelineEntry, SharingConsent, SupportCase
from support_cases.rules.sharing import Category
from support_cases.selectors import cases_visible_to
from support_cases.selectors.counting import open_counts
from support_cases.selectors.scope import scope_of
from support_cases.selectors.sharing import looks_at
from support_cases.services.cases import open_case
from support_cases.services.consents import give_consent
from support_cases.services.pipeline import change_entry, note_company
from tests import worlds
from tests.case_worlds import A_YEAR_LATER, AT, TODAY, consented, opened_case, partnered_case, recorded
from tests.people import ARRIVED_AT, People, signed_in
from tests.services.test_awards import AT as DECIDED_AT
from tests.services.test_awards import granted_for

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=10)
BECAUSE = "担当者に電話で確かめたところ、同じ事業者が二度登録していた。"


def _proprietor(people: People, *, member: str = "chiba", name: str = "千葉商店") -> Organisation:
    """A person in business who signed up (again), without a number."""
    return register_company(actor=actor_of(people.user(member)), particulars=Particulars(name=name), at=ARRIVED_AT)


def _merge(people: People, kept: Organisation, absorbed: Organisation, **said: object) -> Organisation:
    told = {"kind": MergingKind.DUPLICATE, "because": BECAUSE, "actor": people.actor("honda"), "at": LATER, **said}
    return merge_companies(kept_id=kept.pk, absorbed_id=absorbed.pk, **told)  # type: ignore[arg-type]


def _preview(kept: Organisation, absorbed: Organisation) -> Preview:
    return preview_merging(kept, absorbed, on=LATER.date())


def _refused(people: People, kept: Organisation, absorbed: Organisation, **said: object) -> Why:
    with pytest.raises(Refused) as refusal:
        _merge(people, kept, absorbed, **said)
    absorbed.refresh_from_db()
    return Why(refusal.value.why)


def _consent(people: People, company: Organisation, member: str, to: str, until: date = A_YEAR_LATER) -> SharingConsent:
    return give_consent(
        company_id=company.pk,
        institution_id=getattr(people, to).pk,
        category=Category.RECORDS,
        starts_on=TODAY,
        until=until,
        actor=people.actor(member),
        at=AT,
    )


def _case(
    people: People, company: Organisation, *, advisor: str = "goto", at_home: str = "lead_institution"
) -> SupportCase:
    return open_case(
        company_id=company.pk,
        institution_id=getattr(people, at_home).pk,
        source="visit",
        demand_layer="latent",
        actor=people.actor(advisor),
        at=AT,
    )


def test_every_foreign_key_to_a_company_is_moved_or_stays_for_a_reason() -> None:
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Organisation
    }
    moves = [each for mover in movers().values() for each in mover.moves]
    stays = [each for mover in movers().values() for each in mover.stays]
    assert sorted(moves + stays) == sorted(found), "a new foreign key is moved by its app, or named with a reason"
    assert all(reason for mover in movers().values() for reason in mover.stays.values())
    assert set(movers()) == {"accounts", "applications", "awards", "screening", "support_cases"}


def test_people_and_files_move_and_what_was_sent_stays_as_it_was(people: People) -> None:
    again = _proprietor(people, member="aoki", name="アオキ精密")
    give_place(
        user=people.baba, organisation=again, role=Role.APPLICANT_MEMBER, rights=frozenset({Right.FINANCE}), at=AT
    )
    sent = worlds.sent(people, name="chiba")
    Application.objects.filter(pk=sent.application_id).update(organisation=again)
    before = Submission.objects.values().get(pk=sent.pk)
    assert [line.count for part in _preview(people.company, again).parts for line in part.lines] == [2, 2, 1]
    _merge(people, people.company, again)
    again.refresh_from_db()
    assert (again.merged_into, again.merged_at) == (people.company, LATER)
    assert Application.objects.get(pk=sent.application_id).organisation == people.company
    assert Submission.objects.values().get(pk=sent.pk) == before
    baba = Membership.objects.get(user=people.baba, ended_at=None)
    assert (baba.organisation, baba.rights) == (people.company, frozenset({Right.VIEW, Right.FINANCE}))
    assert not Membership.objects.filter(organisation=again, ended_at=None).exists()
    trail = AuditEvent.objects.filter(verb="merge_companies")
    assert {each.subject_id for each in trail} == {str(people.company.pk), str(again.pk)}
    assert {each.because for each in trail} == {BECAUSE}
    told = Message.objects.filter(kind="companies_merged")
    assert {each.to for each in told} == {people.aoki.email, people.baba.email}
    assert all("アオキ精密" in each.body for each in told)


def test_who_may_merge_what(people: People) -> None:
    again = _proprietor(people, member="aoki")
    for name in ("doi", "ito"):
        assert _refused(people, people.rival, again, actor=people.actor(name)) in {Why.FOR_HEAD, Why.FOR_SECRETARIAT}
    assert _refused(people, again, again) is Why.SAME_COMPANY
    assert _refused(people, people.panel, again) is Why.ROLE_OF_ANOTHER_KIND
    assert _refused(people, again, people.rival) is Why.NUMBER_WOULD_GO
    assert _refused(people, people.company, people.rival) is Why.KIND_DOES_NOT_FIT
    assert _refused(people, people.rival, again, kind=MergingKind.AMALGAMATION) is Why.KIND_DOES_NOT_FIT
    assert _refused(people, people.rival, again, because=" ") is Why.REASON_MISSING
    assert _refused(people, people.rival, again, seen="something else") is Why.CHANGED_MEANWHILE
    own = give_place(
        user=people.honda, organisation=again, role=Role.APPLICANT_MEMBER, rights=frozenset(), at=ARRIVED_AT
    )
    assert _refused(people, people.rival, again) is Why.OWN_COMPANY
    own.delete()
    seen = _preview(people.rival, again).seen
    assert _merge(people, people.rival, again, seen=seen) == people.rival
    assert _refused(people, people.rival, again) is Why.COMPANY_MERGED
    assert _refused(people, again, people.rival) is Why.COMPANY_MERGED


def test_a_chain_leads_to_its_end_in_one_step(people: People) -> None:
    first, second = _proprietor(people, name="一"), _proprietor(people, name="二")
    _merge(people, second, first)
    second.refresh_from_db()
    _merge(people, people.rival, second, at=LATER + timedelta(days=1))
    assert set(Organisation.objects.filter(merged_into=people.rival)) == {first, second}
    assert AuditEvent.objects.filter(verb="merge_companies", subject_id=str(second.pk)).count() == 2
    other = people.company
    _merge(people, other, people.rival, kind=MergingKind.AMALGAMATION)
    assert company_with(people.rival.corporate_number) == other
    assert Organisation.objects.filter(merged_into=other).count() == 3


def test_the_database_refuses_a_row_that_leads_to_itself(people: People) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=people.rival.pk).update(merged_into=people.rival, merged_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=people.panel.pk).update(merged_into=people.rival, merged_at=AT)


def test_nothing_new_begins_for_an_absorbed_company(people: People) -> None:
    """Not even by somebody who had the page open while the head merged."""
    again, revision = _proprietor(people), worlds.published_call()
    stale = people.actor("chiba")
    _merge(people, people.rival, again)
    for begin in (
        lambda: start_draft(call_id=revision.call_id, organisation_id=again.pk, actor=stale, at=LATER),
        lambda: give_consent(
            company_id=again.pk,
            institution_id=people.lead_institution.pk,
            category=Category.RECORDS,
            starts_on=TODAY,
            until=A_YEAR_LATER,
            actor=stale,
            at=LATER,
        ),
        lambda: give_place(
            user=people.baba, organisation=again, role=Role.APPLICANT_MEMBER, rights=frozenset(), at=LATER
        ),
    ):
        with pytest.raises(Refused) as refusal:
            begin()
        assert refusal.value.why is Why.COMPANY_MERGED


def test_two_files_in_one_call_are_settled_first_unless_the_companies_were_two(people: People) -> None:
    worlds.application_at(Status.ACCEPTED, people)
    other = worlds.application_at(Status.SUBMITTED, people, name="chiba")
    found = _preview(people.company, people.rival)
    assert [each.clause for each in found.hindrances] == ["P-④"]
    assert other.receipt_number in found.hindrances[0].sentence
    number = people.rival.corporate_number
    Organisation.objects.filter(pk=people.rival.pk).update(corporate_number="")
    assert _refused(people, people.company, people.rival) is Why.MERGING_HINDERED
    Organisation.objects.filter(pk=people.rival.pk).update(corporate_number=number)
    _merge(people, people.company, people.rival, kind=MergingKind.AMALGAMATION)
    assert Application.objects.filter(organisation=people.company).count() == 2


@pytest.mark.parametrize(("second", "is_hindered"), [(1_000_000, False), (1_000_001, True)])
def test_two_awards_in_one_call_are_held_to_the_cap_of_one_company(
    people: People, second: int, is_hindered: bool
) -> None:
    for name, amount in (("aoki", 1_500_000), ("chiba", second)):
        file = worlds.application_at(Status.GRANTED, people, name=name)
        granted = replace(granted_for(file), decided_amount=amount)
        open_award(granted=granted, actor=people.actor("honda"), at=DECIDED_AT)
    found = _preview(people.company, people.rival)
    assert [each.clause for each in found.hindrances_for(MergingKind.DUPLICATE)] == ["P-④"] * is_hindered
    assert not found.hindrances_for(MergingKind.AMALGAMATION)
    notices = IssuedPaper.objects.values().order_by("pk")
    before = list(notices)
    _merge(people, people.company, people.rival, kind=MergingKind.AMALGAMATION)
    assert list(notices.all()) == before, "what was issued keeps its names"
    assert award_of(people.actor("aoki"), file) is not None


def test_a_consent_of_one_company_opens_nothing_of_the_other(people: People) -> None:
    """Hara's chamber sees the kept company alone, and partners in a case that the absorbed one closed to it."""
    case = partnered_case(people)
    recorded(people, case)
    SharingConsent.objects.filter(institution=people.other_institution).update(withdrawn_at=AT)
    Organisation.objects.filter(pk=people.company.pk).update(corporate_number="")
    _consent(people, people.rival, "chiba", "other_institution")
    hara = people.actor("hara")
    assert not cases_visible_to(hara, LATER.date()).exists()
    _merge(people, people.rival, Organisation.objects.get(pk=people.company.pk))
    case.refresh_from_db()
    assert (case.company, case.came_from) == (people.rival, people.company)
    assert not cases_visible_to(hara, LATER.date()).exists()
    assert cases_visible_to(people.actor("goto"), LATER.date()).get() == case, "its own work stays with the lead"
    assert not SharingConsent.objects.filter(withdrawn_at=None).exists()
    with travel(LATER, tick=False):
        sharing = signed_in(people.chiba).get("/support/company/sharing/").content.decode()
    assert "二つの登録を一つにまとめたため" in sharing
    assert "登録の統合で終わりました" in sharing
    log = looks_at([people.rival.pk]).get(verb="end_consents")
    assert "2件" in log.changes["shown"]
    assert "共有の設定" in Message.objects.filter(kind="companies_merged").first().body  # type: ignore[union-attr]


def test_what_both_companies_allowed_goes_on_as_long_as_both_did(people: People) -> None:
    opened_case(people)
    Organisation.objects.filter(pk=people.company.pk).update(corporate_number="")
    longer = _consent(people, people.rival, "chiba", "lead_institution", A_YEAR_LATER + timedelta(days=30))
    _merge(people, people.rival, Organisation.objects.get(pk=people.company.pk))
    longer.refresh_from_db()
    assert (longer.withdrawn_at, longer.until) == (None, A_YEAR_LATER)


def test_without_cases_of_the_absorbed_the_kept_companys_consents_go_on(people: People) -> None:
    again = _proprietor(people)
    _consent(people, again, "chiba", "other_institution")
    own = consented(people)
    _merge(people, people.company, again)
    assert list(SharingConsent.objects.filter(withdrawn_at=None)) == [own]
    assert SharingConsent.objects.filter(company=people.company).count() == 2


def test_two_open_cases_of_one_lead_both_stay_and_their_advisor_is_asked_to_end_one(people: People) -> None:
    opened_case(people)
    again = _proprietor(people)
    _consent(people, again, "chiba", "lead_institution")
    _case(people, again)
    _merge(people, people.company, again)
    assert SupportCase.objects.filter(company=people.company).count() == 2
    assert open_counts(scope_of(people.actor("goto"))) == (2, 1), "延べ and 実"
    asked = Message.objects.get(kind="two_open_cases")
    assert asked.to == people.goto.email
    assert "C00001とC00002" in asked.body
    assert "青木" not in asked.body, "it may lie in a shared mailbox"
    with travel(LATER, tick=False):
        for case, other in (("C00001", "C00002"), ("C00002", "C00001")):
            row = SupportCase.objects.get(number=int(case[1:]))
            page = signed_in(people.goto).get(f"/support/cases/{row.pk}/").content.decode()
            assert f"もう1件あります({other})" in page
    with pytest.raises(Refused):
        _case(people, people.company)


def test_a_reviewer_who_once_belonged_to_the_absorbed_company_is_tied_to_the_kept_one(people: People) -> None:
    again = _proprietor(people)
    place = give_place(user=people.endo, organisation=again, role=Role.APPLICANT_MEMBER, rights=frozenset(), at=AT)
    Membership.objects.filter(pk=place.pk).update(ended_at=AT)
    _merge(people, people.rival, again)
    ties = ties_of([people.endo])[people.endo.pk]
    assert {again.pk, people.rival.pk} <= {each.organisation_id for each in ties}


def test_an_institutions_notes_of_both_are_one_entry_and_nothing_typed_is_lost(people: People) -> None:
    goto = people.actor("goto")

    def noted(name: str, number: str, note: str) -> PipelineEntry:
        entry = note_company(
            particulars=Particulars(name=name, corporate_number=number),
            institution_id=people.lead_institution.pk,
            values={"source": "visit", "demand_layer": "latent", "note": note},
            actor=goto,
            at=AT,
        )
        return change_entry(entry_id=entry.pk, version=1, values={"last_contact_on": TODAY}, actor=goto, at=AT)

    kept = noted("青木精密", people.company.corporate_number, "先に書いたこと")
    other = noted("青木せいみつ", "", "後に書いたこと")
    _merge(people, people.company, other.company)
    kept.refresh_from_db()
    assert kept.note == "先に書いたこと\n後に書いたこと"
    other.refresh_from_db()
    assert other.note == "後に書いたこと"
    assert other.is_dropped


@pytest.mark.parametrize(
    ("one", "another", "is_alike"),
    [
        ("株式会社 青木精密", "㈱アオキ精密", False),
        ("(有)みやざき木工", "ミヤザキ木工有限会社", True),
        ("ＡＢＣ・ラボ", "ａｂｃラボ", True),
    ],
)
def test_names_are_one_however_they_are_written(one: str, another: str, is_alike: bool) -> None:
    assert (folded_name(one) == folded_name(another)) is is_alike


def test_likeness_asks_name_and_telephone_and_two_numbers_are_two_companies() -> None:
    def entry(n: int, name: str, number: str = "", address: str = "", telephone: str = "") -> Entry:
        return Entry(UUID(int=n), name, number, address, telephone)

    rows = [
        entry(1, "甲", "1" * 13, "宮崎県宮崎市橘通1丁目2番3号"),
        entry(2, "株式会社甲", "", "宮崎市橘通１－２－３"),
        entry(3, "乙", "2" * 13),
        entry(4, "乙", "3" * 13),
        entry(5, "丙", telephone="0985-11-1111"),
        entry(6, "丁", telephone="0985（11）1111"),
    ]
    assert folded_address(rows[0].address) == folded_address(rows[1].address)
    assert [(each.because, [row.int for row in each.ids]) for each in alike(rows)] == [
        ("名称が同じです。所在地も同じです。", [1, 2]),
        ("電話番号が同じです。", [5, 6]),
    ]
