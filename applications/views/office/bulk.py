"""Several files at once: what is ticked in the list is shown with its mails, decided one by one, and told one by one.

Each file goes through the verb that it would go through alone, in a transaction of its own: one that cannot be
accepted keeps back no other, and none is passed over in silence.
"""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import Actor, ActorRequest
from accounts.services.refusals import Refused
from applications.models import Application
from applications.policies import may_accept_several
from applications.rules.refusals import Why
from applications.services.acceptance import accept_application
from applications.views.office.bulk_in_words import Done, preview_page, result_page
from applications.views.office.gate import in_office
from applications.views.office.selection import Selection, read_selection
from records.services.looking import record_look
from records.services.mail_words import UnfitMailError

_REFUSED = 422
_RESULT = "office_bulk_result"


@require_POST
@in_office
def accept_several(request: ActorRequest) -> HttpResponse:
    """Show the ticked files with the mails that will go out; accepted are they only when those were seen."""
    if not may_accept_several(request.actor).is_allowed:
        raise Http404
    chosen, at = read_selection(request.actor, request.POST), timezone.now()
    if request.POST.get("step") == "confirm" and chosen.files:
        request.session[_RESULT] = _accepted(chosen, actor=request.actor, at=at)
        return redirect("applications:office_bulk_result")
    page = preview_page(chosen, request.actor, at=at)
    for each in page["waiting"]:
        record_look(actor=request.actor, subject=each.file, at=at, shown="メールの下見")
    return render(request, "applications/office/bulk.html", page, status=200 if chosen.files else _REFUSED)


@require_safe
@in_office
def bulk_result(request: ActorRequest) -> HttpResponse:
    """Show what came of each file; looking again changes nothing."""
    if not may_accept_several(request.actor).is_allowed:
        raise Http404
    told = request.session.get(_RESULT)
    if told is None:
        messages.info(request, "まとめて受理した結果はありません。一覧で申請を選んでください。")
        return redirect("applications:office_list")
    return render(request, "applications/office/bulk_result.html", result_page(request.actor, told))


def _accepted(chosen: Selection, *, actor: Actor, at: datetime) -> Done:
    refused: dict[str, str] = {}
    for file in chosen.files:
        why = _accept(file, actor=actor, at=at)
        if why is not None:
            refused[str(file.pk)] = why.value
    return {
        "files": [str(file.pk) for file in chosen.files],
        "refused": refused,
        "missing": chosen.missing,
        "back": chosen.back,
        "at": at.isoformat(),
    }


def _accept(file: Application, *, actor: Actor, at: datetime) -> Why | None:
    try:
        accept_application(application_id=UUID(str(file.pk)), actor=actor, at=at)
    except Refused as refusal:
        return Why(refusal.why)
    except UnfitMailError:
        return Why.MAIL_CANNOT_BE_SET
    return None
