"""Each request knows who acts."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from accounts.actor import Actor, ActorRequest, actor_of
from accounts.models import User


class ActorMiddleware:
    """Sets `request.actor`, read on first use: a page that asks nobody's name costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with the actor on it."""
        cast(ActorRequest, request).actor = cast(Actor, SimpleLazyObject(lambda: actor_of(cast(User, request.user))))
        return self.get_response(request)
