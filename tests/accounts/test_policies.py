"""Who may do what to people and places, cell by cell; and each refusal has its sentence."""

from collections.abc import Callable

import pytest

from accounts.actor import NOBODY, Actor
from accounts.models import JoinAnswer, Membership
from accounts.policies import (
    Why,
    may_answer_join_request,
    may_change_email,
    may_change_name,
    may_change_rights,
    may_close_sign_in,
    may_edit_company,
    may_end_membership,
    may_found_office,
    may_invite,
    may_look_up_companies,
    may_merge_companies,
    may_register_company,
    may_withdraw_invitation,
)
from accounts.rules.roles import ALL_RIGHTS, VIEW_ONLY, OrganisationKind, Right, Role
from accounts.services.demonstration import settle_people
from accounts.services.invitations import accept_as_newcomer, accept_invitation, invite_colleague, withdraw_invitation
from accounts.services.memberships import answer_join_request, ask_to_join, end_membership
from accounts.services.organisations import Particulars, open_secretariat
from accounts.services.refusals import Refused
from accounts.views.sentences import SENTENCES
from kernel.ruling import Ruling
from tests.people import ARRIVED_AT, NAMES, People

pytestmark = pytest.mark.django_db

EVERYBODY = (*NAMES, "nobody")
OUTSIDERS = {"chiba": Why.NOT_A_MEMBER, "nobody": Why.NOT_A_MEMBER, **dict.fromkeys(NAMES[3:], Why.NOT_A_MEMBER)}
COMPANY_PLACES = {**OUTSIDERS, "aoki": None, "baba": Why.RIGHT_MISSING}
APPOINTERS = {**dict.fromkeys(EVERYBODY, Why.APPOINTED_BY_OTHERS), "honda": None, "ito": None}
ADMINISTRATORS = {**dict.fromkeys(EVERYBODY, Why.APPOINTED_BY_OTHERS), "ito": None}

OFFICE = {**dict.fromkeys(EVERYBODY, Why.FOR_SECRETARIAT), "nobody": Why.NOT_SIGNED_IN}

Case = Callable[[Actor, People], Ruling]
MATRIX: dict[str, tuple[Case, dict[str, Why | None]]] = {
    "look up companies": (
        lambda actor, people: may_look_up_companies(actor),
        {**OFFICE, "doi": None, "honda": None, "jinnai": None},
    ),
    "merge a company into one with a number": (
        lambda actor, people: may_merge_companies(actor, people.company, people.rival),
        {**OFFICE, "doi": Why.FOR_HEAD, "honda": None, "jinnai": Why.FOR_HEAD},
    ),
    "merge an office": (
        lambda actor, people: may_merge_companies(actor, people.company, people.panel),
        {**OFFICE, "doi": Why.FOR_HEAD, "honda": Why.ROLE_OF_ANOTHER_KIND, "jinnai": Why.FOR_HEAD},
    ),
    "invite a colleague": (
        lambda actor, people: may_invite(actor, people.company, Role.APPLICANT_MEMBER, {Right.EDIT}),
        COMPANY_PLACES,
    ),
    "invite a reviewer": (lambda actor, people: may_invite(actor, people.panel, Role.REVIEWER, ()), APPOINTERS),
    "invite an administrator": (
        lambda actor, people: may_invite(actor, people.secretariat, Role.ADMINISTRATOR, ()),
        ADMINISTRATORS,
    ),
    "make a company's member staff": (
        lambda actor, people: may_invite(actor, people.company, Role.SECRETARIAT_STAFF, ()),
        dict.fromkeys(EVERYBODY, Why.ROLE_OF_ANOTHER_KIND),
    ),
    "let a reviewer edit": (
        lambda actor, people: may_invite(actor, people.panel, Role.REVIEWER, {Right.EDIT}),
        {**APPOINTERS, "honda": Why.ROLE_WITHOUT_GRADES, "ito": Why.ROLE_WITHOUT_GRADES},
    ),
    "change Baba's rights": (
        lambda actor, people: may_change_rights(actor, Membership.objects.get(user=people.baba), ALL_RIGHTS),
        COMPANY_PLACES,
    ),
    "change Aoki's rights": (
        lambda actor, people: may_change_rights(actor, Membership.objects.get(user=people.aoki), VIEW_ONLY),
        {**COMPANY_PLACES, "aoki": Why.OWN_RIGHTS},
    ),
    "end Baba's membership": (
        lambda actor, people: may_end_membership(actor, Membership.objects.get(user=people.baba)),
        {**COMPANY_PLACES, "baba": None, "nobody": Why.NOT_SIGNED_IN},
    ),
    "found an institution": (
        lambda actor, _: may_found_office(actor, OrganisationKind.INSTITUTION),
        APPOINTERS,
    ),
    "found a second secretariat": (
        lambda actor, _: may_found_office(actor, OrganisationKind.SECRETARIAT),
        dict.fromkeys(EVERYBODY, Why.ROLE_OF_ANOTHER_KIND),
    ),
    "change Aoki's name": (
        lambda actor, people: may_change_name(actor, people.aoki),
        {**dict.fromkeys(EVERYBODY, Why.NOT_ONESELF), "aoki": None, "nobody": Why.NOT_SIGNED_IN},
    ),
    "change Aoki's address": (
        lambda actor, people: may_change_email(actor, people.aoki),
        {**dict.fromkeys(EVERYBODY, Why.NOT_ONESELF), "aoki": None, "nobody": Why.NOT_SIGNED_IN},
    ),
    "close Ito's sign-in": (
        lambda actor, people: may_close_sign_in(actor, people.ito),
        {**dict.fromkeys(EVERYBODY, Why.FOR_ADMINISTRATOR), "ito": Why.OWN_SIGN_IN},
    ),
    "close Aoki's sign-in": (
        lambda actor, people: may_close_sign_in(actor, people.aoki),
        {**dict.fromkeys(EVERYBODY, Why.FOR_ADMINISTRATOR), "ito": None},
    ),
    "edit the company's particulars": (
        lambda actor, people: may_edit_company(actor, people.company),
        {**dict.fromkeys(EVERYBODY, Why.NOT_A_MEMBER), "aoki": None, "baba": Why.EDITING_MISSING},
    ),
    "edit the panel's particulars": (
        lambda actor, people: may_edit_company(actor, people.panel),
        dict.fromkeys(EVERYBODY, Why.ROLE_OF_ANOTHER_KIND),
    ),
    "register a company": (
        lambda actor, _: may_register_company(actor),
        {**dict.fromkeys(NAMES), "nobody": Why.NOT_SIGNED_IN},
    ),
}


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("act", MATRIX)
def test_the_matrix(people: People, act: str, name: str) -> None:
    case, expected = MATRIX[act]
    assert set(expected) == set(EVERYBODY), "a cell is missing"
    assert case(people.actor(name), people).refused is expected[name]


