"""What the choices of the facts are called: one wording for the questions, the result and the papers."""

from collections.abc import Mapping

CHOICE_LABELS: Mapping[str, Mapping[str, str]] = {
    "applicant.base_in_prefecture": {
        "head_office": "本社(本店)が県内にある",
        "principal_office": "本社は県外だが、主たる事務所が県内にある",
        "siting_certification": "県または県内の市町村から、企業立地認定を受けている",
        "none": "どれもない(支店や営業所だけの場合を含む)",
    },
    "applicant.insolvency": {
        "none": "どの手続きもない",
        "reorganisation_filed": "会社更生の申立てをした(開始決定はまだ)",
        "reorganisation_commenced": "会社更生の開始決定を受けた",
        "rehabilitation_filed": "民事再生の申立てをした(開始決定はまだ)",
        "rehabilitation_commenced": "民事再生の開始決定を受けた",
        "bankruptcy_filed": "破産の申立てをした(開始決定はまだ)",
        "bankruptcy_commenced": "破産の開始決定を受けた",
        "special_liquidation": "特別清算をしている",
    },
    "project.same_project_subsidy": {
        "none": "受けない(申請もしていない)",
        "applied": "申請していて、結果を待っている",
        "decided": "受けることが決まっている",
        "received": "すでに受けた",
    },
    "shareholder.kind": {
        "individual": "個人",
        "sme": "中小企業",
        "large": "大企業",
        "deemed_large": "みなし大企業(大企業が半分以上を持つ会社など)",
        "investment_promotion_company": "中小企業投資育成株式会社",
        "investment_lps": "投資事業有限責任組合",
        "deemed_large_indirect": "みなし大企業に全部を持たれている会社",
        "other": "そのほか・分からない",
    },
    "officer.concurrent": {
        "none": "どこの役員・職員も兼ねていない、または中小企業だけを兼ねている方",
        "large": "大企業の役員・職員を兼ねている方",
        "deemed_large": "みなし大企業(大企業が半分以上を持つ会社など)の役員・職員を兼ねている方",
        "deemed_large_indirect": "みなし大企業に全部を持たれている会社の役員・職員を兼ねている方",
    },
}

# What yes and what no is called; a flag that is not named here is answered はい or いいえ.
FLAG_LABELS: Mapping[str, tuple[str, str]] = {
    "applicant.continues_in_prefecture": ("続ける予定です", "続ける予定はありません"),
    "applicant.prefectural_tax_arrears": ("ある", "ない"),
    "applicant.antisocial_forces": ("ある", "ない"),
    "applicant.adult_entertainment_business": ("営んでいる", "営んでいない"),
    "applicant.productive_activity": ("している", "していない"),
    "project.applied_to_expansion_type": ("申請する(申請した)", "申請しない"),
    "project.prior_type_award": ("受けた", "受けていない"),
}
_PLAIN_FLAG = ("はい", "いいえ")


def choice_label(name: str, key: str) -> str:
    """What a choice is called; a key without a name stands for itself."""
    return CHOICE_LABELS.get(name, {}).get(key, key)


def flag_labels(fact: str) -> tuple[str, str]:
    """What yes and no are called for a fact."""
    return FLAG_LABELS.get(fact, _PLAIN_FLAG)
