"""The page before a file opens: the reviewer says what there is between them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from kernel.parts import Crumb
from kernel.wareki import format_wareki
from records.services.looking import record_look
from screening.forms.conflicts import DeclarationForm
from screening.models import Assignment
from screening.models.assignment import CLEAR
from screening.rules.workflow import AssignmentStatus
from screening.selectors.gate import findings_of, named_parties
from screening.services.conflicts import declare
from screening.views.gate import in_review, own_assignment_or_404
from screening.views.review_words import my_files_crumb

_REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@in_review
def gate(request: ActorRequest, assignment_id: UUID) -> HttpResponse:
    """Show the names that a conflict could hang on; open the file, or recuse the reviewer, as is declared."""
    assignment, at = own_assignment_or_404(request, assignment_id), timezone.now()
    findings = findings_of(assignment)
    may_be_clear = assignment.status == AssignmentStatus.ASSIGNED and not findings
    form = DeclarationForm(request.POST if request.method == "POST" else None, may_be_clear=may_be_clear)
    if form.is_bound and form.is_valid():
        kind, because = form.cleaned_data["kind"], form.cleaned_data["because"]
        declare(assignment_id=assignment.pk, kind=kind, because=because, actor=request.actor, at=at)
        return _onward(request, assignment, is_clear=kind == CLEAR)
    record_look(actor=request.actor, subject=assignment, at=at, shown="利益相反の確認")
    page = _page(assignment, form, [each.because for each in findings])
    return render(request, "screening/review/gate.html", page, status=_REFUSED if form.is_bound else 200)


def _onward(request: ActorRequest, assignment: Assignment, *, is_clear: bool) -> HttpResponse:
    if is_clear:
        messages.success(request, "利益相反がないことを記録しました。申請の内容を見て、採点できます。")
        return redirect("screening:score_file", assignment_id=assignment.pk)
    messages.success(request, "この申請の審査を回避しました。採点はしません。事務局が代わりの審査員を決めます。")
    return redirect("screening:my_files")


def _page(assignment: Assignment, form: DeclarationForm, findings: list[str]) -> dict[str, Any]:
    application = assignment.case.application
    return {
        "crumbs": (my_files_crumb(), Crumb("利益相反の確認")),
        "number": application.receipt_number,
        "title": application.title,
        "company": application.organisation.name,
        "parties": named_parties(assignment),
        "findings": findings,
        "due": format_wareki(assignment.case.round.due_on, weekday=True),
        "is_assigned": assignment.status == AssignmentStatus.ASSIGNED,
        "is_handed_in": assignment.status == AssignmentStatus.SUBMITTED,
        "form": form,
    }
