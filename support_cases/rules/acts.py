"""What people call the acts of the accompaniment, in every history."""

from collections.abc import Mapping

ACTS: Mapping[str, str] = {
    "open_case": "ケースを開始",
    "give_consent": "情報共有に同意",
    "withdraw_consent": "情報共有の同意を撤回",
    "add_partner": "連携機関を追加",
    "end_partner": "連携を終了",
    "assess": "見極めに進む",
    "begin_support": "支援を開始",
    "follow_up": "フォローに移行",
    "graduate": "自走",
    "return_to_support": "支援に戻す",
    "suspend": "中断",
    "resume": "再開",
    "transfer": "紹介・移管",
    "close_case": "支援を終了",
    "hand_over_case": "担当を引継ぎ",
    "read_scale": "段階を判定",
    "save_record": "支援記録を保存",
    "approve_record": "支援記録を承認",
    "finish_homework": "宿題を完了",
}
