"""Reviewers and their profiles, for the office and for each reviewer's own."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import Membership, User
from accounts.rules.roles import Role
from screening.models import Assignment, ReviewerProfile, ReviewerTie
from screening.policies import may_look_into_screening, may_review
from screening.rules.workflow import SERVING, RoundStatus
from screening.selectors.conflicts import conflicts_of


def reviewers_visible_to(actor: Actor) -> QuerySet[User]:
    """Everybody who holds or held a reviewer's place: all for the office and the auditor, oneself for a reviewer."""
    rows = User.objects.filter(pk__in=Membership.objects.filter(role=Role.REVIEWER).values("user_id"))
    if may_look_into_screening(actor).is_allowed:
        return rows.order_by("name", "pk")
    own = rows.filter(pk=actor.acting_id) if may_review(actor).is_allowed else rows.none()
    return own.order_by("name", "pk")


def profile_of(user: User) -> ReviewerProfile | None:
    """The person's profile, if anybody has entered it."""
    return ReviewerProfile.objects.filter(user=user).first()


def ties_by_profile(profiles: Iterable[UUID]) -> Mapping[UUID, list[ReviewerTie]]:
    """The ties of these profiles, in one query."""
    found: dict[UUID, list[ReviewerTie]] = {}
    for tie in ReviewerTie.objects.filter(profile_id__in=list(profiles)).order_by("kind", "name", "id"):
        found.setdefault(tie.profile_id, []).append(tie)
    return found


def clashing_assignments(user: User) -> list[Assignment]:
    """The person's assignments that stand against what our data shows by now."""
    rows = Assignment.objects.filter(reviewer=user, status__in=sorted(SERVING), case__round__status=RoundStatus.SCORING)
    standing = list(rows.select_related("case__application__organisation", "case__round").order_by("pk"))
    pairs = [(each.case_id, user.pk) for each in standing]
    found = conflicts_of([each.case for each in standing], [user], pairs=pairs)
    return [each for each in standing if (each.case_id, user.pk) in found]
