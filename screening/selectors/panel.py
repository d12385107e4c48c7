"""Who can review, and what each reviewer of a round has on the desk."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership, User
from accounts.rules.roles import SECRETARIAT_ROLES, Role
from screening.models import Assignment, ReviewerProfile, ScreeningRound
from screening.rules.workflow import SERVING, AssignmentStatus


@dataclass(frozen=True, slots=True)
class PanelMember:
    """A reviewer with the profile, if there is one, and the assignments of one round by status."""

    user: User
    profile: ReviewerProfile | None
    serves: bool = True
    counts: Mapping[AssignmentStatus, int] = field(default_factory=dict)

    @property
    def load(self) -> int:
        """How many files of the round the reviewer serves on."""
        return sum(count for status, count in self.counts.items() if status in SERVING)

    @property
    def waiting(self) -> int:
        """How many sheets are still to come."""
        return self.load - self.counts.get(AssignmentStatus.SUBMITTED, 0)


# At the office's pages they would look at the sheets of others before their own is in.
_SEE_EVERY_SHEET = (*SECRETARIAT_ROLES, Role.AUDITOR)


def on_the_panel() -> QuerySet[User]:
    """Everybody who holds a reviewer's place today, can sign in, and scores blindly as all others do."""
    places = Membership.objects.filter(ended_at=None)
    people = User.objects.filter(pk__in=places.filter(role=Role.REVIEWER).values("user_id"), is_active=True)
    return people.exclude(pk__in=places.filter(role__in=_SEE_EVERY_SHEET).values("user_id"))


def serving_reviewers() -> list[User]:
    """The same people, by name."""
    return list(on_the_panel().order_by("name", "pk"))


def panel_of(screening: ScreeningRound) -> list[PanelMember]:
    """Everybody who holds a reviewer's place, and who has left but has assignments in this round."""
    counts: dict[UUID, Counter[AssignmentStatus]] = {}
    rows = Assignment.objects.filter(case__round=screening).values_list("reviewer_id", "status").order_by("pk")
    for reviewer_id, status in rows:
        counts.setdefault(reviewer_id, Counter())[AssignmentStatus(status)] += 1
    serving = {user.pk: user for user in serving_reviewers()}
    left = User.objects.filter(pk__in=set(counts) - set(serving)).order_by("name", "pk")
    profiles = ReviewerProfile.objects.in_bulk([*serving, *counts])
    return [
        PanelMember(user, profiles.get(user.pk), user.pk in serving, counts.get(user.pk, {}))
        for user in (*serving.values(), *left)
    ]
