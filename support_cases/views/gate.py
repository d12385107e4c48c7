"""Who comes to the accompaniment's pages: advisors to theirs, a company's people to theirs. For others neither exists."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.actor import ActorRequest
from accounts.services.doors import Teller, door
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from records.services.looking import record_look
from support_cases.models import SupportCase, SupportRecord
from support_cases.policies.sight import companies_of, institutions_of
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.sharing import Visibility
from support_cases.selectors import records_visible_to
from support_cases.selectors.cases import case_visible_to, partnered_once

_GONE, _CONFLICT = 404, 409


class SharingEnded(Http404):
    """A case that an institution was brought into is out of its sight: a page of its own says so, and nothing else."""


def _told_on(refusal_page: str) -> Teller:
    def tell(request: HttpRequest, refusal: Refused | SharingEnded, _named: Mapping[str, Any]) -> HttpResponse:
        if isinstance(refusal, SharingEnded):
            left = {"typed": _typed(request)}
            return render(request, "support_cases/sharing_ended.html", left, status=_GONE)
        page = {"sentence": SENTENCES[Why(refusal.why)], "back_url": request.path}
        return render(request, refusal_page, page, status=_CONFLICT)

    return tell


def _typed(request: HttpRequest) -> list[str]:
    """What somebody was writing when the sight ended, in words; the marks and dates of a form are not worth saving."""
    return [each for values in request.POST.lists() for each in values[1] if not each.isascii() or " " in each.strip()]


_TOLD = (Refused, SharingEnded)
# The institutions' pages, and those of a company that is accompanied.
for_advisors = door(lambda actor: bool(institutions_of(actor)), _told_on("support_cases/refused.html"), _TOLD)
for_company = door(lambda actor: bool(companies_of(actor)), _told_on("support_cases/company/refused.html"), _TOLD)


def case_or_404(request: ActorRequest, case_id: UUID, *, shown: str) -> SupportCase:
    """The case, if it is in this person's sight today; that an institution looked is written down for the company.

    Whoever posts has looked at the page before, and that look is in the log.
    """
    at = timezone.now()
    case = case_visible_to(request.actor, case_id, tokyo_day(at))
    if case is None:
        raise SharingEnded if partnered_once(request.actor, case_id) else Http404
    if shown and request.method in {"GET", "HEAD"} and case.company_id not in companies_of(request.actor):
        record_look(actor=request.actor, subject=case, at=at, shown=shown)
    return case


def record_or_404(request: ActorRequest, record_id: UUID) -> SupportRecord:
    """The record, if it is in this person's sight today."""
    row = records_visible_to(request.actor, tokyo_day(timezone.now())).filter(pk=record_id).first()
    if row is None:
        former = get_object_or_404(SupportRecord.objects.exclude(visibility=Visibility.OWN), pk=record_id)
        raise SharingEnded if partnered_once(request.actor, former.case_id) else Http404
    return row
