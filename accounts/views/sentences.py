"""What each refusal says, and what to do about it."""

from typing import Final

from accounts.policies import Why
from accounts.rules.demonstration import SHARED

SENTENCES: Final = {
    Why.NOT_SIGNED_IN: "ログインしてください。",
    Why.NOT_A_MEMBER: "この組織の一員ではないため、できません。",
    Why.RIGHT_MISSING: "「申請を送る・仲間を招く」権限のある人に頼んでください。",
    Why.RIGHT_NOT_OWN: "自分にない権限は渡せません。選んだ権限を減らしてください。",
    Why.ROLE_OF_ANOTHER_KIND: "この組織では使わない役割です。",
    Why.ROLE_WITHOUT_GRADES: "この役割の権限は、役割ごとに決まっています。",
    Why.APPOINTED_BY_OTHERS: "事務局責任者かシステム管理者だけができます。",
    Why.OWN_RIGHTS: "自分の権限は自分では変えられません。ほかの人に頼んでください。",
    Why.OWN_REQUEST: "自分の申出には回答できません。会社の担当者の回答をお待ちください。",
    Why.ALREADY_OVER: "すでに終わっています。画面を開き直して確かめてください。",
    Why.ALREADY_A_MEMBER: "すでにこの組織の一員です。",
    Why.COMPANY_IS_HERE: "この法人番号の会社は、すでに登録されています。",
    Why.SECRETARIAT_IS_OPEN: "事務局はすでに開かれています。",
    Why.INVITATION_OVER: "この招待は、期限が過ぎたか、取り消されたか、すでに使われています。",
    Why.INVITED_ANOTHER: "この招待は、別のメールアドレスに送られたものです。",
    Why.SIGN_IN_FIRST: "このメールアドレスは登録済みです。先にログインしてください。",
    Why.LAST_WHO_FILLS_PLACES: "「申請を送る・仲間を招く」権限のある人がいなくなります。先に、ほかの人へその権限を渡してください。",
    Why.EDITING_MISSING: "「入力する」権限のある人に頼んでください。",
    Why.NOT_ONESELF: "本人だけができます。",
    Why.SHARED_SIGN_IN: SHARED,
    Why.FOR_ADMINISTRATOR: "システム管理者だけができます。",
    Why.OWN_SIGN_IN: "自分の利用は自分では止められません。ほかのシステム管理者に頼んでください。",
    Why.EMAIL_TAKEN: "このメールアドレスは、すでに登録されているため使えません。",
    Why.EMAIL_CHANGE_OVER: "この変更は、期限が過ぎたか、取り消されたか、すでに済んでいます。",
    Why.FOR_SECRETARIAT: "事務局だけが見られます。",
    Why.FOR_HEAD: "登録の統合は元に戻せないため、事務局責任者だけができます。責任者に頼んでください。",
    Why.OWN_COMPANY: "ご自分が一員である会社の登録は統合できません。ほかの責任者に頼んでください。",
    Why.SAME_COMPANY: "同じ登録どうしは統合できません。もう一方の会社を選び直してください。",
    Why.COMPANY_MERGED: "この会社の登録は、ほかの登録に統合されています。統合先の会社を使ってください。",
    Why.NUMBER_WOULD_GO: "法人番号のある登録は、番号のない登録には統合できません。残す登録と閉じる登録を入れ替えてください。",
    Why.KIND_DOES_NOT_FIT: "選んだ事情は、二つの登録の法人番号と合いません。"
    "法人番号の違う二つの会社は、合併のときだけ統合できます。",
    Why.REASON_MISSING: "理由を入力してください。理由は記録に残ります。",
    Why.MERGING_HINDERED: "先に済ませることがあるため、まだ統合できません。下の一覧を確かめてください。",
    Why.CHANGED_MEANWHILE: "画面を開いたあとに、移すものが変わりました。もう一度確かめてください。",
}
