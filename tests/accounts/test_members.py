"""Inviting, accepting, grading, leaving: by whom, and by nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.actor import actor_of
from accounts.models import Invitation, JoinRequest, Membership, User
from accounts.policies import Why
from accounts.rules.roles import ALL_RIGHTS, VIEW_ONLY, Right, Role
from accounts.services.memberships import ask_to_join, change_rights, end_membership
from accounts.services.refusals import Refused
from records.models import AuditEvent
from tests.accounts.letters import Letters
from tests.people import ARRIVED_AT, People, signed_in

pytestmark = pytest.mark.django_db

NEW = "new@aoki.test"


def _invite(people: People, by: str = "aoki", **values: object) -> None:
    organisation = people.company if by in {"aoki", "baba"} else people.panel
    url = f"/organisations/{organisation.pk}/invite/"
    signed_in(people.user(by)).post(url, {"email": NEW, "rights": ["edit"], **values})


def test_invited_accepted_in(people: People, letters: Letters, visitor: Client) -> None:
    _invite(people)
    link = letters.link(NEW)
    page = visitor.get(link)
    assert "青木 花子さんが" in page.content.decode()
    assert not User.objects.filter(email=NEW).exists(), "looking takes no place"
    weak = visitor.post(link, {"name": "新居 一", "password": "short"})
    assert weak.status_code == 422
    answer = visitor.post(link, {"name": "新居 一", "password": "hoshi-no-furu-4649"})
    assert answer.url == "/me/start/"
    [place] = actor_of(User.objects.get(email=NEW)).memberships
    assert (place.organisation_id, place.rights) == (people.company.pk, frozenset({Right.VIEW, Right.EDIT}))
    assert visitor.get("/me/").status_code == 200, "signed in"
    assert Client().get(link).status_code == 404, "the letter opens once"
    assert AuditEvent.objects.filter(verb="accept_invitation", changes__email=NEW).count() == 1


def test_an_invited_person_who_is_here_accepts_by_a_button(people: People, letters: Letters, visitor: Client) -> None:
    _invite(people, email=people.chiba.email)
    link = letters.link(people.chiba.email)
    assert "ログインへ進む" in visitor.get(link).content.decode()
    assert signed_in(people.baba).get(link).status_code == 403
    assert signed_in(people.baba).post(link).status_code == 403, "a forwarded letter opens nothing"
    inside = signed_in(people.chiba)
    assert "参加する" in inside.get(link).content.decode()
    inside.post(link)
    assert actor_of(people.chiba).may(Right.EDIT, people.company.pk)


def test_an_invitation_ends(people: People, letters: Letters, visitor: Client) -> None:
    _invite(people)
    first = letters.link(NEW)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        _invite(people)
    second = letters.link(NEW)
    assert visitor.get(first).status_code == 404, "a newer letter ends an older one"
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert visitor.get(second).status_code == 404
    invitation = Invitation.objects.get(email=NEW, withdrawn_at=None)
    signed_in(people.aoki).post(f"/invitations/{invitation.pk}/withdraw/")
    assert visitor.get(second).status_code == 404


def test_the_token_is_not_in_the_database(people: People, letters: Letters) -> None:
    _invite(people)
    token = letters.link(NEW).split("/")[2]
    assert not Invitation.objects.filter(token_sha256=token).exists()
    assert not AuditEvent.objects.filter(changes__icontains=token).exists()


@pytest.mark.parametrize("by", ["baba", "chiba", "doi", "endo", "goto", "jinnai", "nobody"])
def test_only_a_member_who_may_submit_invites_into_a_company(people: People, letters: Letters, by: str) -> None:
    browser = signed_in(people.user(by))
    browser.post(f"/organisations/{people.company.pk}/invite/", {"email": NEW, "rights": []})
    assert not Invitation.objects.filter(email=NEW).exists()
    assert not letters.to(NEW)


@pytest.mark.parametrize(
    ("by", "is_done"), [("ito", True), ("honda", True), ("doi", False), ("endo", False), ("jinnai", False)]
)
def test_offices_are_filled_by_appointment(people: People, letters: Letters, by: str, is_done: bool) -> None:
    _invite(people, by=by)
    assert bool(letters.to(NEW)) is is_done
    assert Invitation.objects.filter(email=NEW, role=Role.REVIEWER).exists() is is_done


def test_nobody_gives_away_more_than_the_own_rights(people: People) -> None:
    baba = Membership.objects.get(user=people.baba)
    rights = VIEW_ONLY | {Right.EDIT, Right.SUBMIT}
    change_rights(actor=people.actor("aoki"), membership=baba, rights=rights, at=ARRIVED_AT)
    _invite(people, by="baba", rights=["finance"])
    assert not Invitation.objects.filter(email=NEW).exists()
    _invite(people, by="baba", rights=["edit"])
    assert Invitation.objects.filter(email=NEW).exists()


def test_rights_are_changed_and_written_down(people: People) -> None:
    baba = Membership.objects.get(user=people.baba)
    page = signed_in(people.aoki).post(f"/memberships/{baba.pk}/rights/", {"rights": ["edit", "finance"]})
    assert page.status_code == 302
    assert people.actor("baba").memberships[0].rights == VIEW_ONLY | {Right.EDIT, Right.FINANCE}
    event = AuditEvent.objects.get(verb="change_rights")
    assert event.changes == {"rights": [["view"], ["edit", "finance", "view"]]}
    assert event.actor_id == people.aoki.pk


@pytest.mark.parametrize("by", ["baba", "chiba", "doi", "nobody"])
def test_rights_are_not_changed_by_others(people: People, by: str) -> None:
    baba = Membership.objects.get(user=people.baba)
    signed_in(people.user(by)).post(f"/memberships/{baba.pk}/rights/", {"rights": ["edit"]})
    assert people.actor("baba").memberships[0].rights == VIEW_ONLY


def test_the_last_who_may_submit_neither_leaves_nor_is_reduced(people: People) -> None:
    aoki, baba = Membership.objects.get(user=people.aoki), Membership.objects.get(user=people.baba)
    with pytest.raises(Refused) as refusal:
        end_membership(actor=people.actor("aoki"), membership=aoki, at=ARRIVED_AT)
    assert refusal.value.why is Why.LAST_WHO_FILLS_PLACES
    change_rights(actor=people.actor("aoki"), membership=baba, rights=ALL_RIGHTS, at=ARRIVED_AT)
    end_membership(actor=people.actor("aoki"), membership=aoki, at=ARRIVED_AT)
    assert not people.actor("aoki").memberships
    assert AuditEvent.objects.filter(verb="end_membership").count() == 1


def test_who_has_left_sees_nothing_and_may_come_again(people: People, letters: Letters) -> None:
    baba = Membership.objects.get(user=people.baba)
    inside = signed_in(people.baba)
    signed_in(people.aoki).post(f"/memberships/{baba.pk}/end/")
    assert inside.get(f"/organisations/{people.company.pk}/members/").status_code == 404
    _invite(people, email=people.baba.email)
    inside.post(letters.link(people.baba.email))
    assert people.actor("baba").may(Right.EDIT, people.company.pk)
    assert Membership.objects.filter(user=people.baba).count() == 2


@pytest.mark.parametrize(("button", "is_in"), [("accept", True), ("decline", False)])
def test_who_asks_is_answered(people: People, letters: Letters, button: str, is_in: bool) -> None:
    request = ask_to_join(actor=people.actor("chiba"), company=people.company, at=ARRIVED_AT)
    url = f"/join-requests/{request.pk}/"
    for other in ("baba", "endo", "hara"):
        assert signed_in(people.user(other)).get(url).status_code == 404
    assert signed_in(people.aoki).get(url).status_code == 200
    assert signed_in(people.aoki).post(url, {button: "1", "rights": ["edit"]}).status_code == 302
    assert people.actor("chiba").may(Right.EDIT, people.company.pk) is is_in
    assert JoinRequest.objects.get().answered_by == people.aoki
    assert "千葉 三郎さん" in letters.to(people.aoki.email)[-1]
    assert not any("千葉" in letter for letter in letters.to(people.baba.email)), "only who can answer is asked"
    assert ("承認" if is_in else "見送り") in letters.to(people.chiba.email)[-1].splitlines()[1]


@pytest.mark.parametrize("ending", ["left", "reduced", "shut out"])
def test_whoever_may_no_longer_invite_leaves_no_key_behind(
    people: People, letters: Letters, visitor: Client, ending: str
) -> None:
    """Invited by oneself to another mailbox, one would come in again."""
    baba = Membership.objects.get(user=people.baba)
    change_rights(actor=people.actor("aoki"), membership=baba, rights=ALL_RIGHTS, at=ARRIVED_AT)
    _invite(people, by="baba")
    link = letters.link(NEW)
    assert visitor.get(link).status_code == 200
    if ending == "left":
        end_membership(actor=people.actor("aoki"), membership=baba, at=timezone.now())
    elif ending == "reduced":
        change_rights(actor=people.actor("aoki"), membership=baba, rights=VIEW_ONLY, at=ARRIVED_AT)
    else:
        User.objects.filter(pk=people.baba.pk).update(is_active=False)
    assert visitor.get(link).status_code == 404
    answer = visitor.post(link, {"name": "新居 一", "password": "hoshi-no-furu-4649"})
    assert answer.status_code == 404
    assert not User.objects.filter(email=NEW).exists()


def test_rights_taken_from_the_inviter_are_not_handed_on(people: People, letters: Letters, visitor: Client) -> None:
    baba = Membership.objects.get(user=people.baba)
    change_rights(actor=people.actor("aoki"), membership=baba, rights=ALL_RIGHTS, at=ARRIVED_AT)
    _invite(people, by="baba", rights=["edit", "finance"])
    rights = VIEW_ONLY | {Right.EDIT, Right.SUBMIT}
    change_rights(actor=people.actor("aoki"), membership=baba, rights=rights, at=ARRIVED_AT)
    assert visitor.get(letters.link(NEW)).status_code == 404


def test_an_invitation_of_an_office_outlives_nobody_who_appoints(
    people: People, letters: Letters, visitor: Client
) -> None:
    _invite(people, by="honda")
    link = letters.link(NEW)
    assert visitor.get(link).status_code == 200
    honda = Membership.objects.get(user=people.honda)
    end_membership(actor=people.actor("ito"), membership=honda, at=timezone.now())
    assert visitor.get(link).status_code == 404


def test_a_newcomers_second_click_is_answered_calmly(
    people: People, letters: Letters, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two posts that both saw the invitation open: one comes in, the other reads that it is used."""
    _invite(people)
    link, newcomer = letters.link(NEW), {"name": "新居 一", "password": "hoshi-no-furu-4649"}
    seen = Invitation.objects.select_related("organisation", "invited_by").get(email=NEW)
    monkeypatch.setattr("accounts.views.invitations.open_invitation", lambda *_, **__: seen)
    assert visitor.post(link, newcomer).status_code == 302
    monkeypatch.setattr("accounts.views.invitations.User.objects", User.objects.exclude(email=NEW))
    assert Client().post(link, newcomer).status_code == 404


