"""The page of a case: its head with the four meters, and the records as tab."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor, ActorRequest
from kernel.calendar import tokyo_day
from support_cases.models import Homework, SupportCase
from support_cases.policies import is_lead_consented, may_lead, may_tell_done, may_work_on
from support_cases.rules.records import SIDE_LABELS
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.sharing import Category
from support_cases.rules.workflow import OPEN_STATUSES, STATUS_LABELS, CaseStatus
from support_cases.selectors import (
    homework_visible_to,
    may_see_category,
    newest_readings,
    read_by,
    record_days_of,
    records_visible_to,
)
from support_cases.selectors.merged import twin_of
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.meters import meters_of
from support_cases.views.record_words import homework_line, record_card
from support_cases.views.words import day_word, portfolio_crumb, status_chip


@require_safe
@for_advisors
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show a case with its records, the newest first."""
    found = case_or_404(request, case_id, shown="ケースの記録")
    page = case_page(found, request.actor) | {"is_just_kept": "kept" in request.GET}
    return render(request, "support_cases/case.html", page)


# The tabs of a case: what is meant, the name of its address, and what people call it.
_TABS = (
    ("records", "support_cases:case", "記録"),
    ("challenges", "support_cases:challenges", "課題"),
    ("plan", "support_cases:plan", "計画"),
    ("diagnoses", "support_cases:case_diagnoses", "診断"),
    ("effects", "support_cases:effects", "効果"),
    ("sharing", "support_cases:case_sharing", "共有"),
    ("desk", "support_cases:case_desk", "担当・状態"),
)


def case_head(case: SupportCase, *, tab: str) -> dict[str, Any]:
    """What stands on top of every tab of a case."""
    is_open = CaseStatus(case.status) in OPEN_STATUSES
    rests = is_open and not is_lead_consented(case, tokyo_day(timezone.now()))
    return {
        "crumbs": (portfolio_crumb(),),
        "case": case,
        "company": case.company.name,
        "number": str(case),
        "chip": status_chip(case),
        "lead": f"{case.lead_institution.name}({case.lead_advisor.name})",
        "rests": SENTENCES[Why.PLAN_RESTS] if rests else "",
        "meters": meters_of(newest_readings([case.pk]).get(case.pk, {})),
        "tab": tab,
        "tabs": [(label, reverse(name, args=[case.pk]), key == tab) for key, name, label in _TABS],
    }


def case_page(case: SupportCase, actor: Actor) -> dict[str, Any]:
    """The head and the records that this reader gets."""
    today = tokyo_day(timezone.now())
    rows = records_visible_to(actor, today).filter(case=case).prefetch_related("people", "homework")
    is_consented = may_see_category(actor, case, Category.RECORDS, today)
    read = read_by(actor, rows, is_consented=is_consented)
    within, may_write = record_days_of(actor), may_work_on(actor, case, today).is_allowed
    rows_open = list(
        homework_visible_to(actor, today)
        .filter(case=case, done_on__isnull=True)
        .order_by("due_on", "record__started_at", "position")
    )
    return case_head(case, tab="records") | {
        "twin": twin_of(case) if may_lead(actor, case).is_allowed else "",
        "records": [record_card(each, within) for each in read],
        "may_write": may_write,
        "homework": [
            homework_line(each) | {"may_finish": may_write and may_tell_done(actor, each).is_allowed}
            for each in rows_open
        ],
        "next_step": next_step_of(case, rows_open, today),
    }


def next_step_of(case: SupportCase, homework: Sequence[Homework], today: date) -> dict[str, str]:
    """Whose move it is: what is overdue first, then what was agreed, then the next contact; nobody's after the end."""
    status = CaseStatus(case.status)
    if status not in OPEN_STATUSES:
        sentence = f"この支援は終わりました({STATUS_LABELS[status]})。"
        return {"sentence": sentence, "until": "記録と計画は、これまでどおり読めます。"}
    due = [each for each in homework if each.due_on is not None]
    late = [each for each in due if each.due_on is not None and each.due_on < today]
    if due:
        first = (late or due)[0]
        word = "が期限でした。期限を過ぎています。" if late else "までの宿題です。"
        sentence = f"{SIDE_LABELS[first.side]}の番です。「{first.what}」"
        return {"sentence": sentence, "until": f"{day_word(first.due_on)}{word}"}
    if case.next_contact_on:
        until = "予定の日を過ぎています。" if case.next_contact_on < today else ""
        return {"sentence": f"次の連絡は{day_word(case.next_contact_on)}です。", "until": until}
    return {"sentence": "支援機関の番です。次に連絡する日を、記録の「次の予定」に入れてください。", "until": ""}
