"""What a decision writes into the applicant's own file: granted or refused, nothing of how it came about."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from applications.models import Application
from applications.rules.workflow import Move
from applications.services.advance import advance


@transaction.atomic
def grant_application(*, application_id: UUID, actor: Actor, at: datetime) -> Application:
    """Note that the grant is decided (交付決定); the letter is the releasing app's."""
    return advance(Application.objects.get(pk=application_id), Move.GRANT, actor=actor, at=at)


@transaction.atomic
def refuse_application(*, application_id: UUID, actor: Actor, at: datetime) -> Application:
    """Note that the grant is refused (不交付決定), without a reason: none is told."""
    return advance(Application.objects.get(pk=application_id), Move.REFUSE, actor=actor, at=at)
