"""Small parts that our pages are made of, already in words."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Invitation, JoinRequest, Membership, Organisation
from accounts.policies import may_answer_join_request, may_change_rights, may_end_membership, may_withdraw_invitation
from accounts.rules.roles import GRADED_ROLES, RIGHT_LABELS, ROLE_LABELS, VIEW_ONLY, Right, Role
from kernel.parts import Crumb, Offer


@dataclass(frozen=True, slots=True)
class Row:
    """One person of an organisation: who, in which role, allowed what, and what may be done about it."""

    name: str
    email: str
    role: str
    rights: str
    note: str
    offers: tuple[Offer, ...]


def rights_in_words(role: Role, rights: frozenset[Right]) -> str:
    """Say what a member may do; where the role decides, nothing need be said."""
    if role not in GRADED_ROLES:
        return "役割のとおり"
    graded = [RIGHT_LABELS[right] for right in Right if right in rights - VIEW_ONLY]
    return "、".join(graded) or "見るだけ"


def member_row(actor: Actor, member: Membership) -> Row:
    """Show a member."""
    offers = []
    if may_change_rights(actor, member, member.rights).is_allowed and Role(member.role) in GRADED_ROLES:
        offers.append(Offer("権限を変える", reverse("accounts:rights", args=[member.pk]), weight="second"))
    if may_end_membership(actor, member).is_allowed:
        label = "この組織を抜ける" if member.user_id == actor.user_id else "外す"
        offers.append(Offer(label, reverse("accounts:end_membership", args=[member.pk]), weight="second"))
    return Row(
        name=member.user.name,
        email=member.user.email,
        role=ROLE_LABELS[Role(member.role)],
        rights=rights_in_words(Role(member.role), member.rights),
        note="あなた" if member.user_id == actor.user_id else "",
        offers=tuple(offers),
    )


def invitation_row(actor: Actor, invitation: Invitation) -> Row:
    """Show an invitation that waits for its answer."""
    url = reverse("accounts:withdraw_invitation", args=[invitation.pk])
    is_offered = may_withdraw_invitation(actor, invitation).is_allowed
    return Row(
        name="",
        email=invitation.email,
        role=ROLE_LABELS[Role(invitation.role)],
        rights=rights_in_words(Role(invitation.role), invitation.rights),
        note="",
        offers=(Offer("招待を取り消す", url, weight="second", posts=True),) if is_offered else (),
    )


def request_row(actor: Actor, request: JoinRequest) -> Row:
    """Show somebody who asks to be let in."""
    is_offered = may_answer_join_request(actor, request, VIEW_ONLY).is_allowed
    url = reverse("accounts:answer_join_request", args=[request.pk])
    return Row(
        name=request.user.name,
        email=request.user.email,
        role=ROLE_LABELS[Role.APPLICANT_MEMBER],
        rights="",
        note="",
        offers=(Offer("回答する", url),) if is_offered else (),
    )


def organisation_crumbs(organisation: Organisation, here: str) -> tuple[Crumb, ...]:
    """The way to a page about one organisation."""
    return (
        Crumb("マイページ", reverse("accounts:me")),
        Crumb(organisation.name, reverse("accounts:members", args=[organisation.pk])),
        Crumb(here),
    )


def own_crumbs(here: str) -> tuple[Crumb, ...]:
    """The way to a page about oneself."""
    return Crumb("マイページ", reverse("accounts:me")), Crumb(here)
