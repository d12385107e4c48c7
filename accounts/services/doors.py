"""The door before a room of pages: sign in first; for whom the room is not there nothing is; a refusal is told in words."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from accounts.actor import Actor, ActorRequest
from accounts.services.refusals import Refused

View = Callable[..., HttpResponseBase]
# What is answered instead of the page, from the refusal and from what stood in the address.
Teller = Callable[[HttpRequest, Any, Mapping[str, Any]], HttpResponseBase]


def page_to_return_to(request: HttpRequest) -> str:
    """Where somebody who signs in first goes on: the page that was asked for, or the one on which a button was pressed.

    A button's own address is no page. Browsers name the page within our house (Referrer-Policy: same-origin).
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    before = urlsplit(request.headers.get("Referer", ""))
    page = before._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = before.netloc == request.get_host() and page.startswith("/")
    return page if is_ours and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else request.get_full_path()


def door(
    may_enter: Callable[[Actor], bool], tell: Teller, told: tuple[type[Exception], ...] = (Refused,)
) -> Callable[[View], View]:
    """The decorator of every view of a room. `told` are the refusals that `tell` has words for."""

    def behind(view: View) -> View:
        @never_cache
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = cast(ActorRequest, request).actor
            if actor.is_nobody:
                return redirect_to_login(page_to_return_to(request))
            if not may_enter(actor):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except told as refusal:
                return tell(request, refusal, kwargs)

        return enter

    return behind
