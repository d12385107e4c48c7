"""What institutions learned: found by words, read, written; and the catalogue of services."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from applications.rules.jsic import DIVISIONS
from kernel.parts import Crumb
from support_cases.forms.knowledge import ArticleForm, KnowledgeFilters, ServiceForm
from support_cases.models import CatalogueService, KnowledgeArticle, SupportCase
from support_cases.models.knowledge import ARTICLE_KINDS, CIRCLES
from support_cases.policies.knowledge import may_change_article
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.selectors.knowledge import (
    articles_visible_to,
    catalogue_visible_to,
    found_articles,
    may_become_story,
)
from support_cases.services.knowledge import places_to_hide, save_article, save_service
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.words import day_word

_UNREADABLE, _CONFLICT, _A_PAGE = 422, 409, 20
_KINDS, _CIRCLES = dict(ARTICLE_KINDS), dict(CIRCLES)
_BODY = (("challenge", "課題"), ("approach", "取組"), ("effect", "効果"), ("lesson", "学んだこと"))
_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@for_advisors
def knowledge(request: ActorRequest) -> HttpResponse:
    """List the articles that the address asks for."""
    form, rows = KnowledgeFilters(request.GET), articles_visible_to(request.actor)
    is_read = form.is_valid()
    said = form.cleaned_data if is_read else {}
    for name in ("kind", "industry", "size"):
        rows = rows.filter(**{name: said[name]}) if said.get(name) else rows
    found = found_articles(rows, said.get("q", "")) if is_read else []
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page", "1"))
    asked = request.GET.copy()
    asked.pop("page", None)
    shown = {
        "form": form,
        "cards": [_card(each) for each in page.object_list],
        "total": f"{len(found):,}",
        "page": page,
        "query": asked.urlencode(),
        "is_searched": any(said.values()),
    }
    return render(request, "support_cases/knowledge.html", shown, status=200 if is_read else _UNREADABLE)


@require_safe
@for_advisors
def article(request: ActorRequest, article_id: UUID) -> HttpResponse:
    """Show one article."""
    row = get_object_or_404(articles_visible_to(request.actor), pk=article_id)
    may_change = may_change_article(request.actor, row).is_allowed
    body = [(label, getattr(row, name)) for name, label in _BODY if getattr(row, name)]
    crumbs = (_crumb(), Crumb(row.title))
    page = {"crumbs": crumbs, "card": _card(row), "body": body, "may_change": may_change}
    return render(request, "support_cases/article.html", page)


@require_http_methods(_METHODS)
@for_advisors
def article_new(request: ActorRequest) -> HttpResponse:
    """Write an article, of a case where the address names one."""
    case = (
        case_or_404(request, _uuid(request.GET["case"]), shown="事例にするケース") if request.GET.get("case") else None
    )
    begun = {"kind": "story" if case else "knowhow", "circle": "own"}
    return _written(request, None, case, ArticleForm(request.POST or None, initial=begun))


@require_http_methods(_METHODS)
@for_advisors
def article_change(request: ActorRequest, article_id: UUID) -> HttpResponse:
    """Change an article; who saved in between is shown, not overwritten."""
    rows = articles_visible_to(request.actor).select_related("case__company")
    row = get_object_or_404(rows, pk=article_id)
    if not may_change_article(request.actor, row).is_allowed:
        raise Refused(Why.FOR_AUTHOR)
    return _written(request, row, row.case, ArticleForm(request.POST or None, initial=ArticleForm.shown(row)))


@require_safe
@for_advisors
def catalogue(request: ActorRequest) -> HttpResponse:
    """List the services that relieve companies of indirect work."""
    own = institutions_of(request.actor)
    rows = [(each, each.institution_id in own) for each in catalogue_visible_to(request.actor)]
    return render(request, "support_cases/catalogue.html", {"rows": rows, "crumbs": (_crumb(), Crumb("共同サービス"))})


@require_http_methods(_METHODS)
@for_advisors
def service(request: ActorRequest, service_id: UUID | None = None) -> HttpResponse:
    """Put a service into the catalogue, or change it."""
    own = institutions_of(request.actor)
    kept = get_object_or_404(CatalogueService, pk=service_id, institution_id__in=own) if service_id else None
    begun = {name: getattr(kept, name) for name in ServiceForm.base_fields} if kept else {}
    form = ServiceForm(request.POST or None, initial=begun)
    if not form.is_bound or not form.is_valid():
        page = {"form": form, "crumbs": (_crumb(), Crumb("共同サービス", reverse("support_cases:catalogue")))}
        return render(request, "support_cases/service_form.html", page, status=_UNREADABLE if form.is_bound else 200)
    save_service(
        service_id=service_id,
        institution_id=kept.institution_id if kept else own[0],
        values=form.cleaned_data,
        actor=request.actor,
        at=timezone.now(),
    )
    messages.success(request, "共同サービスを保存しました。")
    return redirect("support_cases:catalogue")


def _written(
    request: ActorRequest, row: KnowledgeArticle | None, case: SupportCase | None, form: ArticleForm
) -> HttpResponse:
    if not form.is_bound or not form.is_valid():
        return _form_page(request, row, case, form, status=_UNREADABLE if form.is_bound else 200)
    version = request.POST.get("version", "")
    try:
        saved = save_article(
            article_id=row.pk if row else None,
            institution_id=row.institution_id if row else _home(request, case),
            case_id=case.pk if case else None,
            version=int(version) if version.isdecimal() else 0,
            values=form.cleaned_data,
            actor=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _form_page(request, row, case, form, status=_CONFLICT, why=Why(refusal.why))
    messages.success(request, f"保存しました。見せる範囲は「{_CIRCLES[saved.circle]}」です。")
    return redirect("support_cases:article", saved.pk)


def _form_page(
    request: ActorRequest,
    row: KnowledgeArticle | None,
    case: SupportCase | None,
    form: ArticleForm,
    *,
    status: int,
    why: Why | None = None,
) -> HttpResponse:
    is_named = why is Why.NOT_ANONYMOUS
    page: dict[str, Any] = {
        "form": form,
        "crumbs": (_crumb(), Crumb("知見を書く")),
        "version": row.version if row else 0,
        "case": case,
        "may_become_story": may_become_story(case.pk) if case else True,
        "refused": SENTENCES[why] if why else "",
        "places": places_to_hide(case, form.cleaned_data) if is_named else [],
        "kept": _card(row) | {"body": [(label, getattr(row, name)) for name, label in _BODY]}
        if row and why is Why.CHANGED_MEANWHILE
        else None,
    }
    return render(request, "support_cases/article_form.html", page, status=status)


def _home(request: ActorRequest, case: SupportCase | None) -> UUID:
    own = institutions_of(request.actor)
    return case.lead_institution_id if case and case.lead_institution_id in own else own[0]


def _card(row: KnowledgeArticle) -> dict[str, Any]:
    marks = [_KINDS[row.kind], DIVISIONS.get(row.industry, ""), row.size]
    return {
        "url": reverse("support_cases:article", args=[row.pk]),
        "change_url": reverse("support_cases:article_change", args=[row.pk]),
        "title": row.title,
        "marks": "・".join(each for each in marks if each),
        "challenge": row.challenge,
        "tags": row.tags,
        "circle": _CIRCLES[row.circle],
        "institution": row.institution.name,
        "published": day_word(row.published_on),
        "saved_by": row.saved_by_label,
    }


def _crumb() -> Crumb:
    return Crumb("知見", reverse("support_cases:knowledge"))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
