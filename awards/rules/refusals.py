"""Why something of an award is refused, and the sentence that says so."""

from collections.abc import Mapping
from enum import StrEnum


class Why(StrEnum):
    """Why an act on an award was refused."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_YOURS = "not_yours"
    FOR_HEAD = "for_head"
    OPENED_BEFORE = "opened_before"
    REASON_MISSING = "reason_missing"
    FILE_NOT_GRANTED = "file_not_granted"


SENTENCES: Mapping[Why, str] = {
    Why.NOT_SIGNED_IN: "ログインしてから、もう一度お試しください。",
    Why.NOT_YOURS: "この事業は、あなたの組織のものではありません。",
    Why.FOR_HEAD: "この操作は事務局の責任者が行います。",
    Why.OPENED_BEFORE: "この申請の交付決定は、すでに登録されています。画面を開き直してください。",
    Why.REASON_MISSING: "理由を入力してください。理由は記録に残ります。",
    Why.FILE_NOT_GRANTED: "この申請は交付決定になっていません。先に決定を通知してください。",
}
