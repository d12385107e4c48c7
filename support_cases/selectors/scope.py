"""Whose work is counted."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from support_cases.models import InstitutionProfile
from support_cases.policies.sight import institutions_of
from support_cases.rules.institutions import KINDS

SILENT_AFTER = 30


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose work is counted: everybody's for the facilitator of the region, else that of the own institutions."""

    institutions: tuple[UUID, ...]
    is_facilitator: bool
    silent_after: int

    @property
    def of_cases(self) -> Q:
        """The cases: those led."""
        return Q() if self.is_facilitator else Q(lead_institution_id__in=self.institutions)

    def of(self, path: str) -> Q:
        """The same cases, from a row that points at one."""
        return Q() if self.is_facilitator else Q(**{f"{path}__lead_institution_id__in": self.institutions})

    @property
    def of_records(self) -> Q:
        """The records, or the consents: those of the own institutions, in whosever case."""
        return Q() if self.is_facilitator else Q(institution_id__in=self.institutions)

    @property
    def name(self) -> tuple[str, ...]:
        """What tells this scope from every other."""
        return ("all",) if self.is_facilitator else tuple(sorted(map(str, self.institutions)))


def scope_of(actor: Actor) -> Scope:
    """What this advisor's institutions count."""
    own = institutions_of(actor)
    profiles = list(InstitutionProfile.objects.filter(organisation_id__in=own).order_by("organisation_id"))
    days = min((each.silent_after_days for each in profiles), default=SILENT_AFTER)
    return Scope(own, any(KINDS[each.kind].facilitates for each in profiles), days)
