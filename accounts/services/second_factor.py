"""The second factor: who has shown one in this session."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpRequest

from accounts.models import User

# Whoever has just set one up has shown it; the library itself only notes those that were asked for at sign-in.
SHOWN_BY = "second_factor_shown_by"


def note_shown(request: HttpRequest, user: User) -> None:
    """Remember for this session that the person has shown a second factor."""
    request.session[SHOWN_BY] = str(user.pk)


def has_shown_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session, not merely this person, has shown one: an older session may be somebody else's."""
    if request.session.get(SHOWN_BY) == str(user.pk):
        return True
    records: list[dict[str, Any]] = get_authentication_records(request, user)
    return any(record.get("method") == "mfa" for record in records)


def give_authenticator(user: User) -> None:
    """Give a person of the demonstration an authenticator whose secret nobody ever sees."""
    TOTP.activate(user, generate_totp_secret())
