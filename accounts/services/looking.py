"""Writing down who looked at the people of another organisation."""

from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Organisation
from accounts.rules.roles import Right
from accounts.services.outward import record

# As the trail calls every look at personal data.
VIEW = "view_personal_data"


@transaction.atomic
def record_look_at_people(*, actor: Actor, organisations: tuple[Organisation, ...], shown: str, at: datetime) -> None:
    """Write down that names and addresses were shown; among one's own colleagues nobody looks, one works."""
    for organisation in organisations:
        if not actor.may(Right.VIEW, organisation.pk):
            record(actor=actor, verb=VIEW, subject=organisation, at=at, changes={"shown": shown})
