"""Sending: once per draft, within the window, with everything frozen that a later reader must find unchanged."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import Application, Assessment, Call, Submission
from applications.policies import OWN_CHANNEL, may_submit
from applications.rules.judgement import Judgement
from applications.rules.points import PointKind
from applications.rules.printing import amount_document, line_document, verdict_document
from applications.rules.receipts import receipt_number
from applications.rules.refusals import Why
from applications.rules.sections import section_named
from applications.rules.windows import may_arrive
from applications.rules.workflow import Move, Status
from applications.selectors.drafts import Picture, picture_of
from applications.services.advance import advance
from applications.services.file_papers import issue_sent_papers
from applications.services.letters import post_letter
from kernel.calendar import tokyo_day
from records.models import Attachment, ScanState
from records.services.attachment_store import DamagedAttachmentError
from records.services.attachments import seal_attachments


@transaction.atomic
def submit_application(*, application_id: UUID, submission_key: UUID, actor: Actor, at: datetime) -> Submission:
    """Send the file: one number, one receipt, one frozen state, whatever the number of clicks.

    The key belongs to the draft: whoever sends the same draft again is handed the submission there is.
    """
    application = _locked(application_id)
    insist(may_submit(actor, application))
    if submission_key != application.submission_key:
        raise Refused(Why.KEY_OF_ANOTHER_FILE)
    if application.status != Status.DRAFT:
        return _sent_before(application)
    picture = picture_of(application, at=at)
    if application.channel == OWN_CHANNEL:
        insist(may_arrive(at, picture.terms))
    if picture.blocking:
        raise Refused(_why_not_yet(picture))
    submission = _freeze(picture, _sealed(application, at), actor=actor, at=at)
    application = _numbered(application, picture, actor=actor, at=at)
    submission.application = application
    issue_sent_papers(submission, at=at)
    post_letter(application, Move.SUBMIT, actor=actor, at=at)
    return submission


def _locked(application_id: UUID) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("revision", "organisation")
    return rows.defer("revision__raw_terms").get(pk=application_id)


def _sent_before(application: Application) -> Submission:
    submission = application.submissions.order_by("number").first()
    if submission is None:
        raise Refused(Why.NOT_NOW)
    submission.application = application
    return submission


def _why_not_yet(picture: Picture) -> Why:
    is_virus_alone = all(point.kind is PointKind.INFECTED for point in picture.blocking)
    return Why.ATTACHMENT_INFECTED if is_virus_alone else Why.ANSWERS_MISSING


def _sealed(application: Application, at: datetime) -> tuple[Attachment, ...]:
    try:
        files = seal_attachments(subject=application, at=at)
    except DamagedAttachmentError as error:
        raise Refused(Why.ATTACHMENT_DAMAGED) from error
    # The scanner asks no lock of the draft: its verdict may have come since the page was judged.
    if any(file.scan_state == ScanState.INFECTED for file in files):
        raise Refused(Why.ATTACHMENT_INFECTED)
    return files


def _freeze(picture: Picture, files: tuple[Attachment, ...], *, actor: Actor, at: datetime) -> Submission:
    sealed: dict[str, dict[str, Any]] = {}
    answers: dict[str, dict[str, Any]] = {}
    for key, given in picture.answers.items():
        hidden = section_named(key).sealed_keys
        answers[key] = {name: value for name, value in given.items() if name not in hidden}
        if apart := {name: value for name, value in given.items() if name in hidden}:
            sealed[key] = apart
    frozen = {
        "answers": answers,
        "cost_lines": [
            {"id": str(line.row.pk), **line.answers.model_dump(mode="json", exclude_defaults=True)}
            for line in picture.lines
        ],
        "facts": dict(picture.facts_document),
        "attachments": [_listed(file) for file in files],
    }
    submission = Submission.objects.create(
        application=picture.application,
        sealed_answers=json.dumps(sealed, ensure_ascii=False) if sealed else None,
        submitted_at=at,
        submitted_by_id=actor.acting_id,
        sha256=hash_of({**frozen, "sealed": sealed}),
        **frozen,
    )
    _freeze_judgement(submission, picture.judgement, at=at)
    return submission


def _freeze_judgement(submission: Submission, judgement: Judgement, *, at: datetime) -> None:
    Assessment.objects.create(
        submission=submission,
        revision_sha256=judgement.revision_sha256,
        judged_at=at,
        **assessed(judgement),
    )


def assessed(judgement: Judgement) -> dict[str, Any]:
    """What an assessment keeps of a judgement."""
    return {
        "eligible": judgement.eligible.value,
        "verdicts": [verdict_document(verdict) for verdict in judgement.verdicts],
        "costs": [line_document(line) for line in judgement.costs],
        "amount": amount_document(judgement.amount),
        "asset_register_lines": list(judgement.asset_register_lines),
    }


def hash_of(frozen: Mapping[str, Any]) -> str:
    """The hash of what was sent, over its canonical JSON."""
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _listed(file: Attachment) -> dict[str, Any]:
    return {
        "id": str(file.pk),
        "purpose": file.purpose,
        "part": file.part,
        "name": file.original_name,
        "size": file.size,
        "sha256": file.sha256,
        "content_type": file.content_type,
    }


def _numbered(application: Application, picture: Picture, *, actor: Actor, at: datetime) -> Application:
    """The next place in the call's queue, without a gap: the call is locked until the file is sent or is not."""
    call = Call.objects.select_for_update().get(pk=application.call_id)
    sequence = (call.applications.aggregate(last=Max("receipt_sequence"))["last"] or 0) + 1
    sent = advance(
        application,
        Move.SUBMIT,
        actor=actor,
        at=at,
        fields={
            "receipt_sequence": sequence,
            "receipt_number": receipt_number(picture.terms, sequence),
            "submitted_at": at,
            "received_on": application.received_on or tokyo_day(at),
        },
    )
    sent.revision, sent.organisation = application.revision, application.organisation
    return sent
