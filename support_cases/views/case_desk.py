"""Where the lead moves a case: its status, its readings, its partners, who answers for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import insist
from kernel.calendar import tokyo_day
from kernel.parts import Crumb, Offer
from support_cases.forms.cases import HandoverForm, PartnerForm, ReadingForm, ReasonForm
from support_cases.models import CasePartner, Handover, Referral, ScaleReading, SupportCase
from support_cases.policies import may_arrange, may_move, may_plan
from support_cases.policies.sight import institutions_of
from support_cases.rules.scales import MEASURES, Scale
from support_cases.rules.workflow import MOVE_LABELS, CaseMove
from support_cases.selectors import newest_readings
from support_cases.selectors.people import advisors_of, institutions_but
from support_cases.services.cases import add_partner, end_partner, move_case, read_scale
from support_cases.services.handover import Note, hand_over_case, transfer_case
from support_cases.services.offers import case_offers
from support_cases.views.cases import case_head
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.words import case_crumb, day_word, moment_word, portfolio_crumb

_UNREADABLE = 422
# These moves ask for more than a reason, on pages of their own.
_PAGES = {CaseMove.CLOSE: "support_cases:closing", CaseMove.TRANSFER: "support_cases:transfer"}


@require_safe
@for_advisors
def desk(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show what may be moved, and by whom it was."""
    case = case_or_404(request, case_id, shown="ケースの担当と状態")
    own = institutions_of(request.actor)
    partners = CasePartner.objects.filter(case=case).select_related("institution").order_by("starts_on", "id")
    page = {
        "offers": [Offer(each.label, _address(case, each.move), "second") for each in case_offers(request.actor, case)],
        "may_arrange": may_arrange(request.actor, case).is_allowed,
        "may_read": may_plan(request.actor, case, tokyo_day(timezone.now())).is_allowed,
        "scales": [(scale.value, MEASURES[scale].label) for scale in Scale],
        "partners": [_partner(each) for each in partners],
        "handovers": [_handover(each, own) for each in Handover.objects.filter(case=case).select_related("to_advisor")],
    }
    return render(request, "support_cases/desk.html", case_head(case, tab="desk") | page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def move(request: ActorRequest, case_id: UUID, move: str) -> HttpResponse:
    """Make one move of the table, with its reason."""
    case = case_or_404(request, case_id, shown="状態の変更")
    if move not in set(CaseMove) - set(_PAGES):
        raise Http404
    chosen = CaseMove(move)
    insist(may_move(request.actor, case, chosen))
    needs = any(each.needs_reason for each in case_offers(request.actor, case) if each.move is chosen)
    form = ReasonForm(_posted(request)) if needs else Form(_posted(request))
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data.get("because", "")
        move_case(case_id=case.pk, move=chosen, actor=request.actor, at=timezone.now(), because=because)
        messages.success(request, f"「{MOVE_LABELS[chosen]}」を記録しました。")
        return redirect("support_cases:case_desk", case_id=case.pk)
    return _form_page(request, case, form, title=MOVE_LABELS[chosen], button=MOVE_LABELS[chosen])


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def reading(request: ActorRequest, case_id: UUID, scale: str) -> HttpResponse:
    """Read a case on one scale, and show how it was read before: that alone where it is not read any more."""
    case = case_or_404(request, case_id, shown="段階の判定")
    if scale not in set(Scale):
        raise Http404
    asked, today = Scale(scale), tokyo_day(timezone.now())
    former = newest_readings([case.pk]).get(case.pk, {}).get(asked)
    form = ReadingForm(asked, today, former.value if former else None, _posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"value": int(form.cleaned_data["value"])}
        read_scale(case_id=case.pk, scale=asked, actor=request.actor, at=timezone.now(), **given)
        messages.success(request, f"{MEASURES[asked].label}の判定を記録しました。")
        return redirect("support_cases:case", case_id=case.pk)
    ruling = may_plan(request.actor, case, today)
    if request.method == "POST":
        insist(ruling)
    rows = ScaleReading.objects.filter(case=case, scale=asked).order_by("-read_on", "-read_at", "id")
    readings = [_reading(row) for row in rows]
    if not ruling.is_allowed:
        page = {"readings": readings, **_crumbs(case, f"{MEASURES[asked].label}の判定")}
        return render(request, "support_cases/readings_page.html", page)
    title = f"{MEASURES[asked].label}を判定する"
    return _form_page(request, case, form, title=title, button="判定を記録する", readings=readings)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def partner_new(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Bring an institution in; the company decides what it sees."""
    case = case_or_404(request, case_id, shown="連携機関")
    insist(may_arrange(request.actor, case))
    running = case.partners.filter(until__isnull=True).values_list("institution_id", flat=True)
    institutions = institutions_but(case.lead_institution_id, *running)
    form = PartnerForm(institutions, tokyo_day(timezone.now()), _posted(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        add_partner(
            case_id=case.pk,
            institution_id=told["institution"].pk,
            role=told["role"],
            starts_on=told["starts_on"],
            actor=request.actor,
            at=timezone.now(),
        )
        messages.success(request, "連携機関を加えました。企業が情報共有に同意すると、その機関からもケースが見えます。")
        return redirect("support_cases:case_desk", case_id=case.pk)
    return _form_page(request, case, form, title="連携機関を加える", button="加える")


@require_POST
@for_advisors
def partner_end(request: ActorRequest, case_id: UUID, partner_id: UUID) -> HttpResponse:
    """End a partnership today."""
    case = case_or_404(request, case_id, shown="連携機関")
    partner = get_object_or_404(CasePartner, pk=partner_id, case=case)
    at = timezone.now()
    end_partner(partner_id=partner.pk, until=tokyo_day(at), actor=request.actor, at=at)
    messages.success(request, "連携を今日で終わりにしました。")
    return redirect("support_cases:case_desk", case_id=case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def handover(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Give the case to a colleague."""
    case = case_or_404(request, case_id, shown="担当の引継ぎ")
    insist(may_arrange(request.actor, case))
    form = HandoverForm(advisors_of(case.lead_institution_id).exclude(pk=case.lead_advisor_id), _posted(request))
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        to = told.pop("to_advisor")
        hand_over_case(case_id=case.pk, to_advisor_id=to.pk, note=Note(**told), actor=request.actor, at=timezone.now())
        messages.success(request, f"担当を{to.name}さんに引き継ぎました。")
        return redirect("support_cases:case_desk", case_id=case.pk)
    return _form_page(request, case, form, title="担当を引き継ぐ", button="引き継ぐ")


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def transfer(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Move the case to the institution that accepted it."""
    case = case_or_404(request, case_id, shown="ほかの機関への移管")
    insist(may_move(request.actor, case, CaseMove.TRANSFER))
    accepted = Referral.objects.filter(case=case, state="accepted").select_related("to_institution")
    referral = accepted.order_by("-answered_at").first()
    if referral is None:
        return render(request, "support_cases/transfer_first.html", {**_crumbs(case, "ほかの機関へ移す"), "case": case})
    form = HandoverForm(advisors_of(referral.to_institution_id), _posted(request), is_transfer=True)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        to, because = told.pop("to_advisor"), told.pop("because")
        note = Note(**told)
        transfer_case(
            case_id=case.pk, to_advisor_id=to.pk, note=note, because=because, actor=request.actor, at=timezone.now()
        )
        messages.success(request, f"{referral.to_institution.name}へ移しました。")
        return redirect("support_cases:portfolio")
    title = f"{referral.to_institution.name}へ移す"
    return _form_page(request, case, form, title=title, button="この内容で移す")


def _address(case: SupportCase, chosen: CaseMove) -> str:
    if chosen in _PAGES:
        return reverse(_PAGES[chosen], args=[case.pk])
    return reverse("support_cases:case_move", args=[case.pk, chosen.value])


def _posted(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _crumbs(case: SupportCase, title: str) -> dict[str, Any]:
    return {"crumbs": (portfolio_crumb(), case_crumb(case), Crumb(title)), "title": title, "company": case.company.name}


def _form_page(
    request: ActorRequest, case: SupportCase, form: Form, *, title: str, button: str, readings: Any = ()
) -> HttpResponse:
    back = reverse("support_cases:case_desk", args=[case.pk])
    page = {"form": form, "button": button, "back_url": back, "readings": readings, **_crumbs(case, title)}
    status = _UNREADABLE if form.is_bound and form.errors else 200
    return render(request, "support_cases/case_form.html", page, status=status)


def _reading(row: ScaleReading) -> dict[str, str]:
    step = MEASURES[Scale(row.scale)].steps[row.value]
    return {
        "when": day_word(row.read_on),
        "step": step,
        "evidence": row.evidence,
        "because": row.because,
        "who": row.read_by_label,
    }


def _partner(row: CasePartner) -> dict[str, Any]:
    until = f"{day_word(row.until)}まで" if row.until else "続いています"
    words = f"{day_word(row.starts_on)}から {until}"
    return {"id": row.pk, "name": row.institution.name, "role": row.role, "words": words, "runs": row.until is None}


def _handover(row: Handover, own: tuple[UUID, ...]) -> dict[str, str]:
    return {
        "when": moment_word(row.handed_over_at),
        "who": f"{row.from_label}から{row.to_advisor.name}へ",
        "standing": row.standing,
        "promised": row.promised,
        "mind": row.mind if row.institution_id in own else "",
    }
