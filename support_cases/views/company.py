"""What the company sees of its accompaniment: its cases, the records shown to it, its own homework."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import ActorRequest
from kernel.calendar import tokyo_day
from support_cases.models import Homework
from support_cases.policies import may_finish_homework
from support_cases.policies.sight import companies_of
from support_cases.selectors import (
    cases_visible_to,
    homework_visible_to,
    newest_readings,
    read_by,
    records_visible_to,
)
from support_cases.selectors.plan import closings_of
from support_cases.services.homework import finish_homework
from support_cases.views.company_head import case_of_company, company_head
from support_cases.views.gate import for_company
from support_cases.views.meters import meters_of
from support_cases.views.record_words import homework_line, record_card
from support_cases.views.words import day_word


@require_safe
@for_company
def company(request: ActorRequest) -> HttpResponse:
    """Show the company's cases and what it has promised to do."""
    today = tokyo_day(timezone.now())
    cases = list(_own_cases(request).order_by("-opened_at", "id"))
    closings = closings_of(each.pk for each in cases)
    page = {
        "cases": [case_of_company(each, request.actor, closings) for each in cases],
        "homework": [_homework(request, each) for each in _open_homework(request)],
        "today": day_word(today),
    }
    return render(request, "support_cases/company/cases.html", {**page, "tab": "cases", "crumbs": ()})


@require_safe
@for_company
def company_case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show one case as it is shown to the company."""
    case = get_object_or_404(_own_cases(request), pk=case_id)
    rows = _records(request).filter(case=case, case__company_id=case.company_id)
    rows = rows.prefetch_related("people", "homework").order_by("-started_at", "id")
    head = company_head(case, request.actor, tab="records")
    page = {
        **head,
        "case_card": head,
        "meters": meters_of(newest_readings([case.pk]).get(case.pk, {})),
        "records": [record_card(each) for each in read_by(request.actor, rows, is_consented=False)],
        "homework": [_homework(request, each) for each in _open_homework(request).filter(case=case)],
    }
    return render(request, "support_cases/company/case.html", page)


@require_POST
@for_company
def company_homework(request: ActorRequest, homework_id: UUID) -> HttpResponse:
    """The company says that it has done what it promised."""
    homework = get_object_or_404(_open_homework(request, is_open=False), pk=homework_id)
    finish_homework(homework_id=homework.pk, actor=request.actor, at=timezone.now())
    messages.success(request, f"「{homework.what}」を完了にしました。支援機関にも伝わります。")
    return redirect("support_cases:company_case", case_id=homework.case_id)


def _own_cases(request: ActorRequest) -> Any:
    visible = cases_visible_to(request.actor, tokyo_day(timezone.now()))
    return visible.filter(company_id__in=companies_of(request.actor))


def _records(request: ActorRequest) -> Any:
    return records_visible_to(request.actor, tokyo_day(timezone.now()))


def _open_homework(request: ActorRequest, *, is_open: bool = True) -> Any:
    rows = homework_visible_to(request.actor, tokyo_day(timezone.now()))
    rows = rows.filter(case__company_id__in=companies_of(request.actor), side="company")
    return rows.filter(done_on__isnull=True).order_by("due_on", "id") if is_open else rows


def _homework(request: ActorRequest, row: Homework) -> dict[str, Any]:
    ruling = may_finish_homework(request.actor, row, tokyo_day(timezone.now()))
    return homework_line(row) | {"may_finish": ruling.is_allowed, "who": row.record.institution.name}
