"""How the sections are put to the applicant: groups, labels of rows, support texts and units, worded once for every call."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together under a heading. `keys` may name fields and lists."""

    title: str
    keys: tuple[str, ...]
    support: str = ""


@dataclass(frozen=True, slots=True)
class RowWords:
    """A list that grows: what one row is called, its fields, and those that take the full width."""

    name: str
    labels: Mapping[str, str]
    wide: frozenset[str] = frozenset()
    support: str = ""
    supports: Mapping[str, str] = field(default_factory=dict)


GROUPS: Mapping[str, tuple[Group, ...]] = {
    "applicant": (
        Group("申請する方", ("entity_type", "name", "name_kana", "corporate_number", "invoice_no")),
        Group("代表者", ("rep_title", "rep_name", "rep_kana")),
        Group(
            "所在地と県内の拠点",
            ("hq_postal", "hq_address", "hq_muni_code", "pref_base", "siting_certified_by", "siting_certified_on"),
        ),
        Group(
            "業種と規模",
            (
                "established_on",
                "industry_jsic",
                "sme_class",
                "sme_class_reason",
                "small_business_class",
                "capital",
                "employees_regular",
                "employees_full_time",
                "employees_part_time",
            ),
        ),
        Group("所得と財務", ("taxable_income", "financial_years")),
        Group("担当者", ("contact_dept", "contact_name", "contact_tel", "contact_email"), "確認の連絡をする方です。"),
    ),
    "shareholders_officers": (
        Group("株主・出資者", ("total_shares", "shareholders")),
        Group("役員", ("officers",)),
    ),
    "project_plan": (
        Group("事業のあらまし", ("project_title", "period_end", "tool_category", "tool_other", "company_profile")),
        Group("現状と課題", ("challenges",)),
        Group("課題ごとの取組", ("solutions",)),
        Group("成果指標(KPI)", ("kpi",)),
        Group("スケジュール", ("schedule",)),
        Group("実施体制", ("members",)),
        Group("続け方・広がり・備え", ("continuation", "spillover", "novelty", "funding_plan", "security_measures")),
    ),
    "costs": (
        Group("交付申請額", ("request_amount",)),
        Group("収入の部", ("income", "bridging")),
    ),
    "requirements_bonus": (
        Group(
            "申請の条件",
            (
                "continues_in_prefecture",
                "prefectural_tax_arrears",
                "insolvency",
                "antisocial_forces",
                "adult_entertainment_business",
                "productive_activity",
            ),
        ),
        Group(
            "ほかの補助金",
            (
                "same_project_subsidy",
                "other_subsidies",
                "expansion_type_applied",
                "prior_type_award",
                "prior_type_award_no",
            ),
        ),
        Group("事前相談", ("has_consulted", "consult_at", "consult_no")),
        Group("SECURITY ACTION", ("sa_level", "sa_id", "sa_date")),
        Group(
            "加点",
            ("partnership_declared", "partnership_url", "partnership_date", "has_dx_plan", "has_security_costs"),
            "あてはまるものだけで結構です。書類は「添付書類」で登録します。",
        ),
        Group("この公募の質問", ("extra",)),
    ),
    "attachments": (),
    "pledges": (
        Group("誓約", ("pledged",)),
        Group("同意", ("consented",)),
        Group("役員等名簿", ("officer_register",)),
    ),
    "cost_line": (
        Group(
            "内容と金額",
            (
                "category",
                "description",
                "quantity",
                "unit",
                "unit_price",
                "amount_excluding_tax",
                "amount_including_tax",
            ),
        ),
        Group("発注先", ("vendor", "vendor_address", "vendor_in_prefecture", "out_of_prefecture_reason")),
        Group("見積", ("quotes", "chosen_quote", "single_quote_reason")),
        Group("パソコンなど", ("general_purpose_device", "exclusive_use")),
        Group("契約と支払い", ("contract_planned_on", "payment_planned_on", "payment_method")),
        Group(
            "月額・年額の契約",
            ("subscription_contracted_on", "subscription_from", "subscription_to", "proration_basis"),
            "利用の期間が決まっている契約だけ入力します。金額は契約する期間の全部の額です。",
        ),
    ),
}

