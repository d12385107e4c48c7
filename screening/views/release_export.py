"""The decisions of one release as a spreadsheet, for the book of the association and for whoever reports."""

from collections.abc import Iterator, Sequence
from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from accounts.models import User
from kernel.calendar import tokyo_day
from records.services.looking import record_look
from records.tables import Value, csv_of_lines, xlsx_of_lines
from screening.models import GrantDecision
from screening.selectors.releases import decisions_of
from screening.views.gate import in_office
from screening.views.releases import release_or_404

_CAPTION = "決定の一覧"
# Amounts in yen, the cost without tax.
_HEADS = (
    ("受付番号", 14),
    ("申請者", 28),
    ("事業名", 34),
    ("決定", 10),
    ("申請額(円)", 14),
    ("交付決定額(円)", 14),
    ("補助対象経費(円・税抜)", 20),
    ("減額の理由", 18),
    ("不交付の理由(内部)", 18),
    ("文書番号", 20),
    ("決定日", 14),
    ("差し替えの理由", 24),
)


@require_safe
@in_office
def export(request: ActorRequest, call: str, release_id: UUID, kind: str) -> HttpResponse:
    """Hand out all decisions of a release, and write down who took them."""
    found, at = release_or_404(request, call, release_id), timezone.now()
    decisions = decisions_of(found)
    shown = f"{_CAPTION} {kind} {len(decisions)}件"
    record_look(actor=request.actor, subject=cast(User, request.user), at=at, verb="export_list", shown=shown)
    heads, name = [head for head, _ in _HEADS], f"{_CAPTION}_{tokyo_day(at):%Y%m%d}"
    if kind == "csv":
        return csv_of_lines(heads, _lines(decisions), name=name)
    return xlsx_of_lines(_CAPTION, heads, _lines(decisions), widths=[width for _, width in _HEADS], name=name)


def _lines(decisions: Sequence[GrantDecision]) -> Iterator[list[Value]]:
    for each in decisions:
        application, is_granted = each.case.application, each.outcome == "granted"
        yield [
            application.receipt_number,
            application.organisation.name,
            application.title,
            each.get_outcome_display(),
            each.applied_amount,
            each.decided_amount if is_granted else None,
            each.decided_cost if is_granted else None,
            each.get_reduction_display() if each.reduction else "",
            each.get_reason_display() if each.reason else "",
            each.document_number,
            each.release.decided_on,
            each.because,
        ]
