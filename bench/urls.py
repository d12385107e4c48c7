"""The house with one more address: an empty view behind the same middleware and the same server."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from config.urls import urlpatterns as of_the_house


def empty(_request: HttpRequest) -> HttpResponse:
    """Answer nothing: what remains is the price of Django and of the server."""
    return HttpResponse()


urlpatterns: list[URLPattern | URLResolver] = [path("bench/empty/", empty), *of_the_house]
