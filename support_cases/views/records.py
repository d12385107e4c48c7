"""Writing down a contact on a phone, and what is done with the record afterwards."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from kernel.parts import Crumb
from records.rules.files.examination import RefusedFile
from records.selectors import attachments_of
from records.services.looking import record_look
from support_cases.forms.records import RecordSheet, rows_of, sheet_values, with_more_rows
from support_cases.models import InstitutionProfile, RecordVersion, SupportCase, SupportRecord
from support_cases.policies import may_approve_record, may_change_record, may_work_on
from support_cases.policies.sight import companies_of
from support_cases.rules.records import Reader
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.sharing import Category, Visibility
from support_cases.selectors import homework_visible_to, may_see_category, read_by, record_days_of, written_by_others
from support_cases.services.homework import finish_homework
from support_cases.services.photos import attach_photo
from support_cases.services.records import (
    Participant,
    Task,
    Written,
    approve_record,
    change_record,
    content_of,
    write_record,
)
from support_cases.views.gate import case_or_404, for_advisors, record_or_404
from support_cases.views.record_words import differences, record_card, record_facts
from support_cases.views.words import case_crumb, day_word, moment_word, portfolio_crumb, url_of

_CONFLICT, _UNPROCESSABLE = 409, 422
_ENDED = "このケースの支援は終わっています。新しい記録は登録できません。"
_EMPTY_TASKS = ({"side": "company"}, {"side": "institution"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def record_new(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Write down a contact; a phone that heard no answer sends the same record again."""
    at = timezone.now()
    if request.method != "POST":
        case = case_or_404(request, case_id, shown="支援記録の入力")
        me = request.actor.label.partition("(")[0]
        initial = {"client_key": uuid.uuid4(), "started_at": at}
        people = ({"side": "institution", "name": me}, {"side": "company"})
        sheet = RecordSheet(at=at, initial=initial, people=people, homework=_EMPTY_TASKS)
        beside = [_beside(row) for row in written_by_others(request.actor, case, tokyo_day(at))]
        # Said before anybody writes; the form stays, for words that a phone has kept since the case was open.
        is_open = may_work_on(request.actor, case, tokyo_day(at)).is_allowed
        return _page(request, case, sheet, beside=beside, sentence="" if is_open else _ENDED)
    sheet, more = _sheet(request, at)
    # Sending shows nothing of the case: only the page that is opened is a look.
    if more or not sheet.is_valid():
        return _not_kept(request, case_or_404(request, case_id, shown=""), sheet, is_wrong=not more)
    key = sheet.record.cleaned_data["client_key"]
    try:
        row = write_record(case_id=case_id, client_key=key, written=_written(sheet), actor=request.actor, at=at)
    except (Refused, SupportCase.DoesNotExist) as refusal:
        # The verb asks who sees the case, once and under the lock; whoever does not is told so as on every page.
        case = case_or_404(request, case_id, shown="")
        sentence = SENTENCES[Why(refusal.why)] if isinstance(refusal, Refused) else ""
        return _not_kept(request, case, sheet, sentence=sentence)
    _keep_photo(request, row)
    kept = f"{reverse('support_cases:case', args=[case_id])}?kept=1"
    return JsonResponse({"is_kept": True, "url": kept}) if _by_script(request) else redirect(kept)


