"""Writing articles and the catalogue. A story of a case leaves the institution only with leave and without a name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import CatalogueService, KnowledgeArticle, SupportCase
from support_cases.policies.cases import may_lead
from support_cases.policies.knowledge import may_change_article, may_write_for
from support_cases.rules.anonymity import Found, places_found
from support_cases.rules.refusals import Why
from support_cases.rules.searching import grams_of
from support_cases.selectors.knowledge import TEXT_FIELDS, may_become_story, secrets_of

_LABELS = {"title": "題名", "challenge": "課題", "approach": "取組", "effect": "効果", "lesson": "学んだこと"}


def places_to_hide(case: SupportCase | None, values: Mapping[str, Any]) -> list[Found]:
    """Where a text still tells whose story it is."""
    if case is None:
        return []
    fields = {label: values.get(name, "") for name, label in _LABELS.items()}
    return places_found({**fields, "言葉": " ".join(values.get("tags", ()))}, secrets_of(case))


@transaction.atomic
def save_article(
    *,
    article_id: UUID | None,
    institution_id: UUID,
    case_id: UUID | None,
    version: int,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
) -> KnowledgeArticle:
    """Keep an article; beyond the own institution it must be allowed and name nobody.

    Whoever saved in between is not overwritten: CHANGED_MEANWHILE.
    """
    article = _begun(article_id, institution_id, case_id, version, actor)
    if values["circle"] != "own" and article.case is not None:
        if not may_become_story(article.case.pk):
            raise Refused(Why.NO_STORY_CONSENT)
        if places_to_hide(article.case, values):
            raise Refused(Why.NOT_ANONYMOUS)
    for name, value in values.items():
        setattr(article, name, value)
    article.grams = grams_of([*(getattr(article, name) for name in TEXT_FIELDS), *article.tags])
    is_shown = article.circle != "own"
    article.published_on = (article.published_on or tokyo_day(at)) if is_shown else None
    article.version, article.saved_at, article.saved_by_label = version + 1, at, actor.label
    article.save()
    record(actor=actor, verb="save_article", subject=article, at=at, changes={"circle": article.circle})
    return article


@transaction.atomic
def save_service(
    *, service_id: UUID | None, institution_id: UUID, values: Mapping[str, Any], actor: Actor, at: datetime
) -> CatalogueService:
    """Keep a service of the catalogue."""
    if service_id is None:
        service = CatalogueService(institution_id=institution_id)
    else:
        service = CatalogueService.objects.select_for_update(of=("self",)).get(pk=service_id)
    insist(may_write_for(actor, service.institution_id))
    for name, value in values.items():
        setattr(service, name, value)
    service.saved_at = at
    service.save()
    record(actor=actor, verb="save_service", subject=service, at=at, changes={"name": service.name})
    return service


def _begun(
    article_id: UUID | None, institution_id: UUID, case_id: UUID | None, version: int, actor: Actor
) -> KnowledgeArticle:
    if article_id is None:
        insist(may_write_for(actor, institution_id))
        case = SupportCase.objects.select_related("company").get(pk=case_id) if case_id else None
        if case is not None:
            insist(may_lead(actor, case))
        return KnowledgeArticle(institution_id=institution_id, case=case)
    rows = KnowledgeArticle.objects.select_for_update(of=("self",)).select_related("case__company")
    article = rows.get(pk=article_id)
    insist(may_change_article(actor, article))
    if article.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    return article
