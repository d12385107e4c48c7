"""Files of a draft: sent, replaced, taken back and brought back, each by an ordinary form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.actor import ActorRequest
from applications.rules.sections import SectionKey, section_named
from applications.selectors import picture_of
from applications.services.enclosures import bring_file_back, enclose_file, take_file_back
from applications.views.draft_sight import button_on, edited_or_404
from applications.views.sections_desk import desk_of
from applications.views.sections_files_in_words import files_page
from applications.views.sections_in_words import page_frame
from records.models import Attachment
from records.policies.attachments import SENTENCES
from records.policies.attachments import Why as WhyHeld
from records.rules.files.examination import RefusedFile

_REFUSED = 422


def _back(request: HttpRequest, *, application_id: UUID, anchor: str = "", **_: UUID) -> str:
    """The page the button stood on: a line of the budget, or the list of documents."""
    line = _identifier(request.POST.get("line", ""))
    if line is not None:
        return f"{reverse('applications:cost_line', args=[application_id, line])}{anchor}"
    return f"{reverse('applications:section', args=[application_id, SectionKey.ATTACHMENTS.value])}{anchor}"


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@button_on(_back)
def upload(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Keep every file that can be kept; the others are named with the reason, under their document."""
    edited_or_404(request, application_id)
    place = (request.POST.get("purpose", "")[:100], request.POST.get("part", "")[:100])
    sent = request.FILES.getlist("file")
    found = [_enclose(request, application_id, place, file) for file in sent]
    refused = [each for each in found if isinstance(each, RefusedFile)]
    if refused or not sent:
        return _told(request, application_id, place, refused)
    messages.success(request, f"ファイルを{len(found)}件登録しました。")
    return redirect(_back(request, application_id=application_id, anchor=f"#file_{place[0]}_{place[1]}"))


def _enclose(
    request: ActorRequest, application_id: UUID, place: tuple[str, str], file: Any
) -> Attachment | RefusedFile:
    return enclose_file(
        application_id=application_id,
        purpose=place[0],
        part=place[1],
        file=file,
        instead_of=_identifier(request.POST.get("instead_of", "")),
        actor=request.actor,
        at=timezone.now(),
    )


def _told(
    request: ActorRequest, application_id: UUID, place: tuple[str, str], refused: list[RefusedFile]
) -> HttpResponse:
    at = timezone.now()
    picture = picture_of(edited_or_404(request, application_id), at=at)
    desk = desk_of(picture, section_named(SectionKey.ATTACHMENTS), at=at)
    page = {**page_frame(desk), **files_page(picture, refused=refused, place=place), "nothing_chosen": not refused}
    return render(request, "applications/draft/attachments.html", page, status=_REFUSED)


@button_on(_back)
def withdraw(request: ActorRequest, application_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take a file back; the page then offers to bring it back."""
    edited_or_404(request, application_id)
    return _moved(request, application_id, attachment_id, take_file_back, "ファイルを取り消しました。")


@button_on(_back)
def restore(request: ActorRequest, application_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Bring a file back that was taken back by mistake."""
    edited_or_404(request, application_id)
    return _moved(request, application_id, attachment_id, bring_file_back, "ファイルを元に戻しました。")


def _moved(request: ActorRequest, application_id: UUID, attachment_id: UUID, verb: Any, sentence: str) -> HttpResponse:
    try:
        ruling = verb(
            application_id=application_id, attachment_id=attachment_id, actor=request.actor, at=timezone.now()
        )
    except Attachment.DoesNotExist as unknown:
        raise Http404 from unknown
    if ruling.is_allowed:
        messages.success(request, sentence)
    else:
        messages.error(request, SENTENCES[WhyHeld(ruling.refused)])
    return redirect(_back(request, application_id=application_id))
