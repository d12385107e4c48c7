"""The pages for a request that could not be read, or that is out of step with the browser's sign-in."""

from typing import Final, cast

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.actor import ActorRequest
from applications.selectors import applications_visible_to
from applications.services.put_aside import put_aside

_PIECE = 65_536
# Beyond this nobody is typing; the rest of such a flood is not waited for.
_MOST_PIECES = 2_048
# The pages of a draft that show again what was put aside for them.
_WRITTEN_ON: Final = frozenset({"applications:section", "applications:cost_line"})


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


def out_of_step(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """Answer a POST without today's key: nothing is kept, and what was typed into a draft is shown there once more.

    Whoever signs in anew in another tab makes the keys of all open pages old; an hour's typing is not lost to that. A
    page of strangers gains nothing: without this person's session nothing is put aside, and it is shown, not kept.
    """
    if _is_on_own_draft(cast(ActorRequest, request)) and put_aside(
        request.session, path=request.path, posted=request.POST
    ):
        messages.info(request, "別の画面でログインし直したため、まだ保存していません。")
        return redirect(request.path)
    return render(request, "403_csrf.html", status=403)


def _is_on_own_draft(request: ActorRequest) -> bool:
    found = request.resolver_match
    if found is None or found.view_name not in _WRITTEN_ON or request.headers.get("X-Autosave"):
        return False
    return applications_visible_to(request.actor).filter(pk=found.kwargs["application_id"]).exists()