def test_an_organisation_with_a_long_name_invites(people: People, letters: Letters) -> None:
    type(people.company).objects.filter(pk=people.company.pk).update(name="宮" * 200)
    _invite(people)
    assert "宮" * 200 in letters.to(NEW)[-1]


def test_nobodys_mailbox_is_flooded_by_invitations(people: People, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "invite": "1/3600s/user"}
    inside, url = signed_in(people.aoki), f"/organisations/{people.company.pk}/invite/"
    assert inside.post(url, {"email": NEW}).status_code == 302
    assert inside.post(url, {"email": NEW}).status_code == 429


def test_whom_an_invitation_let_in_first_keeps_those_rights(people: People, letters: Letters) -> None:
    request = ask_to_join(actor=people.actor("chiba"), company=people.company, at=ARRIVED_AT)
    _invite(people, email=people.chiba.email, rights=["edit"])
    signed_in(people.chiba).post(letters.link(people.chiba.email))
    assert (
        signed_in(people.aoki).post(f"/join-requests/{request.pk}/", {"accept": "1", "rights": []}).status_code == 302
    )
    place = Membership.objects.get(user=people.chiba, organisation=people.company)
    assert place.rights == VIEW_ONLY | {Right.EDIT}


def test_nobody_comes_into_a_company_behind_its_back(people: People, letters: Letters) -> None:
    request = ask_to_join(actor=people.actor("chiba"), company=people.company, at=ARRIVED_AT)
    signed_in(people.doi).post(f"/join-requests/{request.pk}/", {"accept": "1", "rights": ["edit"]})
    assert "千葉 三郎さん" in letters.to(people.aoki.email)[-1]
    assert "事務局の承認で" in letters.to(people.aoki.email)[-1]


