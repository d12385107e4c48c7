"""How an act enters the audit trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol, overload
from uuid import UUID

from django.db import models, transaction

from records.models import AuditEvent


class OutsideTransactionError(RuntimeError):
    """An act and its record stand or fall together; outside a transaction they could part."""


class Acting(Protocol):
    """Whoever acts, as far as the trail quotes them: an `Actor` is one."""

    @property
    def user_id(self) -> UUID | None:
        """The person's key; None for a visitor or a machine."""

    @property
    def label(self) -> str:
        """What the person is called today."""


@overload
def record(
    *,
    actor: Acting,
    verb: str,
    subject: models.Model,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    because: str = "",
) -> AuditEvent: ...


@overload
def record(
    *,
    actor_label: str,
    verb: str,
    subject: models.Model,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    because: str = "",
) -> AuditEvent: ...


def record(
    *,
    actor: Acting | None = None,
    actor_label: str = "",
    verb: str,
    subject: models.Model,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    because: str = "",
) -> AuditEvent:
    """Write down one act in the caller's transaction: a person's by `actor`, a machine's or a command's by label."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransactionError(verb)
    return AuditEvent.objects.create(
        at=at,
        actor_id=actor.user_id if actor else None,
        actor_label=actor.label if actor else actor_label,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        changes=dict(changes or {}),
        because=because,
    )
