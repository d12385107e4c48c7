"""What ends the formal check: accepted, dismissed with a reason, or taken back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from applications.models import Application
from applications.rules.workflow import Move
from applications.services.advance import advance
from applications.services.letters import post_letter, post_office_letters


@transaction.atomic
def accept_application(*, application_id: UUID, actor: Actor, at: datetime, because: str = "") -> Application:
    """Accept a file for screening (受理), and tell the applicant."""
    return _move(application_id, Move.ACCEPT, actor=actor, at=at, because=because)


@transaction.atomic
def dismiss_application(*, application_id: UUID, actor: Actor, at: datetime, because: str) -> Application:
    """Dismiss a file (却下) for a reason that the applicant is told."""
    return _move(application_id, Move.DISMISS, actor=actor, at=at, because=because)


@transaction.atomic
def withdraw_application(*, application_id: UUID, actor: Actor, at: datetime, because: str) -> Application:
    """Take a file back (取下げ), by the applicant or by the secretariat at the applicant's word.

    The applicant is told that it was received; the office, which may be at work on the file, that it was taken back.
    """
    withdrawn = _move(application_id, Move.WITHDRAW, actor=actor, at=at, because=because)
    if not actor.is_secretariat:
        post_office_letters(withdrawn, Move.WITHDRAW, actor=actor, at=at, because=because)
    return withdrawn


def _move(application_id: UUID, move: Move, *, actor: Actor, at: datetime, because: str) -> Application:
    application = Application.objects.select_related("revision", "organisation", "created_by").get(pk=application_id)
    moved = advance(application, move, actor=actor, at=at, because=because)
    post_letter(moved, move, actor=actor, at=at, because=because)
    return moved
