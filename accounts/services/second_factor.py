"""The second factor: who has shown one in this session."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
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


def has_second_factor(user: User) -> bool:
    """Whether one is set up; recovery codes alone only stand in for another."""
    own = Authenticator.objects.filter(user=user)
    return bool(own.filter(type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)).exists())


def has_app(user: User) -> bool:
    """Whether an authenticator app is set up."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def forget_shown(request: HttpRequest) -> None:
    """Forget for this session what was shown: whoever has removed the last factor is obliged to set one up at once."""
    request.session.pop(SHOWN_BY, None)
    shown = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [each for each in shown if each.get("method") != "mfa"]


def spend_code(user: User, code: str) -> bool:
    """Take a code of an authenticator app as used; False if it was. It stays so as long as any clock would accept it."""
    span = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    return bool(cache.add(f"second_factor:spent:{user.pk}:{normalize_user_code(code)}", "y", timeout=span))


def give_authenticator(user: User) -> None:
    """Give a person of the demonstration an authenticator whose secret nobody ever sees."""
    TOTP.activate(user, generate_totp_secret())
