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
    DECLARE_FIRST = "declare_first"
    FILE_CLOSED = "file_closed"
    RECUSED = "recused"
    TAKEN_OFF = "taken_off"
    SHEET_SET_ASIDE = "sheet_set_aside"
    SHEET_HANDED_IN = "sheet_handed_in"
    CASE_SETTLED = "case_settled"
    ROUND_FROZEN = "round_frozen"
    NO_SUCH_CRITERION = "no_such_criterion"
    SCORE_NOT_WHOLE = "score_not_whole"
    SCORE_OUT_OF_RANGE = "score_out_of_range"
    COMMENT_TOO_LONG = "comment_too_long"
    COMMENT_UNFIT = "comment_unfit"
    SCORES_MISSING = "scores_missing"
    NOTHING_CHANGED = "nothing_changed"
    SHEETS_OUTSTANDING = "sheets_outstanding"
    NOBODY_SCORED = "nobody_scored"
    NO_SUCH_BONUS = "no_such_bonus"
    BONUS_OUT_OF_RANGE = "bonus_out_of_range"
    BONUS_ALL_OR_NOTHING = "bonus_all_or_nothing"
    BONUS_DOCUMENT_MISSING = "bonus_document_missing"
    BONUS_LINE_MISSING = "bonus_line_missing"
    BONUS_LINE_NOT_ELIGIBLE = "bonus_line_not_eligible"
    BONUS_PUBLICATION_MISSING = "bonus_publication_missing"
    BONUS_PUBLISHED_LATER = "bonus_published_later"
    BONUS_DECIDED_MEANWHILE = "bonus_decided_meanwhile"
    ROUND_IS_OPEN = "round_is_open"
    DUE_DAY_IS_PAST = "due_day_is_past"
    NOT_A_REVIEWER = "not_a_reviewer"
    PROFILE_MISSING = "profile_missing"
    NOT_AVAILABLE = "not_available"
    LOAD_LIMIT = "load_limit"
    ASSIGNED_BEFORE = "assigned_before"
    CONFLICT_FOUND = "conflict_found"
    NOTHING_TO_OVERRIDE = "nothing_to_override"
    NOT_COMPETING = "not_competing"
    CHANGED_MEANWHILE = "changed_meanwhile"
    PROPOSAL_IS_STALE = "proposal_is_stale"
    SCENARIO_NAME_TAKEN = "scenario_name_taken"
    SCENARIO_UNFIT = "scenario_unfit"
    DEPARTURE_IMPOSSIBLE = "departure_impossible"
    NOTHING_TO_FREEZE = "nothing_to_freeze"
    FILES_UNSETTLED = "files_unsettled"
    CONFLICTS_OPEN = "conflicts_open"
    ALLOCATION_IMPOSSIBLE = "allocation_impossible"
    RANKING_CHANGED = "ranking_changed"
    NOBODY_ATTENDED = "nobody_attended"
    MEETING_DAY_UNFIT = "meeting_day_unfit"
    NO_MINUTES = "no_minutes"
    NOTHING_TO_DECIDE = "nothing_to_decide"
    AMOUNT_OVER_REQUEST = "amount_over_request"
    AMOUNT_OVER_COST = "amount_over_cost"
    AMOUNT_NOT_IN_UNITS = "amount_not_in_units"
    AMOUNT_MISSING = "amount_missing"
    CUT_UNFIT = "cut_unfit"
    FLOOR_HOLDS = "floor_holds"
    DECISION_DAY_UNFIT = "decision_day_unfit"
    RELEASE_EMPTY = "release_empty"
    LETTERS_NOT_READY = "letters_not_ready"
    LETTERS_NOT_CHECKED = "letters_not_checked"
    LETTER_UNFIT = "letter_unfit"
    FILE_MOVED_ON = "file_moved_on"
    MONEY_MISSING = "money_missing"
    NOT_IN_RESERVE = "not_in_reserve"
    NOT_IN_FORCE = "not_in_force"


