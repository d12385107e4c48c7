"""Signing up, and proving that a mailbox is one's own."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.actor import oneself
from accounts.models import User
from accounts.models.user import folded_email
from accounts.services.outward import record


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
