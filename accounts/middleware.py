"""Each request knows who acts, and whose role asks for a second factor goes no further without one."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from accounts.actor import Actor, ActorRequest, actor_of
from accounts.models import User
from accounts.rules.roles import needs_second_factor
from accounts.services.second_factor import has_shown_second_factor

# Where a second factor is set up or shown, and the way out.
_OPEN_NAMES = frozenset({"account_logout", "account_reauthenticate", "account_set_password", "account_inactive"})
_OPEN_PREFIX = "mfa_"


class ActorMiddleware:
    """Sets `request.actor`, read on first use: a page that asks nobody's name costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with the actor on it."""
        cast(ActorRequest, request).actor = cast(Actor, SimpleLazyObject(lambda: actor_of(cast(User, request.user))))
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends a person whose role asks for a second factor to its set-up, from every page, until one is shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """Step in between the address and its page; a visitor without a session costs no query."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _is_open(request):
            return None
        actor = cast(ActorRequest, request).actor
        if actor.is_nobody or not needs_second_factor(actor.roles):
            return None
        return None if has_shown_second_factor(request, cast(User, request.user)) else redirect("mfa_index")


def _is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else None
    return name is not None and (name in _OPEN_NAMES or name.startswith(_OPEN_PREFIX))