def test_what_is_over_is_over(people: People) -> None:
    baba = Membership.objects.get(user=people.baba)
    end_membership(actor=people.actor("aoki"), membership=baba, at=ARRIVED_AT)
    baba.refresh_from_db()
    assert may_end_membership(people.actor("aoki"), baba).refused is Why.ALREADY_OVER
    assert may_change_rights(people.actor("aoki"), baba, ALL_RIGHTS).refused is Why.ALREADY_OVER
    asked = ask_to_join(actor=people.actor("chiba"), company=people.company, at=ARRIVED_AT)
    assert may_answer_join_request(people.actor("doi"), asked, ALL_RIGHTS).is_allowed, "the only member may have left"
    answered = answer_join_request(
        actor=people.actor("aoki"), request=asked, answer=JoinAnswer.DECLINED, rights=VIEW_ONLY, at=ARRIVED_AT
    )
    assert may_answer_join_request(people.actor("aoki"), answered, VIEW_ONLY).refused is Why.ALREADY_OVER
    assert may_answer_join_request(NOBODY, asked, VIEW_ONLY).refused is Why.NOT_A_MEMBER


def test_an_invitation_is_answered_once(people: People) -> None:
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return token

    values = {
        "actor": people.actor("aoki"),
        "organisation": people.company,
        "role": Role.APPLICANT_MEMBER,
        "rights": VIEW_ONLY,
        "link_to": link_to,
        "at": ARRIVED_AT,
    }
    first = invite_colleague(email=people.chiba.email, **values)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="sign_in_first"):
        accept_as_newcomer(token=tokens[0], name="x", password=None, at=ARRIVED_AT)
    with pytest.raises(Refused, match="invited_another"):
        accept_invitation(token=tokens[0], user=people.doi, at=ARRIVED_AT)
    accept_invitation(token=tokens[0], user=people.chiba, at=ARRIVED_AT)
    with pytest.raises(Refused, match="invitation_over"):
        accept_invitation(token=tokens[0], user=people.chiba, at=ARRIVED_AT)
    with pytest.raises(Refused, match="already_over"):
        withdraw_invitation(actor=people.actor("aoki"), invitation=first, at=ARRIVED_AT)
    assert may_withdraw_invitation(people.actor("chiba"), first).refused is Why.RIGHT_MISSING
    with pytest.raises(Refused, match="already_a_member"):
        invite_colleague(email=people.chiba.email, **values)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="already_a_member"):
        ask_to_join(actor=people.actor("chiba"), company=people.company, at=ARRIVED_AT)


def test_only_companies_are_joined_by_asking(people: People) -> None:
    with pytest.raises(Refused, match="role_of_another_kind"):
        ask_to_join(actor=people.actor("chiba"), company=people.panel, at=ARRIVED_AT)


def test_the_secretariat_is_opened_once(people: People) -> None:
    with pytest.raises(Refused, match="secretariat_is_open"):
        open_secretariat(administrator=people.chiba, particulars=Particulars(name="x"), at=ARRIVED_AT)


def test_each_refusal_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Why)


def test_nobody_has_no_id() -> None:
    with pytest.raises(LookupError):
        _ = NOBODY.acting_id


def test_a_world_is_settled_once(people: People) -> None:
    with pytest.raises(Exception, match=r"(?i)unique"):
        settle_people(password=None, at=ARRIVED_AT, domain="test")
