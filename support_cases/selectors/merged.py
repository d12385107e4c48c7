"""What a merging of two entries of the register has left behind: consents that ended, and two open cases of one lead."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import Organisation
from support_cases.models import SupportCase
from support_cases.rules.workflow import OPEN_STATUSES


def merged_moments(company_id: UUID) -> frozenset[datetime]:
    """When other entries were merged into this company: consents that ended then were not withdrawn by anybody."""
    rows = Organisation.objects.filter(merged_into=company_id).order_by("merged_at").values_list("merged_at", flat=True)
    return frozenset(each for each in rows if each is not None)


def twin_of(case: SupportCase) -> str:
    """The other open case of the same company and lead, of which one came by a merging; asked of open cases alone."""
    if case.status not in OPEN_STATUSES:
        return ""
    rows = SupportCase.objects.filter(
        company_id=case.company_id, lead_institution_id=case.lead_institution_id, status__in=OPEN_STATUSES
    )
    came = Q() if case.came_from_id else Q(came_from__isnull=False)
    other = rows.filter(came).exclude(pk=case.pk).order_by("number").first()
    return str(other) if other else ""
