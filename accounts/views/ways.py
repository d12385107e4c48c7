"""Where a person wanted to go before being asked to sign in, sign up or register: kept, if it is our own address."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def is_own_address(url: str) -> bool:
    """Whether this is an address of this house, written from its root; an absolute one may be anybody's."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def way_on(request: HttpRequest) -> str:
    """Where the person is on the way to; nowhere, if that would lead out of the house."""
    url = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    return url if is_own_address(url) else ""


def passing_on(url: str, way: str) -> str:
    """The address with the way on it."""
    return f"{url}?{urlencode({NEXT: way})}" if way else url