SENTENCES: Mapping[Why, str] = {
    Why.NOT_SIGNED_IN: "ログインしてから、もう一度お試しください。",
    Why.NOT_YOURS: "この審査は、あなたに割り当てられたものではありません。",
    Why.FOR_SECRETARIAT: "この操作は事務局が行います。",
    Why.FOR_HEAD: "この操作は事務局の責任者が行います。",
    Why.FOR_REVIEWER: "この操作は、割り当てられた審査員が行います。",
    Why.NOT_NOW: "状態がすでに変わっています。画面を開き直して、今の状態を確かめてください。",
    Why.REASON_MISSING: "理由を入力してください。理由は記録に残ります。",
    Why.DECLARE_FIRST: "先に、この申請との利益相反があるかどうかを申告してください。",
    Why.FILE_CLOSED: "この申請は取り下げなどで審査の対象から外れました。点数は保存されません。",
    Why.RECUSED: "この申請の審査は回避されています。採点はできません。",
    Why.TAKEN_OFF: "この申請の割当は解除されました。採点はできません。事務局にお問い合わせください。",
    Why.SHEET_SET_ASIDE: "この採点票は事務局が集計から除きました。採点はできません。事務局にお問い合わせください。",
    Why.SHEET_HANDED_IN: "採点票は提出済みです。合議が始まるまで変えられません。",
    Why.CASE_SETTLED: "この申請の採点は確定しています。変えるときは、事務局に合議の再開を依頼してください。",
    Why.ROUND_FROZEN: "順位と配分が確定しているため、採点や加点は変えられません。",
    Why.NO_SUCH_CRITERION: "この公募に、その審査項目はありません。画面を開き直してください。",
    Why.SCORE_NOT_WHOLE: "点数は整数で入力してください。",
    Why.SCORE_OUT_OF_RANGE: "点数は0点から配点までの範囲で入力してください。",
    Why.COMMENT_TOO_LONG: "コメントが長すぎます。短くしてから保存してください。",
    Why.COMMENT_UNFIT: "コメントに使えない文字(制御文字)が含まれています。入力し直してください。",
    Why.SCORES_MISSING: "点数が入っていない審査項目があります。すべての項目に点数を入れてから提出してください。",
    Why.NOTHING_CHANGED: "提出済みの採点票から変わったところがありません。",
    Why.SHEETS_OUTSTANDING: "採点票を提出していない審査員がいます。全員の提出を待って、もう一度お試しください。",
    Why.NOBODY_SCORED: "採点票が1枚もありません。審査員を割り当て、採点を待ってください。",
    Why.NO_SUCH_BONUS: "この公募に、その加点項目はありません。画面を開き直してください。",
    Why.BONUS_OUT_OF_RANGE: "加点は0点から上限までの整数で入力してください。",
    Why.BONUS_ALL_OR_NOTHING: "この加点は、満点か0点のどちらかです。",
    Why.BONUS_DOCUMENT_MISSING: "根拠になる書類が申請に添付されていないため、加点できません。",
    Why.BONUS_LINE_MISSING: "加点の根拠になる経費明細を選んでください。明細に含まれていなければ加点できません。",
    Why.BONUS_LINE_NOT_ELIGIBLE: "選んだ明細に、補助の対象にならないものがあります。対象になる明細だけを選んでください。",
    Why.BONUS_PUBLICATION_MISSING: "公表を確かめた場所(URL)と公表日を入力してください。確かめられなければ加点できません。",
    Why.BONUS_PUBLISHED_LATER: "公表日が申請の日より後のため、加点できません。",
    Why.BONUS_DECIDED_MEANWHILE: "ほかの人が先に判断しました。新しい判断を確かめてから、もう一度行ってください。",
    Why.ROUND_IS_OPEN: "この公募の審査は、すでに始まっています。",
    Why.DUE_DAY_IS_PAST: "採点の期限が過去の日になっています。今日より後の日を選んでください。",
    Why.NOT_A_REVIEWER: "この人は今、審査員として割り当てられません。審査会への所属を確かめてください。事務局や検査の担当を兼ねる人は、ほかの採点票を見られるため、割り当てられません。",
    Why.PROFILE_MISSING: "この審査員の勤務先などが登録されていません。利益相反を確かめられないため、先に登録してください。",
    Why.NOT_AVAILABLE: "この審査員は今、審査を引き受けられない設定になっています。",
    Why.LOAD_LIMIT: "この審査員は、引き受ける件数の上限に達しています。上限を変えるか、別の審査員を選んでください。",
    Why.ASSIGNED_BEFORE: "この審査員は、この申請をすでに担当しているか、以前に回避・解除されています。別の審査員を選んでください。",
    Why.CONFLICT_FOUND: "登録されている勤務先などから、利益相反のおそれが見つかっています。例外とするには、事務局の責任者の判断が必要です。",
    Why.NOTHING_TO_OVERRIDE: "例外とする関係は見つかっていません。画面を開き直して、今の状態を確かめてください。",
    Why.PROPOSAL_IS_STALE: "案を見ている間に、申請・割当・審査員の登録のどれかが変わりました。まだ何も割り当てていません。案を開き直して、新しい案を確かめてください。",
    Why.CHANGED_MEANWHILE: "開いている間に、ほかの人が内容を変えました。画面を開き直して、今の内容を確かめてください。",
    Why.NOT_COMPETING: "この申請は、審査の対象ではなくなっています。",
    Why.SCENARIO_NAME_TAKEN: "同じ名前の案があります。別の名前を付けてください。",
    Why.SCENARIO_UNFIT: "案の名前と、0円以上の予算を入力してください。",
    Why.DEPARTURE_IMPOSSIBLE: "この例外は、このままでは計算に入れられません。額・理由・予算を確かめてください。",
    Why.NOTHING_TO_FREEZE: "順位の付いた申請がありません。採点がそろってから確定してください。",
    Why.FILES_UNSETTLED: "採点を確定していない申請が残っています。すべての採点を確定してから、もう一度お試しください。",
    Why.CONFLICTS_OPEN: "利益相反のおそれがある採点票が集計に入っています。採点票を除外するか、責任者が例外を判断してから確定してください。",
    Why.ALLOCATION_IMPOSSIBLE: "計算に入れられない例外が残っています。例外を直すか外してから確定してください。",
    Why.RANKING_CHANGED: "確かめている間に、採点・加点・案のどれかが変わりました。何も確定していません。新しい順位と配分を確かめてください。",
    Why.NOBODY_ATTENDED: "出席者を1人以上入力してください。",
    Why.MEETING_DAY_UNFIT: "開催日は、審査を始めた日から今日までの日を入力してください。",
    Why.NO_MINUTES: "順位と配分がまだ確定していません。先に配分を確定して議事録を作ってください。",
    Why.NOTHING_TO_DECIDE: "決定の案を作る申請がありません。すべての申請に、案か通知があります。",
    Why.AMOUNT_OVER_REQUEST: "決定額が申請額を超えています。申請額以下の額を入力してください。",
    Why.AMOUNT_OVER_COST: "決定額が、査定した経費から計算できる額を超えています。額か査定を見直してください。",
    Why.AMOUNT_NOT_IN_UNITS: "決定額が、切捨ての単位になっていません。単位に合わせて入力してください。",
    Why.AMOUNT_MISSING: "交付する額がありません。不交付にするか、額を入力してください。",
    Why.CUT_UNFIT: "査定額は、0円から対象と判定された額までで入力してください。",
    Why.FLOOR_HOLDS: "補助金の下限を下回る決定があります。責任者が理由を付けて認めるか、額を見直してください。",
    Why.DECISION_DAY_UNFIT: "決定日は、配分を決めた会議の日から今日までの日を入力してください。",
    Why.RELEASE_EMPTY: "通知する決定がありません。",
    Why.LETTERS_NOT_READY: "できあがっていない通知書があります。一覧で確かめてください。まだ何も通知していません。",
    Why.LETTERS_NOT_CHECKED: "確認していない通知書があります。すべて確認してから通知してください。まだ何も通知していません。",
    Why.LETTER_UNFIT: "出せない通知書があります。準備を取り消し、一覧に出ている不具合を直してください。まだ何も通知していません。",
    Why.FILE_MOVED_ON: "取下げなどで、決定を待つ状態でなくなった申請があります。準備を取り消し、案から外してください。",
    Why.MONEY_MISSING: "予算の残りが足りません。残りの額以下で決定してください。",
    Why.NOT_IN_RESERVE: "この申請は補欠ではないか、すでに決定の案があります。",
    Why.NOT_IN_FORCE: "この決定は、差し替えられたか、まだ通知されていません。画面を開き直してください。",
}
