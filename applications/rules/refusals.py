"""Why something about an application is refused, and the sentence that says so: what, why, and what to do next."""

from collections.abc import Mapping
from enum import StrEnum


class Why(StrEnum):
    """Why an act on an application was refused."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_YOURS = "not_yours"
    RIGHT_MISSING = "right_missing"
    FOR_SECRETARIAT = "for_secretariat"
    FOR_HEAD = "for_head"
    FOR_APPLICANT = "for_applicant"
    NOT_NOW = "not_now"
    REASON_MISSING = "reason_missing"
    CALL_NOT_PUBLISHED = "call_not_published"
    WINDOW_NOT_OPEN = "window_not_open"
    WINDOW_CLOSED = "window_closed"
    ANSWERS_MISSING = "answers_missing"
    KEY_OF_ANOTHER_FILE = "key_of_another_file"
    ATTACHMENT_DAMAGED = "attachment_damaged"
    ATTACHMENT_INFECTED = "attachment_infected"
    NOT_A_COMPANY = "not_a_company"
    COMPANY_MERGED = "company_merged"
    CHANNEL_IS_NOT_ENTERED = "channel_is_not_entered"
    ARRIVES_LATER = "arrives_later"
    NOTHING_TO_RESOLVE = "nothing_to_resolve"
    TOO_MANY_LINES = "too_many_lines"
    NUMBER_IS_WRONG = "number_is_wrong"
    MAIL_IS_SETTLED = "mail_is_settled"
    MAIL_CANNOT_BE_SET = "mail_cannot_be_set"


SENTENCES: Mapping[Why, str] = {
    Why.NOT_SIGNED_IN: "ログインしてから、もう一度お試しください。",
    Why.NOT_YOURS: "この申請は、あなたの組織のものではありません。",
    Why.RIGHT_MISSING: "この操作をする権限がありません。申請を送れる方に、操作か権限の変更を頼んでください。",
    Why.FOR_SECRETARIAT: "この操作は事務局が行います。",
    Why.FOR_HEAD: "この操作は事務局の責任者が行います。",
    Why.FOR_APPLICANT: "この操作は申請者が行います。",
    Why.NOT_NOW: "この申請の状態は、すでに変わっています。画面を開き直して、今の状態を確かめてください。",
    Why.REASON_MISSING: "理由を入力してください。理由は相手への連絡と記録に残ります。",
    Why.CALL_NOT_PUBLISHED: "この公募は公開されていません。公募の一覧から選び直してください。",
    Why.WINDOW_NOT_OPEN: "受付はまだ始まっていません。入力した内容は保存されています。受付が始まってから提出してください。",
    Why.WINDOW_CLOSED: "受付は終わりました。締切を過ぎた申請は受け付けられません。入力した内容は保存されています。",
    Why.ANSWERS_MISSING: "まだ入力していない必須の項目があります。下の一覧から入力してください。",
    Why.KEY_OF_ANOTHER_FILE: "提出の画面が古くなっています。確認の画面を開き直して、もう一度提出してください。",
    Why.ATTACHMENT_DAMAGED: "保管されている添付ファイルを確かめられませんでした。該当するファイルを登録し直してください。",
    Why.ATTACHMENT_INFECTED: "ウイルスが見つかったファイルがあります。下の一覧から、差し替えるか取り消してください。",
    Why.NOT_A_COMPANY: "申請できるのは企業として登録された組織です。",
    Why.COMPANY_MERGED: "この会社の登録は、ほかの登録に統合されています。統合先の会社を選んで、やり直してください。",
    Why.CHANNEL_IS_NOT_ENTERED: "この提出方法の申請は、事務局の代行入力の対象ではありません。",
    Why.ARRIVES_LATER: "到達日に、まだ来ていない日は選べません。",
    Why.TOO_MANY_LINES: "経費明細は500行までです。いくつかの行をまとめてください。",
    Why.NUMBER_IS_WRONG: "法人番号に誤りがあります。13桁の数字を確かめてください。個人事業主のときは空欄にします。",
    Why.MAIL_CANNOT_BE_SET: "送るメールの宛先か件名に誤りがあります。この申請を開いて、連絡先を確かめてください。",
    Why.MAIL_IS_SETTLED: "このメールは、もう送り直されたか、送り終えています。画面を開き直して、今の状態を確かめてください。",
    Why.NOTHING_TO_RESOLVE: "この規定は、人の判断を待っていません。画面を開き直してください。",
}
