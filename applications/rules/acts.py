"""What people call the acts on calls and applications, in every history."""

from collections.abc import Mapping

ACTS: Mapping[str, str] = {
    "publish_call": "公募を公開",
    "start_draft": "下書きを開始",
    "save_section": "入力を保存",
    "copy_in": "ほかの記録から写した",
    "add_cost_line": "経費明細を追加",
    "change_cost_line": "経費明細を変更",
    "remove_cost_line": "経費明細を削除",
    "reorder_cost_lines": "経費明細の順番を変更",
    "move_to_kept_company": "登録の統合で、申請者の登録先を変更",
    "follow_revision": "公募の正誤を反映",
    "note_company": "企業を登録(代行入力)",
    "enter_on_behalf": "代行入力を開始",
    "submit": "提出",
    "accept": "受理",
    "dismiss": "却下",
    "withdraw": "取下げ",
    "grant": "交付決定",
    "refuse": "不交付決定",
    "resolve_review": "要確認を判断",
}
