"""From the main industry (日本標準産業分類, 14th revision) to a proposed row of the SME tables. A proposal, never a judgement.

The rows follow the table of the SME Basic Act family that calls of this kind print: 1 manufacturing, construction,
transport; 2 wholesale; 3 services; 4 retail; 5 rubber products; 6 software and information processing; 7 inns;
8 the rest. The traps: restaurants and take-away count as retail, software and inns leave the services they stand
in, travel agencies leave them too, tyres and factory belts leave rubber. The applicant chooses, the office checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from applications.rules.facts import SmallBusinessClass

_COMMERCE: Final = "commerce_and_service"
_LODGING: Final = "lodging_and_entertainment"
_OTHER: Final = "manufacturing_and_other"


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry as a person may pick it: `code` within the classification, `division` its 大分類."""

    code: str
    division: str
    label: str
    industry_class: int
    small_business_class: SmallBusinessClass
    remark: str = ""


_RESTAURANTS = "飲食店は、中小企業の範囲を決める表では小売業に入ります。"
_SOFTWARE = "ソフトウェア業と情報処理サービス業は、サービス業とは別の区分です。"
_INNS = "旅館・ホテルは、サービス業とは別の区分です。"
_TYRES = "タイヤ・チューブと工場用ベルトの製造は、ゴム製品ではなく製造業の区分で見ます。"
_TRAVEL = "旅行業は、サービス業ではなく「その他」の区分です。"

_ROWS: tuple[Industry, ...] = (
    Industry("A", "農業、林業", "農業、林業", 8, _OTHER),
    Industry("B", "漁業", "漁業", 8, _OTHER),
    Industry("C", "鉱業、採石業、砂利採取業", "鉱業、採石業、砂利採取業", 8, _OTHER),
    Industry("D", "建設業", "建設業", 1, _OTHER),
    Industry("E", "製造業", "製造業(ゴム製品の製造を除く)", 1, _OTHER),
    Industry("E19", "製造業", "ゴム製品の製造(タイヤ・チューブ、工場用ベルトを除く)", 5, _OTHER),
    Industry("E191", "製造業", "タイヤ・チューブ、工場用ベルトの製造", 1, _OTHER, _TYRES),
    Industry("F", "電気・ガス・熱供給・水道業", "電気・ガス・熱供給・水道業", 8, _OTHER),
    Industry("G391", "情報通信業", "ソフトウェア業", 6, _COMMERCE, _SOFTWARE),
    Industry("G392", "情報通信業", "情報処理・提供サービス業", 6, _COMMERCE, _SOFTWARE),
    Industry("G38", "情報通信業", "放送業", 3, _COMMERCE),
    Industry("G411", "情報通信業", "映像・音声の制作、広告制作", 3, _COMMERCE),
    Industry("G37", "情報通信業", "通信業、インターネット附随サービス業、新聞業、出版業", 8, _OTHER),
    Industry("H", "運輸業、郵便業", "運輸業(道路貨物、旅客、倉庫など)", 1, _OTHER),
    Industry("H49", "運輸業、郵便業", "郵便業", 8, _OTHER),
    Industry("I50", "卸売業、小売業", "卸売業", 2, _COMMERCE),
    Industry("I56", "卸売業、小売業", "小売業", 4, _COMMERCE),
    Industry("J", "金融業、保険業", "金融業、保険業", 8, _OTHER),
    Industry("K68", "不動産業、物品賃貸業", "不動産の取引・賃貸・管理(駐車場を除く)", 8, _OTHER),
    Industry("K693", "不動産業、物品賃貸業", "駐車場業", 3, _COMMERCE),
    Industry("K70", "不動産業、物品賃貸業", "物品賃貸業(リース・レンタル)", 3, _COMMERCE),
    Industry("L", "学術研究、専門・技術サービス業", "専門・技術サービス業(士業、設計、広告、獣医など)", 3, _COMMERCE),
    Industry("M751", "宿泊業、飲食サービス業", "旅館、ホテル", 7, _LODGING, _INNS),
    Industry("M75", "宿泊業、飲食サービス業", "その他の宿泊業", 3, _LODGING),
    Industry("M76", "宿泊業、飲食サービス業", "飲食店", 4, _COMMERCE, _RESTAURANTS),
    Industry("M77", "宿泊業、飲食サービス業", "持ち帰り・配達の飲食サービス", 4, _COMMERCE, _RESTAURANTS),
    Industry("N78", "生活関連サービス業、娯楽業", "洗濯・理容・美容・浴場、その他の生活関連サービス", 3, _COMMERCE),
    Industry("N791", "生活関連サービス業、娯楽業", "旅行業", 8, _OTHER, _TRAVEL),
    Industry("N80", "生活関連サービス業、娯楽業", "娯楽業(映画館、スポーツ施設など)", 3, _LODGING),
    Industry("O", "教育、学習支援業", "教育、学習支援業", 3, _COMMERCE),
    Industry("P", "医療、福祉", "医療、福祉", 3, _COMMERCE),
    Industry("Q", "複合サービス事業", "郵便局、協同組合", 3, _COMMERCE),
    Industry("R", "サービス業(他に分類されないもの)", "整備・修理、派遣、警備、廃棄物処理など", 3, _COMMERCE),
    Industry("T", "分類できない産業", "上のどれにもあてはまらない", 8, _OTHER),
)

INDUSTRIES: Mapping[str, Industry] = {industry.code: industry for industry in _ROWS}
# 大分類 by its letter.
DIVISIONS: Mapping[str, str] = {industry.code[0]: industry.division for industry in _ROWS}


def proposed_industry(code: str | None) -> Industry | None:
    """The industry of that code, whose classes are then proposed; None where nothing, or nothing known, was picked."""
    return INDUSTRIES.get(code) if code else None


def industries_by_division() -> tuple[tuple[str, tuple[Industry, ...]], ...]:
    """All industries under their 大分類, in the order of the classification."""
    divisions = dict.fromkeys(industry.division for industry in _ROWS)
    return tuple((name, tuple(row for row in _ROWS if row.division == name)) for name in divisions)
