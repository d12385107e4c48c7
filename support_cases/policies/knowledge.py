"""Who reads, writes and changes what institutions learned."""

from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from kernel.ruling import ALLOWED, Ruling, refused
from support_cases.models import KnowledgeArticle
from support_cases.policies.sight import institutions_of
from support_cases.rules.refusals import Why

AMONG_INSTITUTIONS = ("institutions", "public")
# A company that says its case ended otherwise takes the story back at once, wherever it was shown.
TOLD_STILL = ~Q(case__closing__company_answer="disagreed")


def article_sight(actor: Actor) -> Q:
    """An advisor reads what the own institution wrote, and what others share with institutions or with everybody."""
    own = institutions_of(actor)
    return Q(institution_id__in=own) | (Q(circle__in=AMONG_INSTITUTIONS) & TOLD_STILL) if own else Q(pk__in=())


def may_write_for(actor: Actor, institution_id: UUID) -> Ruling:
    """An advisor writes for the own institution."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if institution_id in institutions_of(actor) else refused(Why.FOR_ADVISOR)


def may_change_article(actor: Actor, article: KnowledgeArticle) -> Ruling:
    """Only the institution that wrote it changes it."""
    ruling = may_write_for(actor, article.institution_id)
    return ruling if ruling.is_allowed or actor.is_nobody else refused(Why.FOR_AUTHOR)
