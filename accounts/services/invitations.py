"""Inviting a person by mail, and the person's answer."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from accounts.actor import Actor, actor_of, oneself
from accounts.models import Invitation, Membership, Organisation, User
from accounts.models.user import folded_email
from accounts.policies import Why, may_invite, may_withdraw_invitation
from accounts.rules.roles import GRADED_ROLES, ROLE_LABELS, VIEW_ONLY, Right, Role
from accounts.services.organisations import give_place, standing
from accounts.services.outward import post, record
from accounts.services.people import sign_up, verify_email
from accounts.services.refusals import Refused, insist

# Long enough for a holiday, short enough that a mailbox handed on does not hand on the place as well.
INVITATION_LASTS = timedelta(days=14)
# Whoever presses again within so long has clicked twice; whose letter got lost asks for another one later.
ONE_PRESS = timedelta(minutes=1)
# A subject has an end; the letter itself names the organisation in full.
_NAME_IN_SUBJECT = 60


@transaction.atomic
def invite_colleague(
    *,
    actor: Actor,
    organisation: Organisation,
    email: str,
    role: Role,
    rights: frozenset[Right],
    link_to: Callable[[str], str],
    at: datetime,
) -> Invitation:
    """Write to a mailbox; whoever reads it may take the place. An earlier open invitation to it ends.

    A second press of the button is no second letter, which would make the first one lead nowhere.
    """
    insist(may_invite(actor, organisation, role, rights))
    standing(organisation.pk)
    inviter = User.objects.get(pk=actor.acting_id)
    address = folded_email(email)
    if Membership.objects.filter(user__email=address, organisation=organisation, role=role, ended_at=None).exists():
        raise Refused(Why.ALREADY_A_MEMBER)
    for pressed in _open_to(address, organisation, role).filter(invited_by=inviter, invited_at__gt=at - ONE_PRESS):
        if pressed.rights - VIEW_ONLY == rights - VIEW_ONLY:
            return pressed
    _open_to(address, organisation, role).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=address,
        role=role,
        may_edit=Right.EDIT in rights,
        may_submit=Right.SUBMIT in rights,
        may_finance=Right.FINANCE in rights,
        token_sha256=_hashed(token),
        invited_by=inviter,
        invited_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    _write_letter(invitation, inviter=inviter.name, link=link_to(token), at=at)
    record(actor=actor, verb="invite", subject=invitation, at=at, changes=_told(invitation))
    return invitation


def open_invitation(token: str, *, at: datetime) -> Invitation | None:
    """The invitation behind a token, unless it is accepted, withdrawn or past, or nobody stands behind it any more."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    invitation = rows.filter(token_sha256=_hashed(token)).first()
    return invitation if invitation is not None and _is_open(invitation, at) else None


@transaction.atomic
def accept_invitation(*, token: str, user: User, at: datetime) -> Membership:
    """Take the place. Only the mailbox that was written to can: a forwarded letter opens nothing."""
    invitation = _locked(token, at)
    if user.email != invitation.email:
        raise Refused(Why.INVITED_ANOTHER)
    return _take_place(invitation, user, at)


@transaction.atomic
def accept_as_newcomer(*, token: str, name: str, password: str | None, at: datetime) -> User:
    """Take the place and make the sign-in; the token has proven the mailbox."""
    invitation = _locked(token, at)
    if User.objects.filter(email=invitation.email).exists():
        raise Refused(Why.SIGN_IN_FIRST)
    user = sign_up(email=invitation.email, name=name, password=password, at=at)
    verify_email(user=user, email=user.email, at=at)
    _take_place(invitation, user, at)
    return user


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: Invitation, at: datetime) -> None:
    """Take an invitation back; its letter leads nowhere from now on."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    insist(may_withdraw_invitation(actor, locked))
    locked.withdrawn_at = at
    locked.save(update_fields=["withdrawn_at"])
    record(actor=actor, verb="withdraw_invitation", subject=locked, at=at)


def _open_to(address: str, organisation: Organisation, role: Role) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(email=address, organisation=organisation, role=role)
    return rows.filter(accepted_at=None, withdrawn_at=None)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _locked(token: str, at: datetime) -> Invitation:
    """The invitation under its lock, after that of its organisation: in the order in which inviting and merging lock."""
    found = Invitation.objects.filter(token_sha256=_hashed(token))
    Organisation.objects.select_for_update().filter(pk__in=found.order_by().values("organisation")).first()
    rows = found.select_for_update(of=("self",)).select_related("organisation", "invited_by")
    invitation = rows.first()
    if invitation is None or not _is_open(invitation, at):
        raise Refused(Why.INVITATION_OVER)
    return invitation


def _is_open(invitation: Invitation, at: datetime) -> bool:
    """Whether it may be accepted now. Whoever may no longer invite leaves no key behind, to a friend or to oneself."""
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= at:
        return False
    host, role = actor_of(invitation.invited_by), Role(invitation.role)
    rights = invitation.rights if role in GRADED_ROLES else ()
    return may_invite(host, invitation.organisation, role, rights).is_allowed


def _take_place(invitation: Invitation, user: User, at: datetime) -> Membership:
    role = Role(invitation.role)
    if Membership.objects.filter(user=user, organisation=invitation.organisation, role=role, ended_at=None).exists():
        raise Refused(Why.ALREADY_A_MEMBER)
    membership = give_place(user=user, organisation=invitation.organisation, role=role, rights=invitation.rights, at=at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    record(
        actor=oneself(user),
        verb="accept_invitation",
        subject=membership,
        at=at,
        changes=_told(invitation),
    )
    return membership


def _told(invitation: Invitation) -> dict[str, object]:
    return {
        "organisation": str(invitation.organisation_id),
        "email": invitation.email,
        "role": invitation.role,
        "rights": sorted(invitation.rights),
    }


def _write_letter(invitation: Invitation, *, inviter: str, link: str, at: datetime) -> None:
    words = {
        "invitation": invitation,
        "inviter": inviter,
        "role": ROLE_LABELS[Role(invitation.role)],
        "link": link,
    }
    post(
        to=invitation.email,
        subject=f"{invitation.organisation.name[:_NAME_IN_SUBJECT]}から招待が届いています",
        body=render_to_string("mail/invitation.txt", words),
        kind="invitation",
        about=invitation,
        is_secret=True,
        at=at,
    )
