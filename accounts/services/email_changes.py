"""Another address for a person: asked for inside, proven by a letter, told to the mailbox that is left."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from accounts.actor import Actor, oneself
from accounts.models import EmailChange, User
from accounts.models.user import folded_email
from accounts.policies import Why, may_change_email
from accounts.services.outward import post, record
from accounts.services.refusals import Refused, insist

# As long as the letter of a sign-up.
EMAIL_CHANGE_LASTS = timedelta(days=3)


@transaction.atomic
def ask_for_email(*, actor: Actor, email: str, link_to: Callable[[str], str], at: datetime) -> EmailChange:
    """Write to the new mailbox; an earlier wish ends.

    One that belongs to somebody is answered alike, and told so by a letter without a key: nobody learns by asking
    who is here.
    """
    user = User.objects.select_for_update().get(pk=actor.acting_id)
    insist(may_change_email(actor, user))
    _open_of(user).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    change = EmailChange.objects.create(
        user=user,
        email=folded_email(email),
        token_sha256=_hashed(token),
        asked_at=at,
        expires_at=at + EMAIL_CHANGE_LASTS,
    )
    _write_letter(change, link=link_to(token), at=at)
    record(actor=actor, verb="ask_for_email", subject=user, at=at, changes={"email": [user.email, change.email]})
    return change


def open_email_change(token: str, *, at: datetime) -> EmailChange | None:
    """The wish behind a token, unless it is done, taken back or past."""
    rows = EmailChange.objects.filter(token_sha256=_hashed(token), confirmed_at=None, withdrawn_at=None)
    return rows.filter(expires_at__gt=at).select_related("user").first()


@transaction.atomic
def change_email(*, token: str, at: datetime) -> User:
    """Know the person by the new address. Whoever holds the token reads its mailbox; the former mailbox is told."""
    change = EmailChange.objects.select_for_update(of=("self",)).filter(token_sha256=_hashed(token)).first()
    if change is None or change.confirmed_at or change.withdrawn_at or change.expires_at <= at:
        raise Refused(Why.EMAIL_CHANGE_OVER)
    user = User.objects.select_for_update().get(pk=change.user_id)
    insist(may_change_email(oneself(user), user))
    former, user.email = user.email, change.email
    _replace(user)
    change.confirmed_at = at
    change.save(update_fields=["confirmed_at"])
    record(actor=oneself(user), verb="change_email", subject=user, at=at, changes={"email": [former, user.email]})
    _tell_former(former, user, at)
    return user


@transaction.atomic
def withdraw_email_change(*, actor: Actor, at: datetime) -> None:
    """Take one's wish back; its letter leads nowhere from now on."""
    user = User.objects.get(pk=actor.acting_id)
    change = _open_of(user).select_for_update().first()
    if change is not None:
        change.withdrawn_at = at
        change.save(update_fields=["withdrawn_at"])
        record(actor=actor, verb="withdraw_email_change", subject=user, at=at)


def _open_of(user: User) -> QuerySet[EmailChange]:
    return EmailChange.objects.filter(user=user, confirmed_at=None, withdrawn_at=None)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_taken(email: str, user: User) -> bool:
    return User.objects.filter(email=email).exclude(pk=user.pk).exists()


def _replace(user: User) -> None:
    """Put the address in the place of the former; of two who prove one address the database lets one through."""
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    except IntegrityError as taken:
        raise Refused(Why.EMAIL_TAKEN) from taken


def _write_letter(change: EmailChange, *, link: str, at: datetime) -> None:
    is_taken = _is_taken(change.email, change.user)
    words = {"change": change, "link": link}
    post(
        to=change.email,
        subject="メールアドレスの変更について" if is_taken else "新しいメールアドレスの確認",
        body=render_to_string("mail/email_taken.txt" if is_taken else "mail/confirm_email_change.txt", words),
        kind="email_taken" if is_taken else "confirm_email_change",
        about=change,
        is_secret=not is_taken,
        at=at,
    )


def _tell_former(former: str, user: User, at: datetime) -> None:
    body = render_to_string("mail/email_changed.txt", {"user": user, "at": at})
    post(to=former, subject="メールアドレスが変わりました", body=body, kind="email_changed", about=user, at=at)