def _beside(row: SupportRecord) -> dict[str, str]:
    """A record of today by somebody else: two who were there together write one."""
    who = f"{row.recorded_by.name}({row.institution.name})"
    url = reverse("support_cases:record", args=[row.pk])
    return {"url": url, "subject": row.subject, "who": who, "when": moment_word(row.started_at)}


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def record_change(request: ActorRequest, record_id: UUID) -> HttpResponse:
    """Change a record; whoever saved meanwhile is shown beside what was typed."""
    row = record_or_404(request, record_id)
    at = timezone.now()
    ruling = may_change_record(request.actor, row, tokyo_day(at))
    if request.method != "POST":
        if ruling.refused is not None:
            raise Refused(ruling.refused)
        people, homework = rows_of(row)
        # A key of this page alone: under it the browser keeps what is typed until it is sent.
        sheet = RecordSheet(
            at=at,
            initial=sheet_values(row) | {"client_key": uuid.uuid4()},
            people=(*people, {"side": "company"}),
            homework=(*homework, {"side": "company"}),
        )
        return _page(request, row.case, sheet, row=row, version=row.version)
    sheet, more = _sheet(request, at)
    version = _number(request.POST.get("version"))
    if more or not sheet.is_valid():
        return _not_kept(request, row.case, sheet, is_wrong=not more, row=row, version=version)
    try:
        change_record(record_id=row.pk, version=version, written=_written(sheet), actor=request.actor, at=at)
    except Refused as refusal:
        if not _is_kept_already(row, sheet, Why(refusal.why)):
            return _changed_meanwhile(request, row, sheet, version, Why(refusal.why))
    _keep_photo(request, row)
    kept = f"{reverse('support_cases:record', args=[row.pk])}?kept=1"
    return JsonResponse({"is_kept": True, "url": kept}) if _by_script(request) else redirect(kept)


def _is_kept_already(row: SupportRecord, sheet: RecordSheet, why: Why) -> bool:
    """A phone that heard no answer sends the same words again: they stand there, and nobody else's are lost."""
    row.refresh_from_db()
    return why is Why.CHANGED_MEANWHILE and not differences(content_of(row), content_of(row, _written(sheet)))


def _changed_meanwhile(
    request: ActorRequest, row: SupportRecord, sheet: RecordSheet, version: int, why: Why
) -> HttpResponse:
    page: dict[str, Any] = {}
    if why is Why.CHANGED_MEANWHILE:
        page["differences"] = differences(content_of(row), content_of(row, _written(sheet)))
        version = row.version
    return _not_kept(request, row.case, sheet, sentence=SENTENCES[why], row=row, version=version, **page)


@require_safe
@for_advisors
def record(request: ActorRequest, record_id: UUID) -> HttpResponse:
    """Show one record with its photos, and to its own institution every state it was saved in."""
    row = record_or_404(request, record_id)
    at = timezone.now()
    if row.case.company_id not in companies_of(request.actor):
        record_look(actor=request.actor, subject=row.case, at=at, shown=_named(row))
    page = _record_page(request, row) | {"is_just_kept": "kept" in request.GET}
    return render(request, "support_cases/record.html", page)


def _named(row: SupportRecord) -> str:
    """How the company's log names a record: what it was about is told of those alone that the company reads."""
    is_shown = row.visibility == Visibility.COMPANY
    return f"支援の記録「{row.subject}」" if is_shown else f"{day_word(tokyo_day(row.started_at))}の支援の記録"


def _record_page(request: ActorRequest, row: SupportRecord) -> dict[str, Any]:
    actor, today = request.actor, tokyo_day(timezone.now())
    is_consented = may_see_category(actor, row.case, Category.RECORDS, today)
    read = read_by(actor, [row], is_consented=is_consented)[0]
    is_own = read.reader is Reader.AUTHOR
    profile = InstitutionProfile.objects.filter(pk=row.institution_id).first()
    wants_approval = is_own and profile is not None and profile.approves_records
    return {
        "crumbs": (portfolio_crumb(), case_crumb(row.case), Crumb(row.subject)),
        "record": record_card(read, record_days_of(actor)),
        "facts": record_facts(row),
        "author": f"{row.recorded_by.name}({row.institution.name})",
        "recorded": moment_word(row.recorded_at),
        "photos": list(attachments_of(row)),
        "versions": _versions(row) if is_own else [],
        "may_change": may_change_record(actor, row, today).is_allowed,
        "approval": _approval(row) if wants_approval else "",
        "may_approve": wants_approval and not row.approved_at and may_approve_record(actor, row).is_allowed,
    }


