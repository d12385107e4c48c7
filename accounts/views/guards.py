"""What stands before a page that writes to strangers' mailboxes or gives a sign-in away, in the library's hands."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from accounts.services.doors import page_to_return_to

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Ask for a sign-in first; whoever had pressed a button comes back to the page it stands on."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(page_to_return_to(request))

    return enter


def limited(action: str) -> Callable[[View], View]:
    """Count what is posted under this name in ACCOUNT_RATE_LIMITS; too much is answered by our page."""
    decorate: Callable[[View], View] = rate_limit(action=action)
    return decorate


def proven_again(view: View) -> View:
    """Ask for the password or the second factor once more, unless it was shown moments ago."""
    asked: View = reauthentication_required(view)
    return asked
