"""The page for a request that could not be read."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_PIECE = 65_536
# Beyond this nobody is typing; the rest of such a flood is not waited for.
_MOST_PIECES = 2_048


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 for too much at once.

    What is still under way is read and thrown away first: a browser whose upload is cut off shows a broken
    connection instead of our page.
    """
    if not isinstance(exception, RequestDataTooBig):
        return render(request, "400.html", status=400)
    for _ in range(_MOST_PIECES):
        if not request.read(_PIECE):
            break
    return render(request, "413.html", status=413)