_YEAR = "年は「2025」か「令和7」のように入力します。"
SUPPORTS: Mapping[str, str] = {
    "name": "登記や開業届のとおりに入力します。",
    "corporate_number": "13桁の数字です。個人事業主の方は空けておきます。",
    "invoice_no": "Tと13桁の数字です。登録していない方は空けておきます。",
    "hq_postal": "例:880-0303",
    "hq_address": "都道府県から入力します。",
    "hq_muni_code": "県内の拠点がある市町村です。",
    "siting_certified_by": "県内の拠点で「企業立地認定」を選んだ方だけ入力します。",
    "siting_certified_on": _YEAR,
    "established_on": _YEAR,
    "industry_jsic": "売上がいちばん多い事業で選びます。",
    "sme_class": "業種から見た候補と違うものを選ぶときは、下に理由を書きます。",
    "capital": "登記に書かれている額です。",
    "employees_regular": "役員と個人事業主本人は数えません。期間を決めずに雇っている方は数えます。",
    "taxable_income": "確定申告が済んだ年(年度)の課税所得です。赤字は「-」を付けます。まだ決算のない年は空けておきます。",
    "project_title": "50字くらいまでで、何をどうする事業かが分かる名前にします。",
    "period_end": f"導入から支払いまで、すべてが終わる日です。{_YEAR}",
    "tool_other": "上で「その他」を選んだときに入力します。",
    "company_profile": "事業の内容、製品やサービス、取引先、従業員などを書きます。",
    "continuation": "補助が終わった後、どのように使い続け、広げるかを書きます。",
    "spillover": "同じ業界や地域に、どのように広がるかを書きます。",
    "novelty": "これまでの県内の事例と、どこが違うかを書きます。",
    "funding_plan": "支払いに充てる資金の準備を書きます。",
    "security_measures": "情報を守るために行うことを書きます。",
    "request_amount": "空けておくと、計算できる上限の額で申請します。",
    "bridging": "補助金は支払いの後に出ます。それまでの立替えの手当てを書きます。",
    "prior_type_award_no": "「受けた」のときに入力します。",
    "consult_at": f"相談が終わった日時です。時刻が分からないときは空けておきます。{_YEAR}",
    "sa_id": "11桁の数字です。宣言していない方は空けておきます。",
    "sa_date": _YEAR,
    "partnership_url": "宣言が載っているページの場所です。",
    "partnership_date": _YEAR,
    "description": "例:在庫管理ソフト 一式(5人分)",
    "unit_price": "数量と単価を入力すると、金額は計算されます。",
    "amount_excluding_tax": "見積書のとおりの額です。",
    "amount_including_tax": "空けておくと、税抜の額から計算されます。",
    "vendor_in_prefecture": "本社(主たる事務所)の場所で答えます。",
    "quotes": "見積書をとった会社の数です。",
    "chosen_quote": "頼むことにした見積の会社名や番号です。",
    "exclusive_use": "「はい」のとき、どの業務だけに使うかを書きます。",
    "proration_basis": "期間の一部だけが対象のときの計算の考え方です。",
    "contract_planned_on": "交付決定の後の日です。",
}
# A label of its own, where the paper's is too short for a question.
LABELS: Mapping[str, str] = {
    "name_kana": "名称(フリガナ)",
    "rep_kana": "代表者の氏名(フリガナ)",
    "tool_category": "導入する技術(あてはまるものすべて)",
    "general_purpose_device": "パソコンやタブレットなど、ほかの用途にも使えるものですか",
    "vendor_in_prefecture": "発注先は県内ですか",
    "exclusive_use": "専ら使う業務",
    "request_amount": "交付申請額",
    "pledged": "次のすべてを誓約します",
    "consented": "次のすべてに同意します",
    "continues_in_prefecture": "これからも県内で事業を続ける予定ですか",
    "prefectural_tax_arrears": "県税に滞納がありますか",
    "insolvency": "倒産の手続きに入っていますか",
    "antisocial_forces": "暴力団等と関わりがありますか",
    "adult_entertainment_business": "風営法第2条第1項の風俗営業を営んでいますか",
    "productive_activity": "製品を作る、サービスを届けるなどの事業をしていますか",
    "same_project_subsidy": "同じ内容で、ほかの補助金や助成金を受けますか",
    "expansion_type_applied": "同じ補助金の発展タイプにも申請しますか",
    "prior_type_award": "前の年度に、この補助金のもとになった補助金の交付決定を受けましたか",
    "has_consulted": "事前相談を済ませましたか",
    "partnership_declared": "パートナーシップ構築宣言を公表していますか",
    "has_dx_plan": "DX推進計画を添付しますか",
    "has_security_costs": "セキュリティ対策の経費がありますか",
}
UNITS: Mapping[str, str] = {
    "capital": "円",
    "employees_regular": "人",
    "employees_full_time": "人",
    "employees_part_time": "人",
    "taxable_income": "円",
    "total_shares": "株・口",
    "shares": "株・口",
    "sales": "円",
    "op_profit": "円",
    "net_assets": "円",
    "accumulated_deficit": "円",
    "amount": "円",
    "request_amount": "円",
    "unit_price": "円",
    "amount_excluding_tax": "円",
    "amount_including_tax": "円",
    "quotes": "社",
}
ROWS: Mapping[str, RowWords] = {
    "financial_years": RowWords(
        "決算",
        {
            "ended_on": "決算の日",
            "sales": "売上高",
            "op_profit": "営業利益",
            "net_assets": "純資産",
            "accumulated_deficit": "累積赤字(あるとき)",
        },
        frozenset({"ended_on"}),
        "直近の2期を、古い年から入力します。マイナスの額は「-」を付けます。",
    ),
    "shareholders": RowWords(
        "株主・出資者",
        {"name": "名前(名称)", "shares": "持っている数", "kind": "どのような持ち主ですか"},
        frozenset({"kind"}),
        "多く持つ方から順に入力します。",
    ),
    "officers": RowWords(
        "役員",
        {
            "name": "氏名",
            "position": "役職",
            "post": "会社法での立場",
            "concurrent": "ほかの会社との兼務",
            "concurrent_at": "兼務している先",
        },
        frozenset({"concurrent", "concurrent_at"}),
        "社外の役員も入力します。",
    ),
    "challenges": RowWords(
        "課題",
        {"task": "業務の名前", "present": "現状", "problem": "問題", "cause": "原因"},
        frozenset({"task", "present", "problem", "cause"}),
        "困っている業務ごとに一つずつ書きます。取組は、この番号で結びつけます。",
    ),
    "solutions": RowWords(
        "取組",
        {
            "challenge": "どの課題に対する取組ですか(課題の番号)",
            "measure": "取組の内容",
            "tool": "導入するもの",
            "vendor": "頼む会社",
            "effect": "期待する効果",
        },
        frozenset({"challenge", "measure", "effect"}),
    ),
    "kpi": RowWords(
        "指標",
        {
            "task": "業務(工程)の名前",
            "indicator": "指標",
            "unit": "単位",
            "before": "現状の値",
            "after": "目標の値",
            "method": "測り方",
            "timing": "測る時期",
        },
        frozenset({"task", "method", "timing"}),
        "単位は、全部の行でそろえます。",
        {"indicator": "例:作業時間", "unit": "例:時間/月"},
    ),
    "schedule": RowWords(
        "作業",
        {"task": "作業の名前", "begins": "はじまりの月", "ends": "おわりの月"},
        frozenset({"task"}),
        "発注、納品、検収、支払い、研修などを入力します。発注は交付決定の後です。",
    ),
    "members": RowWords(
        "担当",
        {"role": "役割", "name": "名前(会社名)", "duty": "担うこと"},
        frozenset({"duty"}),
        "責任者、担当者、頼む会社、支援機関などです。",
    ),
    "income": RowWords(
        "収入",
        {"source": "区分", "amount": "金額", "note": "調達先など"},
        frozenset({"note"}),
        "合計が、支出の合計(税込)と同じになるようにします。",
    ),
    "other_subsidies": RowWords(
        "他の補助金",
        {"name": "補助金の名称", "grantor": "出す機関", "state": "状態", "is_same_content": "内容は同じですか"},
        frozenset({"name"}),
        "受ける予定や申請中のものがあるときだけ入力します。",
    ),
    "officer_register": RowWords(
        "役員",
        {"position": "役職", "name": "氏名", "kana": "フリガナ", "birth_date": "生年月日"},
        frozenset({"birth_date"}),
        "誓約の内容を確かめるために使います。暗号化して保管し、事務局の担当者だけが見ます。",
    ),
}
