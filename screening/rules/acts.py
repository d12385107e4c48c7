"""What people call the acts of the screening, in every history."""

from collections.abc import Mapping

ACTS: Mapping[str, str] = {
    "freeze": "順位と配分を確定",
    "open_consolidation": "合議を開始",
    "settle": "採点を確定",
    "reopen": "合議を再開",
    "declare_clear": "利益相反なしを申告",
    "recuse": "審査を回避",
    "submit_sheet": "採点票を提出",
    "set_aside": "採点票を除外",
    "remove": "割当を解除",
    "prepare": "通知書を作成",
    "undo": "通知の準備を取消し",
    "release": "決定を通知",
    "cancel": "決定の案を取りやめ",
}
MOVE_LABELS: Mapping[str, str] = {
    "freeze": "この配分で確定する",
    "open_consolidation": "合議を始める",
    "settle": "採点を確定する",
    "reopen": "合議をやり直す",
    "declare_clear": "利益相反はない",
    "recuse": "この申請の審査を回避する",
    "submit_sheet": "採点票を提出する",
    "set_aside": "採点票を除外する",
    "remove": "割当を解除する",
    "prepare": "通知書を作る",
    "undo": "準備を取り消す",
    "release": "一括で通知する",
    "cancel": "この案を取りやめる",
}
