"""Each request knows who acts, and whose role asks for a second factor goes no further without one."""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from accounts.actor import Actor, ActorRequest, actor_of
from accounts.models import User
from accounts.rules.roles import needs_second_factor
from accounts.services.second_factor import has_app, has_second_factor, has_shown_second_factor

_WAY_OUT = frozenset({"account_logout", "account_inactive"})
# Where nothing is set up yet, it is set up here; the password is asked before.
_SET_UP = frozenset(
    {"mfa_index", "mfa_list_webauthn", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
)
# Where something is, it is shown here and nothing else: who knows the password alone sets up no second one beside it.
_SHOW = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})


class ActorMiddleware:
    """Sets `request.actor`, read on first use: a page that asks nobody's name costs no query.

    Whatever is answered within a session may name its person, a public page and a refusal too: no proxy keeps it, and a
    browser asks again before it shows it to the next one who sits down.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with the actor on it."""
        cast(ActorRequest, request).actor = cast(Actor, SimpleLazyObject(lambda: actor_of(cast(User, request.user))))
        answer = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not answer.has_header("Cache-Control"):
            patch_cache_control(answer, private=True, no_cache=True)
        return answer


class SecondFactorMiddleware:
    """Sends a person whose role asks for a second factor to show it, from every page, or to set one up first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """Step in between the address and its page; a visitor without a session costs no query."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or (name := _name_of(request)) in _WAY_OUT:
            return None
        actor = cast(ActorRequest, request).actor
        if actor.is_nobody or not needs_second_factor(actor.roles):
            return None
        user = cast(User, request.user)
        if has_shown_second_factor(request, user):
            return None
        is_set_up = has_second_factor(user)
        if name in (_SHOW if is_set_up else _SET_UP):
            return None
        return _to_show(request, user) if is_set_up else redirect("mfa_index")


def _name_of(request: HttpRequest) -> str | None:
    return request.resolver_match.url_name if request.resolver_match else None


def _to_show(request: HttpRequest, user: User) -> HttpResponseBase:
    page = reverse("mfa_reauthenticate" if has_app(user) else "mfa_reauthenticate_webauthn")
    return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else page)
