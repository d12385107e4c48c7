"""Institutions to work with, and an advisor's own profile. Other people's own ratings are never read out singly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import Membership, Organisation
from accounts.rules.roles import OrganisationKind, Role
from support_cases.models import AdvisorProfile, InstitutionProfile, SkillAssessment, Training
from support_cases.policies.sight import institutions_of
from support_cases.rules.institutions import KINDS
from support_cases.rules.skills import team_means


@dataclass(frozen=True, slots=True)
class Entry:
    """An institution with what it says of itself and what its advisors come to together."""

    organisation: Organisation
    profile: InstitutionProfile | None
    advisors: int
    raters: int
    skills: Mapping[str, Fraction]
    qualifications: Mapping[str, int]

    @property
    def may_lead(self) -> bool:
        """Whether institutions of its kind lead companies through (主治医)."""
        return self.profile is not None and KINDS[self.profile.kind].may_lead


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody lacks and looks for; empty means no matter."""

    kind: str = ""
    words: str = ""
    municipality: str = ""
    skill: str = ""
    leads: bool = False


# Of the four steps of the rating: "can explain it" on average.
_SKILLED_FROM = Fraction(2)


def directory(actor: Actor) -> tuple[Entry, ...]:
    """Every institution, for people of institutions; in a fixed number of queries."""
    if not institutions_of(actor):
        return ()
    rows = Organisation.objects.filter(kind=OrganisationKind.INSTITUTION).select_related("institution_profile")
    return _entries(rows.order_by("name", "id"))


def institution_entry(actor: Actor, institution_id: UUID) -> Entry | None:
    """One of them."""
    if not institutions_of(actor):
        return None
    rows = Organisation.objects.filter(kind=OrganisationKind.INSTITUTION, pk=institution_id)
    return next(iter(_entries(rows.select_related("institution_profile"))), None)


def fits(entry: Entry, wish: Wish) -> bool:
    """Whether an institution has what is looked for. One that said nothing of itself fits only an open search."""
    profile = entry.profile
    if profile is None:
        return wish == Wish(words=wish.words) and wish.words in entry.organisation.name
    told = (entry.organisation.name, *profile.strengths, *profile.services, profile.introduction)
    return (
        (not wish.kind or profile.kind == wish.kind)
        and (not wish.municipality or not profile.municipalities or wish.municipality in profile.municipalities)
        and (not wish.leads or entry.may_lead)
        and (not wish.skill or entry.skills.get(wish.skill, Fraction(-1)) >= _SKILLED_FROM)
        and all(any(word.casefold() in text.casefold() for text in told) for word in wish.words.split())
    )


def own_profile(actor: Actor) -> AdvisorProfile | None:
    """What the person says of the own self, if anything yet."""
    return AdvisorProfile.objects.filter(user_id=actor.acting_id).first()


def own_assessments(actor: Actor) -> QuerySet[SkillAssessment]:
    """The own ratings, the newest first."""
    return SkillAssessment.objects.filter(advisor_id=actor.acting_id).order_by("-assessed_on", "-noted_at")


def own_trainings(actor: Actor) -> QuerySet[Training]:
    """The own training, the newest first."""
    return Training.objects.filter(advisor_id=actor.acting_id).order_by("-finished_on", "id")


def _entries(rows: QuerySet[Organisation]) -> tuple[Entry, ...]:
    organisations = tuple(rows)
    people: dict[UUID, list[UUID]] = {}
    members = Membership.objects.filter(organisation__in=organisations, role=Role.ADVISOR, ended_at__isnull=True)
    for organisation, user in members.order_by("id").values_list("organisation_id", "user_id"):
        people.setdefault(organisation, []).append(user)
    everybody = [user for users in people.values() for user in users]
    newest = SkillAssessment.objects.filter(advisor__in=everybody).order_by("assessed_on", "noted_at", "id")
    ratings = dict(newest.values_list("advisor_id", "levels"))
    held = AdvisorProfile.objects.filter(pk__in=everybody).order_by("pk")
    qualifications = dict(held.values_list("pk", "qualifications"))
    return tuple(_entry(each, people.get(each.pk, []), ratings, qualifications) for each in organisations)


def _entry(
    organisation: Organisation,
    users: Sequence[UUID],
    ratings: Mapping[UUID, Mapping[str, int]],
    qualifications: Mapping[UUID, Sequence[str]],
) -> Entry:
    rated = [ratings[user] for user in users if user in ratings]
    counts: dict[str, int] = {}
    for user in users:
        for name in qualifications.get(user, ()):
            counts[name] = counts.get(name, 0) + 1
    profile = getattr(organisation, "institution_profile", None)
    return Entry(organisation, profile, len(users), len(rated), team_means(rated), counts)
