"""What stands before a page that writes to strangers' mailboxes or gives a sign-in away, in the library's hands."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def limited(action: str) -> Callable[[View], View]:
    """Count what is posted under this name in ACCOUNT_RATE_LIMITS; too much is answered by our page."""
    decorate: Callable[[View], View] = rate_limit(action=action)
    return decorate


def proven_again(view: View) -> View:
    """Ask for the password or the second factor once more, unless it was shown moments ago."""
    asked: View = reauthentication_required(view)
    return asked
