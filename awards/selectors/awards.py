"""Awards in sight: the query that says what `may_view` says of one."""

from django.db.models import Prefetch, Q, QuerySet

from accounts.actor import Actor
from accounts.rules.roles import Right, Role
from applications.models import Application
from awards.models import Award, AwardTerms

_NEWEST_FIRST = AwardTerms.objects.select_related("letter").defer("letter__context").order_by("-version")


def awards_visible_to(actor: Actor) -> QuerySet[Award]:
    """The awards this person may see, with file, call and the terms of every decision, the newest first."""
    rows = (
        Award.objects.select_related("application__organisation", "application__revision")
        .defer("application__revision__raw_terms")
        .prefetch_related(Prefetch("terms", queryset=_NEWEST_FIRST))
    )
    if actor.is_nobody:
        return rows.none()
    if actor.is_secretariat or actor.has(Role.AUDITOR):
        return rows
    own = [each.organisation_id for each in actor.memberships if Right.VIEW in each.rights]
    return rows.filter(Q(application__organisation_id__in=own))


def award_of(actor: Actor, application: Application) -> Award | None:
    """The award of a file, if there is one and it is in this person's sight."""
    return awards_visible_to(actor).filter(application=application).first()


def terms_of_award(award: Award) -> AwardTerms:
    """The terms in force: those of the newest decision."""
    return next(iter(award.terms.all()))
