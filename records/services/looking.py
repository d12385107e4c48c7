"""Writing down who looked at personal data."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from accounts.actor import Actor
from records.audit import record
from records.rules.acts import VIEW


@transaction.atomic
def record_look(*, actor: Actor, subject: models.Model, at: datetime, verb: str = VIEW, shown: str = "") -> None:
    """Write down that a person was shown personal data of a subject, before the page leaves the house."""
    changes: dict[str, Any] = {"shown": shown} if shown else {}
    record(actor=actor, verb=verb, subject=subject, at=at, changes=changes)
