"""What may still be done to an attachment."""

from enum import StrEnum

from kernel.ruling import ALLOWED, Ruling, refused
from records.models import Attachment, ScanState


class Why(StrEnum):
    """Reasons for which an attachment stays as it is, or is not handed out."""

    SEALED = "sealed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    STANDS = "stands"
    ALREADY_THERE = "already_there"
    ERASED = "erased"
    NOT_YET_SCANNED = "not_yet_scanned"
    INFECTED = "infected"


SENTENCES = {
    Why.SEALED: "提出した書類に含まれているため、取り下げられません。差し替えるときは新しいファイルを登録してください。",
    Why.SUPERSEDED: "すでに新しいファイルに差し替えられています。",
    Why.WITHDRAWN: "このファイルはすでに取り下げられています。",
    Why.STANDS: "このファイルは取り下げられていません。",
    Why.ALREADY_THERE: "同じファイルがすでに登録されています。",
    Why.ERASED: "このファイルは取り下げから日がたち、内容を廃棄しました。もう一度登録してください。",
    Why.NOT_YET_SCANNED: "ウイルス検査が終わるまでお渡しできません。しばらくしてから、もう一度開いてください。",
    Why.INFECTED: "ウイルスが見つかったため、お渡しできません。安全なファイルに差し替えてください。",
}


def may_withdraw(attachment: Attachment) -> Ruling:
    """A draft's file may be taken back; what has been submitted is only superseded."""
    if attachment.withdrawn_at is not None:
        return refused(Why.WITHDRAWN)
    if attachment.superseded_by_id is not None:
        return refused(Why.SUPERSEDED)
    return refused(Why.SEALED) if attachment.sealed_at is not None else ALLOWED


def may_restore(attachment: Attachment, *, is_there_again: bool) -> Ruling:
    """A file that was taken back may return while its bytes are there and nobody has sent it anew."""
    if attachment.withdrawn_at is None:
        return refused(Why.STANDS)
    if attachment.erased_at is not None:
        return refused(Why.ERASED)
    return refused(Why.ALREADY_THERE) if is_there_again else ALLOWED


def may_hand_out(attachment: Attachment) -> Ruling:
    """Bytes leave the house only when nothing is left to be feared of them."""
    if attachment.withdrawn_at is not None:
        return refused(Why.WITHDRAWN)
    if attachment.scan_state == ScanState.INFECTED:
        return refused(Why.INFECTED)
    return refused(Why.NOT_YET_SCANNED) if attachment.scan_state == ScanState.WAITING else ALLOWED
