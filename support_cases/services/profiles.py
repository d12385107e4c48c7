"""What institutions and advisors say of themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Organisation, User
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import AdvisorProfile, InstitutionProfile, SkillAssessment, Training
from support_cases.policies.profiles import may_edit_institution, may_keep_own_profile
from support_cases.rules.refusals import Why
from support_cases.rules.skills import skill_standard

INSTITUTION_FIELDS = (
    "kind",
    "strengths",
    "services",
    "municipalities",
    "is_certified",
    "approves_records",
    "record_within_days",
    "silent_after_days",
    "introduction",
)


@transaction.atomic
def save_institution(
    *, institution_id: UUID, values: Mapping[str, Any], seen_version: int, actor: Actor, at: datetime
) -> InstitutionProfile:
    """Keep an institution's profile. `seen_version` is 0 where there was none; another's newer words stay."""
    insist(may_edit_institution(actor, institution_id))
    Organisation.objects.select_for_update().get(pk=institution_id)
    profile = InstitutionProfile.objects.filter(pk=institution_id).first()
    if (profile.version if profile else 0) != seen_version:
        raise Refused(Why.CHANGED_MEANWHILE)
    profile = profile or InstitutionProfile(organisation_id=institution_id, version=0)
    changed = [name for name in INSTITUTION_FIELDS if getattr(profile, name) != values[name]]
    for name in INSTITUTION_FIELDS:
        setattr(profile, name, values[name])
    profile.version += 1
    profile.save()
    record(actor=actor, verb="save_institution", subject=profile, at=at, changes={"fields": changed})
    return profile


@transaction.atomic
def save_advisor(
    *, qualifications: Sequence[str], introduction: str, seen_version: int, actor: Actor, at: datetime
) -> AdvisorProfile:
    """Keep what an advisor says of the own self."""
    insist(may_keep_own_profile(actor))
    profile = _profile_of(actor)
    if profile.version != max(seen_version, 1):
        raise Refused(Why.CHANGED_MEANWHILE)
    profile.qualifications, profile.introduction = list(qualifications), introduction
    profile.version += 1
    profile.save(update_fields=["qualifications", "introduction", "version"])
    record(actor=actor, verb="save_advisor", subject=profile, at=at)
    return profile


@transaction.atomic
def assess_skills(*, levels: Mapping[str, int], actor: Actor, at: datetime) -> SkillAssessment:
    """Rate oneself today. A rating is frozen; who has learned more rates anew. The trail holds no rating."""
    insist(may_keep_own_profile(actor))
    standard = skill_standard()
    known, steps = {item.key for item in standard.items}, {level.value for level in standard.levels}
    if not set(levels) <= known or not set(levels.values()) <= steps:
        raise Refused(Why.NOT_ON_SCALE)
    if not levels:
        raise Refused(Why.NOTHING_ANSWERED)
    assessment = SkillAssessment.objects.create(
        advisor=_profile_of(actor), assessed_on=tokyo_day(at), levels=dict(levels), noted_at=at
    )
    record(actor=actor, verb="assess_skills", subject=assessment, at=at, changes={"items": len(levels)})
    return assessment


@transaction.atomic
def add_training(
    *, name: str, finished_on: date, hours: Decimal | None, note: str, actor: Actor, at: datetime
) -> Training:
    """Write down a training or an examination that is finished."""
    insist(may_keep_own_profile(actor))
    if finished_on > tokyo_day(at):
        raise Refused(Why.DAY_TO_COME)
    training = Training.objects.create(
        advisor=_profile_of(actor), name=name, finished_on=finished_on, hours=hours, note=note
    )
    record(actor=actor, verb="add_training", subject=training, at=at)
    return training


def _profile_of(actor: Actor) -> AdvisorProfile:
    """The actor's profile, locked; made at the first word."""
    User.objects.select_for_update().get(pk=actor.acting_id)
    profile, _ = AdvisorProfile.objects.get_or_create(user_id=actor.acting_id)
    return profile
