"""Where a person waits for a paper and takes it."""

import logging
import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from records.models import IssuedPaper, PaperState
from records.rules.progress import Progress, progress_of
from records.selectors import page_asked_on, papers_visible_in
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
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Show where a paper stands; without scripts the page looks again by itself."""
    issued = get_object_or_404(papers_visible_in(request.session), pk=paper_id)
    progress = progress_of(
        state=issued.state, waited=timezone.now() - issued.created_at, failed_because=issued.failed_because
    )
    origin = page_asked_on(request.session)
    shown = {"paper": issued, "progress": progress, "notice": notice_of(progress, issued.title)}
    return render(request, "records/paper.html", {**shown, "crumbs": crumbs_of(origin), "origin": origin})


@require_safe
@cache_control(private=True, no_store=True)
def paper_file(request: HttpRequest, paper_id: UUID) -> HttpResponseBase:
    """Serve a ready paper's bytes, proven by their hash."""
    issued = get_object_or_404(papers_visible_in(request.session), pk=paper_id)
    if issued.state != PaperState.READY:
        return redirect("records:paper", paper_id=issued.pk)
    try:
        data = bytes_of(issued)
    except DamagedPaperError:
        logger.error("the kept bytes of paper %s are damaged", issued.pk)
        return render(request, "records/paper_damaged.html", {"paper": issued}, status=500)
    response = _as_download(issued, data)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


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
