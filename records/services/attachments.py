"""Files that people send: each is kept at once as a row of its own, so that no mistake elsewhere loses it."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, models, transaction

from accounts.actor import Actor
from kernel.ruling import Ruling
from records.audit import record
from records.models import Attachment, ScanState
from records.models.attachment import IS_CURRENT
from records.policies.attachments import may_restore, may_withdraw
from records.rules.acts import DOWNLOAD
from records.rules.files.examination import Examination, RefusedFile, examine, refusal
from records.rules.files.refusals import Limits, Why
from records.services.attachment_store import erase, keep, name_of, open_verified, sha256_of, verify
from records.services.queue import enqueue
from records.services.scanning import SCAN, SCAN_TAKES_UP_TO, is_scanning


def limits() -> Limits:
    """How much is taken, as the settings say."""
    return Limits(size=settings.ATTACHMENT_BYTES_AT_MOST, count=settings.ATTACHMENTS_AT_MOST)


def upload_attachment(
    *,
    subject: models.Model,
    purpose: str,
    file: "File[bytes]",
    actor: Actor,
    at: datetime,
    part: str = "",
    supersedes: Attachment | None = None,
    insist: Callable[[], object] | None = None,
) -> Attachment | RefusedFile:
    """Keep one file, or say why it stays outside; either way the others are untouched.

    The same file sent twice for the same document is one row: a double click attaches nothing twice. With
    `supersedes` the former file stays as a record and points to this one. Looking through a file takes its time, so
    no lock is held meanwhile: `insist` is asked again in the short transaction that writes the row, and may refuse.
    """
    found = examine(name=file.name or "", size=file.size, file=cast(BinaryIO, file.file), limits=limits())
    if found.refused:
        return refusal(found.name, found.refused, limits=limits())
    place = {"subject_kind": subject._meta.label_lower, "subject_id": str(subject.pk), "purpose": purpose, "part": part}
    fresh = _row(place, found, file, actor, at)
    if (already := _same_as(fresh).first()) is not None:
        return already
    if supersedes is None and _current_of(fresh.subject_kind, fresh.subject_id).count() >= limits().count:
        return refusal(found.name, Why.TOO_MANY_FILES, limits=limits())
    # Bytes before the row: a row never points at nothing. What a kill in between leaves, the sweep finds.
    keep(fresh.file, file)
    try:
        return _attach(fresh, supersedes, insist, actor, at)
    except IntegrityError:
        erase(fresh.file)
        return _same_as(fresh).get()
    except BaseException:
        erase(fresh.file)
        raise


def _current_of(subject_kind: str, subject_id: str) -> models.QuerySet[Attachment]:
    return Attachment.objects.filter(IS_CURRENT, subject_kind=subject_kind, subject_id=subject_id)


def _same_as(attachment: Attachment) -> models.QuerySet[Attachment]:
    """Return what stands already with the same bytes, name and place; the database lets there be one."""
    return _current_of(attachment.subject_kind, attachment.subject_id).filter(
        purpose=attachment.purpose,
        part=attachment.part,
        sha256=attachment.sha256,
        original_name=attachment.original_name,
    )


def _row(place: dict[str, str], found: Examination, file: "File[bytes]", actor: Actor, at: datetime) -> Attachment:
    attachment_id, sha256, is_scanned = uuid.uuid4(), sha256_of(file), is_scanning()
    return Attachment(
        id=attachment_id,
        original_name=found.name,
        size=file.size,
        sha256=sha256,
        content_type=found.content_type,
        file=name_of(attachment_id, sha256),
        uploaded_at=at,
        uploaded_by_id=actor.user_id,
        uploaded_by_label=actor.label,
        scan_state=ScanState.WAITING if is_scanned else ScanState.OFF,
        scan_due_at=at + SCAN_TAKES_UP_TO if is_scanned else None,
        **place,
    )


@transaction.atomic
def _attach(
    fresh: Attachment,
    supersedes: Attachment | None,
    insist: Callable[[], object] | None,
    actor: Actor,
    at: datetime,
) -> Attachment:
    if insist is not None:
        insist()
    fresh.save(force_insert=True)
    changes: dict[str, Any] = {"name": fresh.original_name, "size": fresh.size, "sha256": fresh.sha256}
    # Of two people who replace one file at once the second adds a file: neither loses what was sent.
    if supersedes is not None and _place(supersedes) == _place(fresh):
        former = Attachment.objects.filter(IS_CURRENT, pk=supersedes.pk)
        if former.update(superseded_by=fresh):
            changes["supersedes"] = str(supersedes.pk)
    record(actor=actor, verb="upload_attachment", subject=fresh, at=at, changes=changes)
    if fresh.scan_state == ScanState.WAITING:
        enqueue(SCAN, attachment_id=fresh.pk)
    return fresh


def _place(attachment: Attachment) -> tuple[str, str, str]:
    return attachment.subject_kind, attachment.subject_id, attachment.purpose


@transaction.atomic
def withdraw_attachment(*, attachment: Attachment, actor: Actor, at: datetime) -> Ruling:
    """Take a draft's file back; its bytes stay for a while, so that a slip can be undone."""
    locked = Attachment.objects.select_for_update().get(pk=attachment.pk)
    ruling = may_withdraw(locked)
    if ruling.is_allowed:
        locked.withdrawn_at = at
        locked.save(update_fields=["withdrawn_at"])
        record(actor=actor, verb="withdraw_attachment", subject=locked, at=at)
    return ruling


@transaction.atomic
def restore_attachment(*, attachment: Attachment, actor: Actor, at: datetime) -> Ruling:
    """Undo a withdrawal while the bytes are there."""
    locked = Attachment.objects.select_for_update().get(pk=attachment.pk)
    ruling = may_restore(locked, is_there_again=_same_as(locked).exists())
    if ruling.is_allowed:
        locked.withdrawn_at = None
        locked.save(update_fields=["withdrawn_at"])
        record(actor=actor, verb="restore_attachment", subject=locked, at=at)
    return ruling


@transaction.atomic
def seal_attachments(*, subject: models.Model, at: datetime) -> tuple[Attachment, ...]:
    """Make a subject's files part of what is submitted, each proven against the store; answer them in order.

    A damaged file raises `DamagedAttachmentError`: no receipt may list a hash that the store does not hold.
    """
    current = _current_of(subject._meta.label_lower, str(subject.pk)).select_for_update()
    sealed = tuple(current.order_by("purpose", "part", "uploaded_at", "id"))
    for attachment in sealed:
        verify(attachment)
    current.filter(sealed_at__isnull=True).update(sealed_at=at)
    return sealed


def hand_out_attachment(*, attachment: Attachment, actor: Actor, at: datetime, verb: str = DOWNLOAD) -> "File[bytes]":
    """Open a file for a person who may see it, proven by its hash, and write down who took it or looked at it.

    To read a large file through takes its time: it is proven before anything is locked for the line in the trail.
    """
    file = open_verified(attachment)
    changes = {"name": attachment.original_name, "of": [attachment.subject_kind, attachment.subject_id]}
    try:
        with transaction.atomic():
            record(actor=actor, verb=verb, subject=attachment, at=at, changes=changes)
    except BaseException:
        file.close()
        raise
    return file
