"""Who comes to the office's pages: its own people and the auditor. For everybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from applications.models import Application
from applications.policies import may_look_into_office
from applications.rules.refusals import SENTENCES, Why
from applications.selectors.office import office_files
from records.services.mail_words import UnfitMailError

View = Callable[..., HttpResponseBase]
_CONFLICT = 409


def in_office(view: View) -> View:
    """Ask for sign-in, then let in whom policy lets in; a refused verb is answered with its sentence."""

    @never_cache
    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refused = may_look_into_office(cast(ActorRequest, request).actor).refused
        if refused is Why.NOT_SIGNED_IN:
            return redirect_to_login(request.get_full_path())
        if refused is not None:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except (Refused, UnfitMailError) as error:
            why = Why(error.why) if isinstance(error, Refused) else Why.MAIL_CANNOT_BE_SET
            page = {"sentence": SENTENCES[why], **kwargs}
            return render(request, "applications/office/refused.html", page, status=_CONFLICT)

    return enter


def file_or_404(request: ActorRequest, application_id: UUID) -> Application:
    """The file, if it is in this person's sight."""
    return get_object_or_404(office_files(request.actor), pk=application_id)