def test_staff_do_not_let_themselves_into_a_company(people: People) -> None:
    request = ask_to_join(actor=people.actor("doi"), company=people.company, at=ARRIVED_AT)
    page = signed_in(people.doi).post(f"/join-requests/{request.pk}/", {"accept": "1"}, follow=True)
    assert "自分の申出には回答できません" in page.content.decode()
    assert not people.actor("doi").may(Right.VIEW, people.company.pk)


def test_who_presses_after_the_session_ended_comes_back_to_the_page_of_the_button(people: People) -> None:
    _invite(people)
    page, invitation = f"/organisations/{people.company.pk}/members/", Invitation.objects.get(email=NEW)
    pressed = signed_in(None).post(
        f"/invitations/{invitation.pk}/withdraw/", headers={"Referer": f"http://testserver{page}"}
    )
    assert pressed["Location"] == f"/sign-in/?next={page}"
    assert Invitation.objects.get(email=NEW).withdrawn_at is None


def test_one_cannot_let_oneself_in(people: People) -> None:
    request = ask_to_join(actor=people.actor("chiba"), company=people.company, at=ARRIVED_AT)
    signed_in(people.chiba).post(f"/join-requests/{request.pk}/", {"accept": "1"})
    assert not people.actor("chiba").may(Right.VIEW, people.company.pk)


SIGHT = {
    **dict.fromkeys(("aoki", "baba", "doi", "honda", "ito", "jinnai"), 200),
    **dict.fromkeys(("chiba", "endo", "fujii", "goto", "hara"), 404),
    "nobody": 302,
}


@pytest.mark.parametrize(("name", "status"), SIGHT.items())
def test_who_sees_the_members_of_a_company(people: People, name: str, status: int) -> None:
    assert signed_in(people.user(name)).get(f"/organisations/{people.company.pk}/members/").status_code == status
    # Whoever is no colleague leaves a trace of having read names and addresses.
    looks = AuditEvent.objects.filter(verb="view_personal_data", subject_id=str(people.company.pk))
    assert looks.exists() is (status == 200 and name not in {"aoki", "baba"})
