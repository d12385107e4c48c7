"""Who can be asked to join or to take over: institutions, and the advisors of one."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Membership, Organisation, User
from accounts.rules.roles import OrganisationKind, Role


def institutions_but(*left_out: UUID) -> QuerySet[Organisation]:
    """Every support institution apart from these."""
    return (
        Organisation.objects.filter(kind=OrganisationKind.INSTITUTION).exclude(pk__in=left_out).order_by("name", "id")
    )


def advisors_of(institution_id: UUID) -> QuerySet[User]:
    """The people who advise for an institution today."""
    seat = Membership.objects.filter(
        user=OuterRef("pk"), organisation_id=institution_id, role=Role.ADVISOR, ended_at__isnull=True
    )
    return User.objects.filter(Exists(seat), is_active=True).order_by("name", "id")
