"""How sign-ins are kept, and what a request costs."""

from typing import Any

import pytest
from django.conf import settings as house
from django.contrib.auth.hashers import get_hasher, make_password
from django.db import IntegrityError, transaction
from pytest_django import Settings

from accounts.models import Membership, User
from accounts.rules.roles import Role
from tests.people import ARRIVED_AT, NAMES, People, signed_in

SET_BY_THE_HOUSE = list(house.PASSWORD_HASHERS)


def test_passwords_are_kept_by_scrypt(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = SET_BY_THE_HOUSE
    assert make_password("kumo-to-sora-1010").startswith("scrypt$")
    assert get_hasher().algorithm == "scrypt"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("email_is_kept_in_small_letters", {"email": "Aoki@aoki.test"}),
        ("user_has_an_email", {"email": ""}),
    ],
)
def test_the_database_refuses_an_address_that_sign_in_would_not_find(name: str, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        User.objects.bulk_create([User(name="x", joined_at=ARRIVED_AT, **values)])


@pytest.mark.django_db
def test_an_address_names_one_person(people: People) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(people.aoki.email.upper(), name="x", joined_at=ARRIVED_AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"role": Role.AUDITOR, "may_edit": True}, "only_applicants_hold_graded_rights"),
        ({"role": "king"}, "membership_role_is_known"),
        (
            {"role": Role.APPLICANT_MEMBER, "ended_at": ARRIVED_AT.replace(year=2024)},
            "membership_ends_after_it_started",
        ),
    ],
)
def test_the_database_refuses_a_place_that_cannot_be(people: People, values: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Membership.objects.create(user=people.chiba, organisation=people.company, started_at=ARRIVED_AT, **values)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_knows_its_person_by_three_queries(people: People, name: str, django_assert_num_queries: Any) -> None:
    """Session, user, memberships: as many for the auditor as for the applicant, and once a request."""
    inside = signed_in(people.user(name))
    with django_assert_num_queries(3):
        inside.get("/sign-out/")


@pytest.mark.django_db
def test_a_visitor_costs_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        signed_in(None).get("/sign-in/")
