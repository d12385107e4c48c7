"""Files of a draft: each is kept at once under the document it is, and for the cost line it belongs to."""

from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused
from applications.models import Application
from applications.rules.refusals import Why
from applications.selectors.calls import terms_in_force
from applications.selectors.drafts import files_of
from applications.services.drafts import locked_draft
from kernel.ruling import Ruling
from records.models import Attachment
from records.rules.files.examination import RefusedFile
from records.selectors import every_attachment_of
from records.services.attachments import restore_attachment, upload_attachment, withdraw_attachment


def enclose_file(
    *,
    application_id: UUID,
    purpose: str,
    part: str,
    file: "File[bytes]",
    actor: Actor,
    at: datetime,
    instead_of: UUID | None = None,
) -> Attachment | RefusedFile:
    """Keep one file of a draft, or say why it stays outside; with `instead_of` it takes that file's place.

    The draft is locked only to ask whether the file has a place, before the file is looked through and once more when
    it is attached: a large file never keeps others from writing, and none slips into what was sent meanwhile.
    """

    @transaction.atomic
    def insist() -> Application:
        draft = locked_draft(application_id, actor)
        _insist_on_place(draft, purpose, part)
        return draft

    application = insist()
    former = files_of(application).filter(pk=instead_of).first() if instead_of else None
    return upload_attachment(
        subject=application,
        purpose=purpose,
        part=part,
        file=file,
        actor=actor,
        at=at,
        supersedes=former,
        insist=insist,
    )


def _insist_on_place(application: Application, purpose: str, part: str) -> None:
    """A file stands under a document of the call, and under a line that is there."""
    entry = next((each for each in terms_in_force(application.revision).attachments if each.key == purpose), None)
    lines = {str(key) for key in application.cost_lines.values_list("pk", flat=True)}
    if entry is None or (part not in lines if entry.per_cost_line else part):
        raise Refused(Why.NOT_NOW)


@transaction.atomic
def take_file_back(*, application_id: UUID, attachment_id: UUID, actor: Actor, at: datetime) -> Ruling:
    """Take a file of a draft back; for a while it can return."""
    application = locked_draft(application_id, actor)
    return withdraw_attachment(attachment=every_attachment_of(application).get(pk=attachment_id), actor=actor, at=at)


@transaction.atomic
def bring_file_back(*, application_id: UUID, attachment_id: UUID, actor: Actor, at: datetime) -> Ruling:
    """Undo that a file was taken back."""
    application = locked_draft(application_id, actor)
    return restore_attachment(attachment=every_attachment_of(application).get(pk=attachment_id), actor=actor, at=at)
