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
    "save_score": "採点を保存",
    "change_sheet": "採点票の変更を提出",
    "decide_bonus": "加点を判断",
    "remind_reviewer": "採点の期限をお知らせ",
    "set_aside": "採点票を除外",
    "remove": "割当を解除",
    "prepare": "通知書を作成",
    "undo": "通知の準備を取消し",
    "release": "決定を通知",
    "cancel": "決定の案を取りやめ",
    "open_round": "審査を開始",
    "change_round": "審査の期限・人数を変更",
    "take_in_file": "審査の対象に追加",
    "assign_reviewer": "審査員を割当",
    "override_conflict": "利益相反の例外を認める",
    "save_reviewer_profile": "審査員の登録内容を変更",
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
