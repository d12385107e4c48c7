"""Everybody is here, and is what the story says."""

import pytest

from accounts.actor import NOBODY, actor_of
from accounts.rules.roles import ALL_RIGHTS, VIEW_ONLY, OrganisationKind, Right, Role
from accounts.selectors import organisations_visible_to
from records.models import AuditEvent
from tests.people import NAMES, People

ROLES = {
    "aoki": Role.APPLICANT_MEMBER,
    "baba": Role.APPLICANT_MEMBER,
    "chiba": Role.APPLICANT_MEMBER,
    "doi": Role.SECRETARIAT_STAFF,
    "honda": Role.SECRETARIAT_HEAD,
    "endo": Role.REVIEWER,
    "fujii": Role.REVIEWER,
    "goto": Role.ADVISOR,
    "hara": Role.ADVISOR,
    "ito": Role.ADMINISTRATOR,
    "jinnai": Role.AUDITOR,
}


@pytest.mark.parametrize("name", NAMES)
def test_each_person_holds_one_role(people: People, name: str) -> None:
    actor = people.actor(name)
    assert actor.roles == {ROLES[name]}
    assert actor.has(ROLES[name])
    assert actor.is_secretariat is (name in {"doi", "honda"})


def test_rights_are_graded_within_a_company(people: People) -> None:
    assert people.actor("aoki").memberships[0].rights == ALL_RIGHTS
    assert people.actor("baba").memberships[0].rights == VIEW_ONLY
    assert not people.actor("baba").may(Right.EDIT, people.company.pk)
    assert not people.actor("aoki").may(Right.VIEW, people.rival.pk)
    assert people.actor("aoki").organisations(OrganisationKind.COMPANY) == (people.company.pk,)


def test_nobody_is_nobody(people: People) -> None:
    assert people.actor("nobody") is NOBODY
    assert NOBODY.is_nobody
    assert not organisations_visible_to(NOBODY).exists()


def test_a_person_who_is_shut_out_is_nobody(people: People) -> None:
    people.aoki.is_active = False
    assert actor_of(people.aoki) is NOBODY


def test_every_act_is_on_the_trail(people: People) -> None:
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"sign_up", "verify_email", "register_company", "invite", "accept_invitation", "found_office"} <= verbs


@pytest.mark.parametrize("name", NAMES)
def test_an_actor_costs_one_query(people: People, name: str, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        actor_of(people.user(name))  # type: ignore[arg-type]
