"""Which applications a person may see: the query that says what `may_view` says of one."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.rules.roles import Right, Role
from applications.models import Application
from applications.policies import OWN_CHANNEL
from applications.rules.workflow import Status

_IS_SENT = ~Q(status=Status.DRAFT)


def applications_visible_to(actor: Actor) -> QuerySet[Application]:
    """The applications this person may see, with the call's revision and the applicant joined.

    The terms are left behind: `terms_in_force` reads them once per process, and not once per row and request.
    """
    rows = Application.objects.select_related("revision", "organisation").defer("revision__raw_terms")
    return rows.filter(_sight(actor)) if not actor.is_nobody else rows.none()


def _sight(actor: Actor) -> Q:
    sight = Q(organisation_id__in=[each.organisation_id for each in actor.memberships if Right.VIEW in each.rights])
    if actor.is_secretariat:
        sight |= _IS_SENT | ~Q(channel=OWN_CHANNEL)
    if actor.has(Role.AUDITOR):
        sight |= _IS_SENT
    return sight