def _approval(row: SupportRecord) -> str:
    if row.approved_at is None:
        return "上司の承認を待っています。"
    return f"{moment_word(row.approved_at)} {row.approved_by_label}が承認しました。"


def _versions(row: SupportRecord) -> list[dict[str, Any]]:
    told, former = [], None
    for version in RecordVersion.objects.filter(record=row).order_by("number"):
        told.append(
            {
                "number": version.number,
                "who": version.saved_by_label,
                "when": moment_word(version.saved_at),
                "changes": differences(former, version.content) if former is not None else [],
            }
        )
        former = version.content
    return told[::-1]


@require_POST
@for_advisors
def approve(request: ActorRequest, record_id: UUID) -> HttpResponse:
    """Stand for a colleague's record."""
    row = record_or_404(request, record_id)
    approve_record(record_id=row.pk, actor=request.actor, at=timezone.now())
    messages.success(request, "承認しました。")
    return redirect("support_cases:record", record_id=row.pk)


@require_POST
@for_advisors
def homework_done(request: ActorRequest, case_id: UUID, homework_id: UUID) -> HttpResponse:
    """Say that a piece of homework is done."""
    case = case_or_404(request, case_id, shown="宿題")
    today = tokyo_day(timezone.now())
    homework = get_object_or_404(homework_visible_to(request.actor, today), pk=homework_id, case=case)
    finish_homework(homework_id=homework.pk, actor=request.actor, at=timezone.now())
    messages.success(request, f"「{homework.what}」を完了にしました。")
    return redirect(url_of(case))


def _sheet(request: ActorRequest, at: Any) -> tuple[RecordSheet, bool]:
    """The entry, and whether only another row was asked for."""
    prefix = request.POST.get("more", "")
    if prefix in ("people", "homework"):
        return RecordSheet(with_more_rows(request.POST, prefix), at=at), True
    return RecordSheet(request.POST, at=at), False


def _written(sheet: RecordSheet) -> Written:
    return Written(
        sheet.record.values,
        people=[Participant(each["side"] or "company", each["name"], each["post"]) for each in sheet.people_rows],
        homework=[Task(each["side"] or "company", each["what"], each["due_on"]) for each in sheet.homework_rows],
    )


def _keep_photo(request: ActorRequest, row: SupportRecord) -> None:
    """A photo that cannot be kept does not stop the record: it is told on the next page."""
    file = request.FILES.get("photo")
    if file is None:
        return
    kept = attach_photo(row=row, file=file, actor=request.actor, at=timezone.now())
    if isinstance(kept, RefusedFile):
        messages.warning(request, f"記録は保存しました。写真「{kept.name}」は保存できませんでした。{kept.sentence}")


def _not_kept(
    request: ActorRequest,
    case: SupportCase,
    sheet: RecordSheet,
    *,
    sentence: str = "",
    is_wrong: bool = True,
    **page: Any,
) -> HttpResponse:
    status = 200 if not is_wrong else _CONFLICT if sentence else _UNPROCESSABLE
    if _by_script(request):
        return JsonResponse({"is_kept": False, "sentence": sentence}, status=status)
    return _page(request, case, sheet, sentence=sentence, status=status, **page)


def _page(
    request: ActorRequest,
    case: SupportCase,
    sheet: RecordSheet,
    *,
    row: SupportRecord | None = None,
    version: int = 0,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    back = url_of(case) if row is None else request.path.removesuffix("change/")
    page = {
        "crumbs": (portfolio_crumb(), case_crumb(case), Crumb("記録する" if row is None else "記録を直す")),
        "company": case.company.name,
        "sheet": sheet,
        "version": version,
        "is_new": row is None,
        "back_url": back,
        "sentence": "",
        "differences": [],
        "beside": (),
    }
    return render(request, "support_cases/record_form.html", page | more, status=status)


def _by_script(request: ActorRequest) -> bool:
    return request.headers.get("X-Outbox") == "1"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
