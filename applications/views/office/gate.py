"""Who comes to the office's pages: its own people and the auditor. For everybody else they do not exist."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.actor import ActorRequest
from accounts.services.doors import door
from accounts.services.refusals import Refused
from applications.models import Application
from applications.policies import may_look_into_office
from applications.rules.refusals import SENTENCES, Why
from applications.selectors.office import office_files
from records.services.mail_words import UnfitMailError

_CONFLICT = 409


def _tell(request: HttpRequest, refusal: Refused | UnfitMailError, named: Mapping[str, Any]) -> HttpResponse:
    why = Why(refusal.why) if isinstance(refusal, Refused) else Why.MAIL_CANNOT_BE_SET
    page = {"sentence": SENTENCES[why], **named}
    return render(request, "applications/office/refused.html", page, status=_CONFLICT)


in_office = door(lambda actor: may_look_into_office(actor).is_allowed, _tell, (Refused, UnfitMailError))


def file_or_404(request: ActorRequest, application_id: UUID) -> Application:
    """The file, if it is in this person's sight."""
    return get_object_or_404(office_files(request.actor), pk=application_id)
