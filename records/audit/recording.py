"""How an act enters the audit trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from records.models import AuditEvent


class OutsideTransactionError(RuntimeError):
    """An act and its record stand or fall together; outside a transaction they could part."""


def record(
    *,
    actor_label: str,
    verb: str,
    subject: models.Model,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    because: str = "",
) -> AuditEvent:
    """Write down one act in the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransactionError(verb)
    return AuditEvent.objects.create(
        at=at,
        actor_label=actor_label,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        changes=dict(changes or {}),
        because=because,
    )
