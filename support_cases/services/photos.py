"""A photo taken at a visit, kept with its record and seen by whoever sees the record."""

from datetime import datetime
from typing import Any

from accounts.actor import Actor
from accounts.services.refusals import insist
from kernel.calendar import tokyo_day
from records.models import Attachment
from records.rules.files.examination import RefusedFile
from records.services.attachments import upload_attachment
from support_cases.models import SupportRecord
from support_cases.policies import may_change_record

PHOTO = "photo"


def attach_photo(*, row: SupportRecord, file: Any, actor: Actor, at: datetime) -> Attachment | RefusedFile:
    """Keep one photo of a record, or say why it stays outside. The same photo sent twice is kept once."""

    def may_still() -> None:
        insist(may_change_record(actor, row, tokyo_day(at)))

    may_still()
    return upload_attachment(subject=row, purpose=PHOTO, file=file, actor=actor, at=at, insist=may_still)
