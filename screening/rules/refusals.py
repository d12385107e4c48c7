"""Why something in the screening is refused, and the sentence that says so: what, why, and what to do next."""

from collections.abc import Mapping
from enum import StrEnum


class Why(StrEnum):
    """Why an act of the screening was refused."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_YOURS = "not_yours"
    FOR_SECRETARIAT = "for_secretariat"
    FOR_HEAD = "for_head"
    FOR_REVIEWER = "for_reviewer"
    NOT_NOW = "not_now"
    REASON_MISSING = "reason_missing"


SENTENCES: Mapping[Why, str] = {
    Why.NOT_SIGNED_IN: "サインインしてから、もう一度お試しください。",
    Why.NOT_YOURS: "この審査は、あなたに割り当てられたものではありません。",
    Why.FOR_SECRETARIAT: "この操作は事務局が行います。",
    Why.FOR_HEAD: "この操作は事務局の責任者が行います。",
    Why.FOR_REVIEWER: "この操作は、割り当てられた審査員が行います。",
    Why.NOT_NOW: "状態がすでに変わっています。画面を開き直して、今の状態を確かめてください。",
    Why.REASON_MISSING: "理由を入力してください。理由は記録に残ります。",
}
