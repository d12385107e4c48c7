"""Who comes to the pages of a draft: signed in, and with the file in sight. For everybody else it does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.actor import ActorRequest
from accounts.rules.roles import Right
from accounts.services.refusals import Refused
from applications.models import Application
from applications.policies import OWN_CHANNEL, may_edit
from applications.rules.refusals import SENTENCES, Why
from applications.rules.workflow import Status
from applications.selectors import applications_visible_to
from applications.services.put_aside import put_aside
from records.services.looking import record_look

View = Callable[..., HttpResponse]
_CONFLICT = 409


def signed_in(view: View) -> View:
    """Ask for sign-in first; what was posted meanwhile is put aside and shown again afterwards."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not cast(ActorRequest, request).actor.is_nobody:
            return _answered(view, request, args, kwargs)
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=401)
        if request.method == "POST" and _is_of_a_draft(kwargs.get("application_id", "")):
            _keep_typed(request)
        return redirect_to_login(request.get_full_path())

    return enter


def button_on(page: Callable[..., str]) -> Callable[[View], View]:
    """The decorator of a POST that is no page: whoever must sign in first comes back to the page of the button.

    `page` answers its address, from the request and from what stands in the button's own.
    """

    def pressed(view: View) -> View:
        @require_POST
        @wraps(view)
        def press(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not cast(ActorRequest, request).actor.is_nobody:
                return _answered(view, request, args, kwargs)
            messages.info(request, "ログインの期限が切れていたため、まだ何も変えていません。もう一度操作してください。")
            return redirect_to_login(page(request, **kwargs))

        return press

    return pressed


def _is_of_a_draft(application_id: UUID | str) -> bool:
    """Whoever has not signed in fills our table only with what a page of ours can have held."""
    return bool(application_id) and Application.objects.filter(pk=application_id, status=Status.DRAFT).exists()


def _keep_typed(request: HttpRequest) -> None:
    if put_aside(request.session, path=request.path, posted=request.POST):
        messages.info(request, "入力した内容は残してあります。ログインすると、元の画面に表示します。")


def _answered(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except Refused as refusal:
        sentence = SENTENCES[Why(refusal.why)]
        return render(request, "applications/draft/refused.html", {"sentence": sentence}, status=_CONFLICT)


def seen_or_404(request: ActorRequest, application_id: UUID) -> Application:
    """The application, if this person may see it."""
    return get_object_or_404(applications_visible_to(request.actor), pk=application_id)


def shown_or_404(request: ActorRequest, application_id: UUID) -> Application:
    """The same for a page that shows it: the office that reads what others sent leaves a trace."""
    application = seen_or_404(request, application_id)
    is_own = request.actor.may(Right.VIEW, application.organisation_id)
    if request.method == "GET" and not is_own and application.channel == OWN_CHANNEL:
        record_look(actor=request.actor, subject=application, at=timezone.now(), shown="申請者の画面")
    return application


def edited_or_404(request: ActorRequest, application_id: UUID) -> Application:
    """The draft, if this person may edit it now; a file that was sent meanwhile says so."""
    application = seen_or_404(request, application_id)
    refused = may_edit(request.actor, application).refused
    if refused is Why.NOT_NOW:
        raise Refused(refused)
    if refused is not None:
        raise Http404
    return application
