"""Two heads merge at the same moment, or somebody begins a draft meanwhile: nothing is lost, and no row leads nowhere."""

from datetime import timedelta

import pytest

from accounts.models import Membership, Organisation
from accounts.policies import Why
from accounts.rules.merging import MergingKind
from accounts.rules.particulars import Particulars
from accounts.services.merging import merge_companies
from accounts.services.organisations import register_company
from applications.models import Application
from applications.services.drafts import start_draft
from records.models import AuditEvent
from tests import worlds
from tests.at_once import Act, at_once
from tests.case_worlds import AT
from tests.people import ARRIVED_AT, People, everybody

pytestmark = pytest.mark.django_db(transaction=True)


def _shop(people: People, name: str) -> Organisation:
    return register_company(actor=people.actor("chiba"), particulars=Particulars(name=name), at=ARRIVED_AT)


def _merging(people: People, kept: Organisation, absorbed: Organisation) -> Act:
    actor = people.actor("honda")
    return lambda: merge_companies(
        kept_id=kept.pk,
        absorbed_id=absorbed.pk,
        kind=MergingKind.DUPLICATE,
        because="電話で確かめた",
        actor=actor,
        at=AT + timedelta(days=10),
    )


def test_of_two_heads_one_merges_and_a_chain_ends_at_a_company_that_stands() -> None:
    people = everybody()
    one, two, three, four = (_shop(people, name) for name in ("一", "二", "三", "四"))
    answers = at_once(_merging(people, one, two), _merging(people, two, one), _merging(people, one, two))
    assert sorted(isinstance(each, Organisation) for each in answers) == [False, False, True]
    assert answers.count(Why.COMPANY_MERGED) == 2
    assert AuditEvent.objects.filter(verb="merge_companies").count() == 2
    kept = Organisation.objects.get(pk__in=(one.pk, two.pk), merged_into=None)
    at_once(_merging(people, three, kept), _merging(people, four, three))
    assert not Organisation.objects.filter(merged_into__merged_into__isnull=False).exists()
    assert not Membership.objects.filter(organisation__merged_into__isnull=False, ended_at=None).exists()


def test_a_draft_that_begins_meanwhile_goes_along_or_is_refused() -> None:
    people = everybody()
    shop, call, chiba = _shop(people, "商店"), worlds.published_call().call_id, people.actor("chiba")

    def begin() -> Application:
        return start_draft(call_id=call, organisation_id=shop.pk, actor=chiba, at=AT)

    begun, merged = at_once(begin, _merging(people, people.rival, shop))
    assert isinstance(merged, Organisation)
    assert isinstance(begun, Application) or begun is Why.COMPANY_MERGED
    assert not Application.objects.filter(organisation=shop).exists()
    assert Application.objects.filter(organisation=people.rival).count() == isinstance(begun, Application)
