"""The house with two more addresses: an empty view, and one that only knows who asks, behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from accounts.actor import ActorRequest
from config.urls import urlpatterns as of_the_house


def empty(_request: HttpRequest) -> HttpResponse:
    """Answer nothing: what remains is the price of Django and of the server."""
    return HttpResponse()


def person(request: ActorRequest) -> HttpResponse:
    """Answer with who asks: the price of the session, the user and the memberships."""
    return HttpResponse(request.actor.label)


urlpatterns: list[URLPattern | URLResolver] = [
    path("bench/empty/", empty),
    path("bench/person/", person),
    *of_the_house,
]
