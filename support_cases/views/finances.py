"""The local benchmark of a case: the figures of its years and the six indicators, as trends without grades."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from kernel.parts import Crumb
from kernel.plots import Plot
from support_cases.forms.finances import YearForm
from support_cases.models import FinancialYear, SupportCase
from support_cases.policies.diagnoses import may_note_finances
from support_cases.rules.finances import Indicator, Year, indicators_of
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.sharing import Category
from support_cases.selectors import may_see_category
from support_cases.selectors.diagnoses import financial_years_of
from support_cases.services.finances import save_year
from support_cases.views.cases import case_head
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.plots.shapes import Series, figure_word
from support_cases.views.plots.trend import trend
from support_cases.views.words import case_crumb, day_word, portfolio_crumb

_YEARS_SHOWN = 3
_PLACES = 1
_CONFLICT = 409
# Three figures are called labour productivity; whoever reads this page must not take one for another.
_PRODUCTIVITIES = (
    ("ローカルベンチマーク(この画面)", "営業利益 ÷ 従業員数。単位は千円/人。"),
    ("中小企業白書", "付加価値額(営業利益・人件費・減価償却費・賃借料・租税公課の合計) ÷ 従業員数。"),
    ("補助金の申請", "公募要領が定める計算と期間で、申請の指標として測るもの。"),
)


@require_safe
@for_advisors
def finances(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show the figures of up to three years with their indicators, where the company consented to it."""
    case = case_or_404(request, case_id, shown="決算の数字")
    return render(request, "support_cases/diagnoses/finances.html", _page(request, case))


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def year(request: ActorRequest, case_id: UUID, settled_on: str = "") -> HttpResponse:
    """Enter or change the figures of one settled year."""
    case = case_or_404(request, case_id, shown="決算の数字の入力")
    today = tokyo_day(timezone.now())
    if why := may_note_finances(request.actor, case, today).refused:
        raise Refused(why)
    row = _year_or_404(request, case, settled_on, today) if settled_on else None
    if request.method != "POST":
        kept = {"settled_on": row.settled_on, "version": row.version, **row.figures} if row else {"version": 0}
        return _form(request, case, YearForm(initial=kept, is_new=row is None), row)
    form = YearForm(request.POST, is_new=row is None)
    if not form.is_valid():
        return _form(request, case, form, row)
    return _saved(request, case, form, row)


def _saved(request: ActorRequest, case: SupportCase, form: YearForm, row: FinancialYear | None) -> HttpResponse:
    try:
        save_year(
            case_id=case.pk,
            settled_on=row.settled_on if row else form.cleaned_data["settled_on"],
            figures=form.figures(),
            seen_version=form.cleaned_data["version"],
            actor=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        if refusal.why is Why.CHANGED_MEANWHILE:
            return _changed_meanwhile(request, case, form)
        form.add_error(None, SENTENCES[Why(refusal.why)])
        return _form(request, case, form, row)
    return redirect("support_cases:case_finances", case_id=case.pk)


def _changed_meanwhile(request: ActorRequest, case: SupportCase, form: YearForm) -> HttpResponse:
    """What is typed stays in the fields; what another saved stands beside it; the next press keeps what is typed."""
    day = form.cleaned_data["settled_on"]
    theirs = FinancialYear.objects.get(case=case, settled_on=day)
    form.add_error(None, SENTENCES[Why.CHANGED_MEANWHILE])
    sent = request.POST.copy()
    sent["version"] = str(theirs.version)
    form.data = sent
    return _form(request, case, form, theirs, beside=theirs, status=_CONFLICT)


def _form(
    request: ActorRequest,
    case: SupportCase,
    form: YearForm,
    row: FinancialYear | None,
    *,
    beside: FinancialYear | None = None,
    status: int = 200,
) -> HttpResponse:
    where = [case.pk, *([row.settled_on.isoformat()] if row else [])]
    page = case_head(case, tab="diagnoses") | {
        "crumbs": _crumbs(case),
        "form": form,
        "title": f"{day_word(row.settled_on)}の決算" if row else "決算の数字を入れる",
        "action_url": reverse(
            "support_cases:financial_year" if row else "support_cases:new_financial_year", args=where
        ),
        "theirs": _figures(beside) if beside else (),
        "theirs_by": beside.saved_by_label if beside else "",
    }
    return render(request, "support_cases/diagnoses/year.html", page, status=status)


def _page(request: ActorRequest, case: SupportCase) -> dict[str, Any]:
    today = tokyo_day(timezone.now())
    actor = request.actor
    newest = financial_years_of(case, actor, today).order_by("-settled_on")[:_YEARS_SHOWN]
    rows = sorted(newest, key=lambda row: row.settled_on)
    found = [indicators_of(Year(**row.figures)) for row in rows]
    return case_head(case, tab="diagnoses") | {
        "crumbs": _crumbs(case),
        "is_consented": may_see_category(actor, case, Category.FINANCES, today),
        "new_url": reverse("support_cases:new_financial_year", args=[case.pk])
        if may_note_finances(actor, case, today).is_allowed
        else "",
        "years": [
            (
                day_word(row.settled_on),
                reverse("support_cases:financial_year", args=[case.pk, row.settled_on.isoformat()]),
            )
            for row in rows
        ],
        "indicators": [_indicator(each) for each in zip(*found, strict=True)],
        "pictures": [_trend(each, rows) for each in zip(*found, strict=True)],
        "productivities": _PRODUCTIVITIES,
    }


def _indicator(over_years: tuple[Indicator, ...]) -> dict[str, Any]:
    first = over_years[0]
    return {
        "label": first.label,
        "unit": first.unit,
        "formula": first.formula,
        "values": [(figure_word(each.value, _PLACES), each.because) for each in over_years],
    }


def _trend(over_years: tuple[Indicator, ...], rows: list[FinancialYear]) -> Plot:
    first = over_years[0]
    labels = [f"{row.settled_on:%Y/%-m}期" for row in rows]
    gaps = "。値のない期は線を切っています" if any(each.value is None for each in over_years) else ""
    return trend(
        first.key,
        f"{first.label}({first.unit})",
        f"{first.formula}{gaps}。",
        labels=labels,
        series=[Series(first.label, tuple(each.value for each in over_years))],
        places=_PLACES,
    )


def _figures(row: FinancialYear) -> list[tuple[str, str]]:
    return [
        (str(field.label), f"{row.figures[name]:,}" if name in row.figures else "不明")
        for name, field in YearForm().fields.items()
        if name not in {"settled_on", "version"}
    ]


def _year_or_404(request: ActorRequest, case: SupportCase, settled_on: str, today: date) -> FinancialYear:
    try:
        day = date.fromisoformat(settled_on)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(financial_years_of(case, request.actor, today), settled_on=day)


def _crumbs(case: SupportCase) -> tuple[Crumb, ...]:
    tab = Crumb("診断", reverse("support_cases:case_diagnoses", args=[case.pk]))
    return (portfolio_crumb(), case_crumb(case), tab)
