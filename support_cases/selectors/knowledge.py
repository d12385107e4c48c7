"""Articles in sight, found by words; what a story of a case must not name; the catalogue."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Membership
from applications.rules.case_library import Story
from support_cases.models import (
    CatalogueService,
    Closing,
    FinancialYear,
    KnowledgeArticle,
    RecordPerson,
    SupportCase,
)
from support_cases.policies.knowledge import TOLD_STILL, article_sight
from support_cases.rules.anonymity import Secret, company_secrets, number_secrets, people_secrets
from support_cases.rules.searching import pieces_of, rank, words_of

TEXT_FIELDS = ("title", "challenge", "approach", "effect", "lesson")
_MOST_FOUND = 200


def articles_visible_to(actor: Actor) -> QuerySet[KnowledgeArticle]:
    """What this advisor may read."""
    return KnowledgeArticle.objects.filter(article_sight(actor)).select_related("institution")


def found_articles(rows: QuerySet[KnowledgeArticle], query: str) -> Sequence[KnowledgeArticle]:
    """Articles that hold every word, the best first, a tie by the newest; without words all, the newest first."""
    words = words_of(query)
    for word in words:
        for piece in pieces_of(word):
            rows = rows.filter(grams__contains=piece)
    newest = list(rows.order_by("-saved_at", "id")[:_MOST_FOUND])
    if not words:
        return newest
    points = {
        each.pk: rank(
            words, title=each.title, tags=each.tags, text=" ".join(getattr(each, name) for name in TEXT_FIELDS)
        )
        for each in newest
    }
    return sorted((each for each in newest if points[each.pk]), key=lambda each: -points[each.pk])


def public_stories(query: str) -> Sequence[Story]:
    """The published stories, as other floors get them: plain values, nothing of the case."""
    rows = KnowledgeArticle.objects.filter(TOLD_STILL, kind="story", circle="public").select_related("institution")
    return [_story(each) for each in found_articles(rows, query)]


def secrets_of(case: SupportCase) -> list[Secret]:
    """Everything by which a reader could tell the company of a case."""
    company = case.company
    members = Membership.objects.filter(organisation=company).order_by("started_at", "id")
    people = {row.user.name for row in members.select_related("user")}
    people |= set(
        RecordPerson.objects.filter(record__case=case, side="company").order_by().values_list("name", flat=True)
    )
    numbers = {
        company.corporate_number: "法人番号",
        company.telephone: "電話番号",
        company.postal_code: "郵便番号",
        str(case): "ケースの番号",
    }
    for year in FinancialYear.objects.filter(case=case).order_by("settled_on"):
        numbers |= {str(figure): "決算の数字" for figure in year.figures.values() if figure is not None}
    entries = (company, *company.absorbed.order_by("merged_at", "id"))
    named = [each for entry in entries for each in company_secrets(entry.name, entry.name_kana, entry.address)]
    return [*named, *people_secrets(people), *number_secrets(numbers)]


def may_become_story(case_id: UUID) -> bool:
    """Whether the case was closed with leave to tell it, and the company did not say otherwise."""
    told = Closing.objects.filter(case_id=case_id, may_become_story=True).exclude(company_answer="disagreed")
    return told.exists()


def catalogue_visible_to(actor: Actor) -> QuerySet[CatalogueService]:
    """Services on offer, and the own institution's that are not."""
    rows = CatalogueService.objects.select_related("institution").order_by("name", "id")
    own = [each.organisation_id for each in actor.memberships]
    return rows.filter(Q(is_offered=True) | Q(institution_id__in=own))


def _story(row: KnowledgeArticle) -> Story:
    texts: Mapping[str, str] = {name: getattr(row, name) for name in TEXT_FIELDS}
    return Story(
        id=str(row.pk),
        industry=row.industry,
        size=row.size,
        tags=tuple(row.tags),
        institution=row.institution.name,
        published_on=row.published_on,
        **texts,
    )
