"""Why something about a support case is refused, and the sentence that says so."""

from collections.abc import Mapping
from enum import StrEnum


class Why(StrEnum):
    """Why an act was refused."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_YOURS = "not_yours"
    FOR_ADVISOR = "for_advisor"
    FOR_LEAD = "for_lead"
    FOR_COMPANY = "for_company"
    RIGHT_MISSING = "right_missing"
    NO_CONSENT = "no_consent"
    NOT_NOW = "not_now"
    REASON_MISSING = "reason_missing"
    DATES_IN_WRONG_ORDER = "dates_in_wrong_order"
    NOT_ON_SCALE = "not_on_scale"
    ALREADY_OPEN = "already_open"
    CHANGED_MEANWHILE = "changed_meanwhile"
    KEPT_ALREADY = "kept_already"
    FOR_AUTHOR = "for_author"
    FOR_SUPERIOR = "for_superior"
    FOR_PROMISER = "for_promiser"
    PLAN_RESTS = "plan_rests"
    NOT_ANONYMOUS = "not_anonymous"
    NO_STORY_CONSENT = "no_story_consent"
    NOT_A_COMPANY = "not_a_company"
    COMPANY_MERGED = "company_merged"
    NOTED_ALREADY = "noted_already"
    REFERRAL_MISSING = "referral_missing"
    NOT_AN_ADVISOR_THERE = "not_an_advisor_there"
    PHASE_LACKS = "phase_lacks"
    MEASURED_ALREADY = "measured_already"
    WAITS_IN_A_CIRCLE = "waits_in_a_circle"
    OF_ANOTHER_CASE = "of_another_case"
    DAY_MISSING = "day_missing"
    ANSWERED_ALREADY = "answered_already"
    QUESTIONS_MISSING = "questions_missing"
    DAY_TO_COME = "day_to_come"
    NOTHING_ANSWERED = "nothing_answered"
    DIAGNOSIS_FINISHED = "diagnosis_finished"
    OTHER_VERSION = "other_version"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"


SENTENCES: Mapping[Why, str] = {
    Why.NOT_SIGNED_IN: "ログインしてから、もう一度お試しください。",
    Why.NOT_YOURS: "このケースは、あなたの組織が関わるものではありません。",
    Why.FOR_ADVISOR: "この操作は支援機関の担当者が行います。",
    Why.FOR_LEAD: "この操作は主担当の支援機関が行います。主担当の機関に連絡してください。",
    Why.FOR_COMPANY: "この操作は支援を受ける企業が行います。",
    Why.RIGHT_MISSING: "この操作をする権限がありません。社内で権限を持つ方に頼んでください。",
    Why.NO_CONSENT: "企業の同意がないため、この情報は扱えません。企業に、共有の設定から同意をもらってください。",
    Why.NOT_NOW: "ケースの状態がすでに変わっています。画面を開き直して、今の状態を確かめてください。",
    Why.REASON_MISSING: "理由を入力してください。理由は記録に残ります。",
    Why.DATES_IN_WRONG_ORDER: "終わりの日は、始まりの日と同じか後の日にしてください。",
    Why.NOT_ON_SCALE: "この尺度にない値です。選択肢から選んでください。",
    Why.CHANGED_MEANWHILE: "ほかの人が先に保存しました。両方の内容を見比べて、残すものを選んでください。",
    Why.KEPT_ALREADY: "この記録はすでに保存されています。書き足した内容はまだ保存されていません。"
    "ケースの画面で保存された記録を開き、「記録を直す」から入れてください。",
    Why.FOR_AUTHOR: "記録を変えられるのは、記録した機関の担当者だけです。",
    Why.FOR_SUPERIOR: "記録した本人は承認できません。同じ機関のほかの方に頼んでください。",
    Why.FOR_PROMISER: "支援機関の宿題を完了にできるのは、約束した機関の担当者だけです。",
    Why.PLAN_RESTS: "企業が主担当の機関への「支援の記録と計画」の共有を止めているため、計画と判定は変えられません。"
    "企業が共有の設定でもう一度見せると、続けられます。",
    Why.PHASE_LACKS: "この段階に入るために必要なものが、まだそろっていません。計画の画面で、足りないものと入れ方を確かめてください。",
    Why.MEASURED_ALREADY: "すでに測った値があるため、指標の種類と単位は変えられません。新しい目標として登録してください。",
    Why.WAITS_IN_A_CIRCLE: "作業の順番が輪になっています。先に終える作業を選び直してください。",
    Why.OF_ANOTHER_CASE: "ほかのケースのものは選べません。",
    Why.DAY_MISSING: "値を測った日を入力してください。",
    Why.ANSWERED_ALREADY: "この支援の終わりは、すでに会社の方が確認しています。",
    Why.QUESTIONS_MISSING: "この診断は、公式の設問文が入るまで始められません。ほかの診断を選んでください。",
    Why.DAY_TO_COME: "日付は、今日か過ぎた日にしてください。",
    Why.NOTHING_ANSWERED: "まだ一つも回答がありません。一つ以上答えてから終えてください。",
    Why.DIAGNOSIS_FINISHED: "この診断は終えているため、変えられません。見直すときは、新しい診断を始めてください。",
    Why.OTHER_VERSION: "版が違う診断は並べて比べません。同じ番号の項目でも意味が違うためです。"
    "同じ版の診断を二つ選んでください。",
    Why.NOT_TEXT: "使えない文字(制御文字)が含まれています。入力し直してください。",
    Why.TOO_LONG: "文章が長すぎます。一つの欄を2,000字以内にしてください。",
    Why.NOT_A_COMPANY: "この法人番号は、企業ではない組織のものです。番号を確かめてください。",
    Why.COMPANY_MERGED: "この会社の登録は、ほかの登録に統合されています。統合先の会社を選んで、やり直してください。",
    Why.NOTED_ALREADY: "この企業はすでに一覧にあります。一覧から開いてください。",
    Why.REFERRAL_MISSING: "移す先の機関が、まだ紹介を引き受けていません。企業の一覧から紹介し、返事を待ってください。",
    Why.NOT_AN_ADVISOR_THERE: "その人は、引き継ぐ機関の支援担当者ではありません。選び直してください。",
    Why.NOT_ANONYMOUS: "だれの事例かが分かる言葉が残っています。下に挙げた所を書き直してから、公開してください。",
    Why.NO_STORY_CONSENT: "企業から事例にしてよいという返事がないため、自機関の外には見せられません。"
    "「自機関だけ」で保存するか、支援の終わりの画面で企業の返事を確かめてください。",
    Why.ALREADY_OPEN: "この企業には、同じ機関が主担当の進行中のケースがあります。そのケースを使ってください。",
}
