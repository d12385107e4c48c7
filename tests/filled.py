"""A complete application as a person would type it: every needed answer, two cost lines, every signature."""

from typing import Any

from applications.rules.terms import CallTerms

APPLICANT: dict[str, Any] = {
    "entity_type": "company",
    "name": "株式会社髙﨑製作所",
    "name_kana": "カブシキガイシャタカサキセイサクショ",
    "corporate_number": "7000012050002",
    "rep_title": "代表取締役",
    "rep_name": "髙﨑 一郎",
    "rep_kana": "タカサキ イチロウ",
    "hq_postal": "880-0303",
    "hq_address": "宮崎県宮崎市佐土原町東上那珂1番地",
    "hq_muni_code": "452017",
    "pref_base": "head_office",
    "established_on": "1988-04-01",
    "industry_jsic": "E",
    "sme_class": 1,
    "small_business_class": "manufacturing_and_other",
    "capital": 10_000_000,
    "employees_regular": 42,
    "taxable_income": [12_000_000, 8_000_000, 15_000_000],
    "financial_years": [
        {"ended_on": "2024-03-31", "sales": 320_000_000, "op_profit": 9_000_000, "net_assets": 80_000_000},
        {"ended_on": "2025-03-31", "sales": 350_000_000, "op_profit": 11_000_000, "net_assets": 88_000_000},
    ],
    "contact_name": "青木 花子",
    "contact_tel": "0985-30-5010",
    "contact_email": "aoki@example.jp",
}
OWNERSHIP: dict[str, Any] = {
    "total_shares": 200,
    "shareholders": [{"name": "髙﨑 一郎", "kind": "individual", "shares": 200}],
    "officers": [
        {"name": "髙﨑 一郎", "position": "代表取締役", "concurrent": "none"},
        {"name": "𠮷田 次郎", "position": "取締役", "concurrent": "none"},
    ],
}
PLAN: dict[str, Any] = {
    "project_title": "在庫照会の自動化",
    "period_end": "2025-12-31",
    "tool_category": ["cloud", "api"],
    "company_profile": "金属加工。従業員42名。",
    "challenges": [
        {"task": "在庫照会", "present": "電話で尋ねて台帳を見る", "problem": "時間がかかる", "cause": "台帳が紙"}
    ],
    "solutions": [
        {
            "challenge": 1,
            "measure": "在庫の仕組みを入れる",
            "tool": "在庫管理",
            "vendor": "県内ベンダー",
            "effect": "半減",
        }
    ],
    "kpi": [
        {"task": "在庫照会", "indicator": "時間", "unit": "分/日", "before": "480", "after": "240.5", "method": "記録"}
    ],
    "schedule": [{"task": "導入", "begins": "2025-08", "ends": "2025-10"}],
    "members": [{"role": "責任者", "name": "髙﨑 一郎", "duty": "全体"}],
    "continuation": "翌年度以降も自社の費用で使い続けます。",
    "spillover": "同業の組合で発表します。",
    "novelty": "設備の稼働と在庫を結ぶ例は県内にありません。",
    "funding_plan": "自己資金と借入れで賄います。",
    "security_measures": "二要素認証を使います。",
}
FUNDING: dict[str, Any] = {
    "income": [
        {"source": "subsidy", "amount": 1_500_000},
        {"source": "own_funds", "amount": 1_855_000, "note": "預金"},
    ],
    "bridging": "支払いから受取りまでは運転資金で立て替えます。",
}
REQUIREMENTS: dict[str, Any] = {
    "continues_in_prefecture": True,
    "prefectural_tax_arrears": False,
    "insolvency": "none",
    "antisocial_forces": False,
    "adult_entertainment_business": False,
    "productive_activity": True,
    "same_project_subsidy": "none",
    "expansion_type_applied": False,
    "prior_type_award": False,
    "has_consulted": True,
    "consult_at": "2025-05-01T10:00:00+09:00",
    "consult_no": "DX-12",
    "extra": {"publication_consent": True, "accumulated_deficit": False},
}
LINES: tuple[dict[str, Any], ...] = (
    {
        "category": 5,
        "description": "在庫管理システム一式",
        "quantity": "1",
        "unit": "式",
        "unit_price": 3_000_000,
        "amount_excluding_tax": 3_000_000,
        "amount_including_tax": 3_300_000,
        "vendor": "県内ベンダー",
        "vendor_in_prefecture": True,
        "quotes": 2,
    },
    {
        "category": 1,
        "description": "研修講師への謝金",
        "amount_excluding_tax": 50_000,
        "amount_including_tax": 55_000,
        "vendor": "中小企業診断士 馬場",
        "vendor_in_prefecture": True,
        "quotes": 1,
    },
)


def pledges(terms: CallTerms) -> dict[str, Any]:
    """Every sentence of the call signed, and the register of officers."""
    return {
        "pledged": list(terms.pledges),
        "consented": list(terms.consents),
        "officer_register": [
            {"position": "代表取締役", "name": "髙﨑 一郎", "kana": "タカサキ イチロウ", "birth_date": "1960-02-29"}
        ],
    }


def answers(terms: CallTerms) -> dict[str, dict[str, Any]]:
    """All sections' answers under these terms."""
    return {
        "applicant": APPLICANT,
        "shareholders_officers": OWNERSHIP,
        "project_plan": PLAN,
        "costs": FUNDING,
        "requirements_bonus": REQUIREMENTS,
        "pledges": pledges(terms),
    }
