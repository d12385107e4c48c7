"""Companies in mind: the list, one company, its consent on paper, its case, its referral."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.models import User
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from kernel.parts import Chip, Crumb, Fact
from records.services.looking import record_look
from records.tables import built_table, csv_file, read_state, xlsx_file
from support_cases.forms.pipeline import (
    AnswerForm,
    EntryForm,
    NoteForm,
    PaperConsentForm,
    PipelineFilters,
    ReferralForm,
)
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.sharing import Category
from support_cases.selectors.people import institutions_but
from support_cases.selectors.pipeline import entries_visible_to, referrals_visible_to, silent_days_of
from support_cases.services.cases import open_case
from support_cases.services.consents import note_paper_consent
from support_cases.services.pipeline import FIELDS, change_entry, note_company
from support_cases.services.referrals import answer_referral, offer_referral, withdraw_referral
from support_cases.views.gate import for_advisors
from support_cases.views.pipeline_table import pipeline_table
from support_cases.views.words import day_word, moment_word, url_of

_UNREADABLE, _CONFLICT = 422, 409
_WRITERS = {"csv": csv_file, "xlsx": xlsx_file}


@require_safe
@for_advisors
def pipeline(request: ActorRequest) -> HttpResponse:
    """Show the companies the address asks for, and what other institutions offer."""
    filters, spec = _filtered(request)
    table = built_table(spec, filters.found, filters.form, read_state(request.GET, spec.columns, sort=spec.sort))
    own = institutions_of(request.actor)
    page = {
        "crumbs": (_crumb(""),),
        "table": table,
        "silent": filters.queryset.filter(filters.silence).count(),
        "referrals": [_referral(each, own) for each in referrals_visible_to(request.actor)[:20]],
        "xlsx_url": reverse("support_cases:pipeline_export", args=["xlsx"]),
        "csv_url": reverse("support_cases:pipeline_export", args=["csv"]),
    }
    status = 200 if filters.is_valid() else _UNREADABLE
    return render(request, "support_cases/pipeline.html", page, status=status)


@require_safe
@for_advisors
def export(request: ActorRequest, kind: str) -> HttpResponse:
    """Hand out the list exactly as filtered, and write down who took it."""
    filters, spec = _filtered(request)
    at = timezone.now()
    state = read_state(request.GET, spec.columns, sort=spec.sort)
    shown = f"{spec.caption} {kind} {filters.found.count()}件 {request.GET.urlencode()}"
    record_look(actor=request.actor, subject=cast(User, request.user), at=at, verb="export_list", shown=shown)
    return _WRITERS[kind](spec, filters.found, state, name=f"{spec.caption}_{tokyo_day(at):%Y%m%d}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def note(request: ActorRequest) -> HttpResponse:
    """Note a company."""
    form = NoteForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            entry = note_company(
                particulars=form.particulars,
                institution_id=institutions_of(request.actor)[0],
                values=form.values,
                actor=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("corporate_number", SENTENCES[Why(refusal.why)])
        else:
            messages.success(request, "登録しました。")
            return redirect("support_cases:pipeline_entry", entry_id=entry.pk)
    return _form(request, form, title="企業を登録する", button="登録する")


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def entry(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Show one company and what can be done next; keep what is planned."""
    row = _entry(request, entry_id)
    sentence, version, status = "", row.version, 200
    form = EntryForm(_posted(request), initial={name: getattr(row, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        told = request.POST.get("version", "")
        try:
            change_entry(
                entry_id=row.pk,
                version=int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0,
                values=form.cleaned_data,
                actor=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            sentence, status = SENTENCES[Why(refusal.why)], _CONFLICT
        else:
            messages.success(request, "保存しました。")
            return redirect("support_cases:pipeline_entry", entry_id=row.pk)
    status = _UNREADABLE if form.errors else status
    page = {"row": row, "form": form, "version": version, "sentence": sentence, **_words(row)}
    return render(request, "support_cases/pipeline_entry.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def paper_consent(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Note a consent that was signed on paper."""
    row = _entry(request, entry_id)
    form = PaperConsentForm(_posted(request), initial={"starts_on": tokyo_day(timezone.now())})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"category": Category(form.cleaned_data["category"])}
        ids = {"company_id": row.company_id, "institution_id": row.institution_id}
        note_paper_consent(**ids, **told, actor=request.actor, at=timezone.now())
        messages.success(request, "書面での同意を登録しました。企業は「共有の設定」でいつでも撤回できます。")
        return redirect("support_cases:pipeline_entry", entry_id=row.pk)
    title = "書面での同意を登録する"
    return _form(request, form, title=title, button="登録する", company=row.company.name, back=_address(row))


@require_POST
@for_advisors
def open_from_entry(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Open a case; without the company's consent it is refused, saying what to do."""
    row = _entry(request, entry_id)
    case = open_case(
        company_id=row.company_id,
        institution_id=row.institution_id,
        source=row.source,
        demand_layer=row.demand_layer,
        actor=request.actor,
        at=timezone.now(),
    )
    messages.success(request, "ケースを始めました。")
    return redirect(url_of(case))


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def refer(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Offer a company to another institution; its advisors are mailed."""
    row = _entry(request, entry_id)
    form = ReferralForm(institutions_but(row.institution_id), _posted(request))
    if request.method == "POST" and form.is_valid():
        to, because = form.cleaned_data["to_institution"], form.cleaned_data["because"]
        offer_referral(
            entry_id=row.pk, to_institution_id=to.pk, because=because, actor=request.actor, at=timezone.now()
        )
        messages.success(request, f"{to.name}に紹介しました。担当者にメールで知らせ、返事を待っています。")
        return redirect("support_cases:pipeline_entry", entry_id=row.pk)
    page = {"title": "ほかの機関に紹介する", "button": "紹介する(紹介先の担当者にメールが届きます)"}
    return _form(request, form, company=row.company.name, back=_address(row), **page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def referral(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """Read an offer; the institution that was asked answers it, the other may take it back."""
    row = get_object_or_404(referrals_visible_to(request.actor), pk=referral_id)
    form = AnswerForm(_posted(request))
    if request.method == "POST" and request.POST.get("step") == "withdraw":
        withdraw_referral(referral_id=row.pk, actor=request.actor, at=timezone.now())
        return redirect("support_cases:referral", referral_id=row.pk)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answer_referral(
            referral_id=row.pk,
            accepts=told["accepts"] == "yes",
            answer=told["answer"],
            actor=request.actor,
            at=timezone.now(),
        )
        messages.success(request, "返事を送りました。紹介元の担当者にメールで知らせます。")
        return redirect("support_cases:referral", referral_id=row.pk)
    page = {"form": form, "crumbs": (_crumb(), Crumb("紹介")), **_referral(row, institutions_of(request.actor))}
    return render(request, "support_cases/referral.html", page, status=_UNREADABLE if form.errors else 200)


def _filtered(request: ActorRequest) -> tuple[PipelineFilters, Any]:
    today, days = tokyo_day(timezone.now()), silent_days_of(request.actor)
    filters = PipelineFilters(request.GET, entries_visible_to(request.actor, today), silent_days=days, today=today)
    return filters, pipeline_table(today=today, silent_days=days)


def _entry(request: ActorRequest, entry_id: UUID) -> Any:
    return get_object_or_404(entries_visible_to(request.actor, tokyo_day(timezone.now())), pk=entry_id)


def _words(row: Any) -> dict[str, Any]:
    return {
        "crumbs": (_crumb(), Crumb(row.company.name)),
        "company": row.company.name,
        "case_url": reverse("support_cases:case", args=[row.case_id]) if row.case_id else "",
        "contact": day_word(row.contact) or "まだありません",
    }


_CHIPS = {
    "offered": Chip("返事を待っています", "key", "info"),
    "accepted": Chip("引き受けました", "good", "good"),
    "declined": Chip("断りました", "quiet", "open"),
    "withdrawn": Chip("取り下げました", "quiet", "open"),
}


def _referral(row: Any, own: tuple[UUID, ...]) -> dict[str, Any]:
    waits = row.state == "offered"
    answered = f"{moment_word(row.answered_at)} {row.answered_by_label}" if row.answered_at else ""
    told = (
        ("紹介元", row.from_institution.name),
        ("紹介先", row.to_institution.name),
        ("紹介の理由", row.because),
        ("紹介した人", f"{moment_word(row.offered_at)} {row.offered_by_label}"),
        ("返事", row.answer),
        ("返事をした人", answered),
    )
    return {
        "url": reverse("support_cases:referral", args=[row.pk]),
        "company": row.company.name,
        "way": f"{row.from_institution.name} → {row.to_institution.name}",
        "state": row.get_state_display(),
        "chip": _CHIPS[row.state],
        "facts": [Fact(label, text) for label, text in told if text],
        "asked": row.to_institution.name,
        "may_answer": waits and row.to_institution_id in own,
        "may_withdraw": waits and row.from_institution_id in own,
        "goes_on": row.state == "accepted" and row.to_institution_id in own,
    }


def _crumb(url: str | None = None) -> Crumb:
    return Crumb("企業の一覧", reverse("support_cases:pipeline") if url is None else url)


def _address(row: Any) -> str:
    return reverse("support_cases:pipeline_entry", args=[row.pk])


def _posted(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form(
    request: ActorRequest, form: Form, *, title: str, button: str, company: str = "", back: str = ""
) -> HttpResponse:
    page = {
        "crumbs": (_crumb(), Crumb(title)),
        "form": form,
        "title": title,
        "button": button,
        "company": company,
        "readings": (),
        "back_url": back or reverse("support_cases:pipeline"),
    }
    status = _UNREADABLE if form.is_bound and form.errors else 200
    return render(request, "support_cases/case_form.html", page, status=status)
