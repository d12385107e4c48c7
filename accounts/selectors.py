"""What each person may see of organisations and people."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import EmailChange, Invitation, JoinRequest, Membership, Organisation
from accounts.rules.roles import Right


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """The own organisations; all of them for secretariat, administrator and auditor."""
    if actor.sees_every_organisation:
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=_own(actor))


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """The open memberships of the organisations in sight."""
    rows = Membership.objects.filter(ended_at__isnull=True).select_related("user", "organisation")
    return rows if actor.sees_every_organisation else rows.filter(organisation__in=_own(actor))


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """The invitations that nobody has accepted or withdrawn, of the organisations in sight."""
    rows = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    rows = rows.select_related("organisation", "invited_by")
    return rows if actor.sees_every_organisation else rows.filter(organisation__in=_own(actor))


def join_requests_visible_to(actor: Actor) -> QuerySet[JoinRequest]:
    """The open requests: one's own, and those to companies whose places one fills."""
    rows = JoinRequest.objects.filter(answer="").select_related("user", "organisation")
    if actor.sees_every_organisation:
        return rows
    filled = [each.organisation_id for each in actor.memberships if Right.SUBMIT in each.rights]
    return rows.filter(Q(organisation__in=filled) | Q(user=actor.user_id))


def email_changes_visible_to(actor: Actor) -> QuerySet[EmailChange]:
    """One's own wish for another address, while it is open; nobody else's concern."""
    return EmailChange.objects.filter(user=actor.user_id, confirmed_at__isnull=True, withdrawn_at__isnull=True)


def _own(actor: Actor) -> list[UUID]:
    return [each.organisation_id for each in actor.memberships]
