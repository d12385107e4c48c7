"""Where a person waits for a paper and takes it, and takes a file that was attached."""

import logging
import re
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from records.models import Attachment, IssuedPaper, PaperState
from records.policies.attachments import SENTENCES, may_hand_out
from records.policies.attachments import Why as WhyHeld
from records.rules.acts import DOWNLOAD, VIEW_FILE
from records.rules.files.kinds import SHOWN_IN_A_PAGE
from records.rules.progress import Progress, progress_of
from records.selectors import attachment_visible_to, page_asked_on, paper_visible_to
from records.services.attachment_store import DamagedAttachmentError
from records.services.attachments import hand_out_attachment
from records.services.letters import latest_letters
from records.services.looking import record_paper_taken
from records.services.storage import DamagedPaperError, bytes_of

logger = logging.getLogger(__name__)

_UNFIT_FOR_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def crumbs_of(origin: tuple[str, str] | None) -> list[dict[str, str]]:
    """Return the way to this page, through the page where the paper was asked for."""
    between = [{"label": origin[0], "url": origin[1]}] if origin else []
    return [{"label": "公募の一覧", "url": "/"}, *between, {"label": "書類の受け取り", "url": ""}]


def notice_of(progress: Progress, title: str) -> dict[str, str]:
    """Return the page's notice; what changes by itself is read out politely."""
    return {"tone": progress.tone, "icon": progress.icon, "role": "status", "title": title, "body": progress.body}


@require_safe
@cache_control(private=True, no_store=True)
def paper(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """Show where a paper stands; without scripts the page looks again by itself."""
    issued = _paper_or_404(request, paper_id)
    progress = progress_of(
        state=issued.state, waited=timezone.now() - issued.created_at, failed_because=issued.failed_because
    )
    origin = page_asked_on(request.session)
    shown = {"paper": issued, "progress": progress, "notice": notice_of(progress, issued.title)}
    return render(request, "records/paper.html", {**shown, "crumbs": crumbs_of(origin), "origin": origin})


@require_safe
@cache_control(private=True, no_store=True)
def paper_file(request: ActorRequest, paper_id: UUID) -> HttpResponseBase:
    """Serve a ready paper's bytes, proven by their hash."""
    issued = _paper_or_404(request, paper_id)
    if issued.state != PaperState.READY:
        return redirect("records:paper", paper_id=issued.pk)
    try:
        data = bytes_of(issued)
    except DamagedPaperError:
        logger.error("the kept bytes of paper %s are damaged", issued.pk)
        return render(request, "records/paper_damaged.html", {"paper": issued}, status=500)
    record_paper_taken(actor=request.actor, paper=issued, at=timezone.now())
    response = _as_download(issued, data)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _paper_or_404(request: ActorRequest, paper_id: UUID) -> IssuedPaper:
    issued = paper_visible_to(request.actor, request.session, paper_id)
    if issued is None:
        raise Http404
    return issued


def _as_download(issued: IssuedPaper, data: bytes) -> HttpResponse:
    name = _UNFIT_FOR_FILE_NAMES.sub("_", issued.title)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{name}.pdf") or "",
            "ETag": quote_etag(issued.sha256),
            "X-Content-Type-Options": "nosniff",
        },
    )


# Opened in the browser after all, a file finds no script, no form and no other page of ours.
_SANDBOX = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


# Within a page of ours, a PDF needs the browser's own reader, which a sandbox would not start; nothing else runs.
_FRAMED = "default-src 'none'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


@require_safe
@cache_control(private=True, no_store=True)
def attachment(request: ActorRequest, attachment_id: UUID) -> HttpResponseBase:
    """Serve an attached file to who may see its subject, proven by its hash and written down."""
    found = _attachment_or_404(request, attachment_id)
    return _held(request, found) or _served(request, found, verb=DOWNLOAD, is_shown=False)


@require_safe
@cache_control(private=True, no_store=True)
def attachment_in_page(request: ActorRequest, attachment_id: UUID) -> HttpResponseBase:
    """Show an attached PDF or picture within a page of ours, under the same check; others are only downloaded."""
    found = _attachment_or_404(request, attachment_id)
    if found.content_type not in SHOWN_IN_A_PAGE:
        raise Http404
    return _held(request, found) or _served(request, found, verb=VIEW_FILE, is_shown=True)


def _attachment_or_404(request: ActorRequest, attachment_id: UUID) -> Attachment:
    found = attachment_visible_to(request.actor, attachment_id)
    if found is None:
        raise Http404
    return found


def _held(request: ActorRequest, found: Attachment) -> HttpResponse | None:
    held = may_hand_out(found).refused
    if held is None:
        return None
    reason = SENTENCES[WhyHeld(held)]
    return render(request, "records/attachment_held.html", {"attachment": found, "reason": reason}, status=409)


def _served(request: ActorRequest, found: Attachment, *, verb: str, is_shown: bool) -> HttpResponseBase:
    try:
        file = hand_out_attachment(attachment=found, actor=request.actor, at=timezone.now(), verb=verb)
    except DamagedAttachmentError:
        logger.error("the kept bytes of attachment %s are damaged", found.pk)
        return render(request, "records/attachment_damaged.html", {"attachment": found}, status=500)
    return _as_attachment(found, file, is_shown=is_shown)


def _as_attachment(found: Attachment, file: "File[bytes]", *, is_shown: bool) -> HttpResponseBase:
    name = _UNFIT_FOR_FILE_NAMES.sub("_", found.original_name)
    headers = {
        "Content-Security-Policy": _FRAMED if is_shown else _SANDBOX,
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        **({"X-Frame-Options": "SAMEORIGIN"} if is_shown else {}),
    }
    if settings.ATTACHMENTS_X_ACCEL:
        file.close()
        disposition = content_disposition_header(as_attachment=not is_shown, filename=name)
        headers["Content-Disposition"] = disposition or ""
        headers["X-Accel-Redirect"] = f"{settings.ATTACHMENTS_X_ACCEL.rstrip('/')}/{found.file}"
        return HttpResponse(content_type=found.content_type, headers=headers)
    return FileResponse(
        file, as_attachment=not is_shown, filename=name, content_type=found.content_type, headers=headers
    )


@require_safe
@cache_control(private=True, no_store=True)
def demonstration_mail(request: HttpRequest) -> HttpResponse:
    """Show what was mailed, in the demonstration world alone: elsewhere the page does not exist."""
    if not settings.DEMONSTRATION:
        raise Http404
    to = request.GET.get("to", "")
    crumbs = ({"label": "公募の一覧", "url": "/"}, {"label": "送られたメール(見本)", "url": ""})
    return render(request, "records/mail.html", {"letters": latest_letters(to=to), "to": to, "crumbs": crumbs})
