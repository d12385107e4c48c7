"""The one door through which a status changes: every workflow of the house goes through it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.db import models, transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import Application
from applications.policies import POLICY_OF
from applications.rules.refusals import Why
from applications.rules.workflow import APPLICATION_WORKFLOW, MOVES_WITH_A_REASON
from kernel.ruling import Ruling
from kernel.workflow import Workflow
from records.audit.recording import OutsideTransactionError, record

Subject = TypeVar("Subject", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Law:
    """What governs a kind of subject: its table, who may make each move, and which moves need a reason."""

    workflow: Workflow
    policy_of: Mapping[Any, Callable[[Actor, Any], Ruling]]
    moves_with_a_reason: frozenset[Any] = frozenset()


_LAWS: dict[type[models.Model], Law] = {
    Application: Law(APPLICATION_WORKFLOW, POLICY_OF, MOVES_WITH_A_REASON),
}


def govern(model: type[models.Model], law: Law) -> None:
    """Put a kind of subject under its law; two laws for one kind are refused."""
    if _LAWS.setdefault(model, law) is not law:
        raise ValueError(f"two laws govern {model._meta.label}")


def law_of(model: type[models.Model]) -> Law:
    """The law of a kind of subject."""
    return _LAWS[model]


def advance(
    subject: Subject,
    move: StrEnum,
    *,
    actor: Actor,
    at: datetime,
    because: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Subject:
    """Make `move` in the caller's transaction: lock the row, ask policy, look up the target, save, write audit.

    `fields` are set in the same stroke, since the database ties them to the status. A second click finds the move no
    longer open and is refused with NOT_NOW; nothing has changed then.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransactionError(move)
    law = law_of(type(subject))
    locked = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    insist(law.policy_of[move](actor, locked))
    target = law.workflow.target_of(locked.status, move)  # type: ignore[attr-defined]
    if target is None:
        raise Refused(Why.NOT_NOW)
    if move in law.moves_with_a_reason and not because.strip():
        raise Refused(Why.REASON_MISSING)
    return _moved(locked, move, target, actor=actor, at=at, because=because, fields=dict(fields or {}))


def _moved(
    subject: Subject,
    move: StrEnum,
    target: StrEnum,
    *,
    actor: Actor,
    at: datetime,
    because: str,
    fields: dict[str, Any],
) -> Subject:
    before = subject.status  # type: ignore[attr-defined]
    subject.status = target  # type: ignore[attr-defined]
    for name, value in fields.items():
        setattr(subject, name, value)
    subject.save(update_fields=["status", *fields])
    changes = {"status": [str(before), target.value], **{name: str(value) for name, value in fields.items()}}
    record(actor=actor, verb=move.value, subject=subject, at=at, changes=changes, because=because.strip())
    return subject
