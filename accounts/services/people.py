"""Signing up, proving that a mailbox is one's own, and being called by another name."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.actor import Actor, oneself
from accounts.models import User
from accounts.models.user import folded_email
from accounts.policies import may_change_name, may_close_sign_in
from accounts.services.outward import record
from accounts.services.refusals import insist


@transaction.atomic
def sign_up(*, email: str, name: str, password: str | None, at: datetime) -> User:
    """Add a person whose address is still to be verified. Until then the person can do nothing."""
    user = User.objects.create_user(email, password, name=name, joined_at=at)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    record(actor=oneself(user), verb="sign_up", subject=user, at=at)
    return user


@transaction.atomic
def verify_email(*, user: User, email: str, at: datetime) -> None:
    """Take the address as proven: whoever opened the letter or followed the invitation reads that mailbox."""
    EmailAddress.objects.filter(user=user, email=folded_email(email)).update(verified=True)
    record(actor=oneself(user), verb="verify_email", subject=user, at=at)


@transaction.atomic
def change_name(*, actor: Actor, user: User, name: str, at: datetime) -> User:
    """Call the person by this name from now on; what was written under the former one keeps it."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    insist(may_change_name(actor, locked))
    if locked.name != name:
        changes = {"name": [locked.name, name]}
        locked.name = name
        locked.save(update_fields=["name"])
        record(actor=actor, verb="change_name", subject=locked, at=at, changes=changes)
    return locked


@transaction.atomic
def set_sign_in_open(*, actor: Actor, user: User, is_open: bool, because: str, at: datetime) -> User:
    """Close a sign-in that fell into wrong hands, at once and in every session, or open it again."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    insist(may_close_sign_in(actor, locked))
    if locked.is_active is not is_open:
        locked.is_active = is_open
        locked.save(update_fields=["is_active"])
        verb = "open_sign_in" if is_open else "close_sign_in"
        record(actor=actor, verb=verb, subject=locked, at=at, because=because)
    return locked
