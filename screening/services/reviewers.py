"""What a reviewer's profile says, kept by the reviewer or by the office."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Membership, User
from accounts.rules.roles import Role
from accounts.services.refusals import Refused, insist
from records.audit.recording import record
from screening.models import ReviewerProfile, ReviewerTie
from screening.policies import may_edit_profile, may_run_screening
from screening.rules.profiles import ProfileEntry, TieEntry
from screening.rules.refusals import Why


@transaction.atomic
def save_profile(*, user_id: UUID, entry: ProfileEntry, version: int, actor: Actor, at: datetime) -> ReviewerProfile:
    """Keep a profile; `version` is the one the editor saw, 0 for none, and a newer one is never written over."""
    user = User.objects.select_for_update().get(pk=user_id)
    insist(may_edit_profile(actor, user))
    if not Membership.objects.filter(user=user, role=Role.REVIEWER, ended_at=None).exists():
        raise Refused(Why.NOT_A_REVIEWER)
    profile = ReviewerProfile.objects.filter(user=user).first() or ReviewerProfile(user=user, version=0)
    if profile.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    before = _said(profile)
    profile.fields, profile.is_available = list(entry.fields), entry.is_available
    profile.load_limit, profile.version = entry.load_limit, version + 1
    if may_run_screening(actor).is_allowed:
        profile.note = entry.note
    profile.save()
    _keep_ties(profile, entry.ties)
    after = _said(profile)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(actor=actor, verb="save_reviewer_profile", subject=user, at=at, changes=changes)
    return profile


def _keep_ties(profile: ReviewerProfile, ties: Sequence[TieEntry]) -> None:
    profile.ties.all().delete()
    ReviewerTie.objects.bulk_create(ReviewerTie(profile=profile, **asdict(tie)) for tie in dict.fromkeys(ties))


def _said(profile: ReviewerProfile) -> dict[str, object]:
    ties = [] if profile.version == 0 else profile.ties.order_by("kind", "name", "id")
    return {
        "ties": sorted(
            [tie.kind, tie.name, tie.corporate_number, tie.until.isoformat() if tie.until else ""] for tie in ties
        ),
        "fields": sorted(profile.fields),
        "is_available": profile.is_available,
        "load_limit": profile.load_limit,
        "note": profile.note,
    }
