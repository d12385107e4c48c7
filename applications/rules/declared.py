"""Facts that an applicant states, by name: the words that conditions and sentences may use."""

from collections.abc import Mapping
from typing import get_args

from applications.rules import facts as shapes
from kernel.condition import FactDeclaration, FactKind

_F = FactKind

STATED: tuple[FactDeclaration, ...] = (
    FactDeclaration("submitted_at", _F.TIME, "提出日時"),
    FactDeclaration("received_on", _F.DATE, "到達日"),
    FactDeclaration("channel", _F.CHOICE, "提出方法", choices=get_args(shapes.Channel)),
    FactDeclaration("applicant.entity_type", _F.CHOICE, "申請者の区分", choices=get_args(shapes.EntityType)),
    FactDeclaration("applicant.industry_class", _F.NUMBER, "主たる業種の区分"),
    FactDeclaration(
        "applicant.small_business_class",
        _F.CHOICE,
        "小規模事業者の業種区分",
        choices=get_args(shapes.SmallBusinessClass),
    ),
    FactDeclaration("applicant.capital", _F.NUMBER, "資本金の額又は出資の総額", "円"),
    FactDeclaration("applicant.regular_employees", _F.NUMBER, "常時使用する従業員数", "人"),
    FactDeclaration("applicant.base_in_prefecture", _F.CHOICE, "県内の拠点", choices=get_args(shapes.BaseInPrefecture)),
    FactDeclaration("applicant.continues_in_prefecture", _F.FLAG, "県内での事業の継続"),
    FactDeclaration("applicant.prefectural_tax_arrears", _F.FLAG, "県税の滞納"),
    FactDeclaration("applicant.antisocial_forces", _F.FLAG, "暴力団等との関係"),
    FactDeclaration("applicant.adult_entertainment_business", _F.FLAG, "風俗営業"),
    FactDeclaration("applicant.productive_activity", _F.FLAG, "生産活動に資する事業"),
    FactDeclaration("applicant.insolvency", _F.CHOICE, "倒産手続", choices=get_args(shapes.Insolvency)),
    FactDeclaration("applicant.total_shares", _F.NUMBER, "発行済株式の総数又は出資の総額"),
    FactDeclaration("project.ends_on", _F.DATE, "事業の終了日"),
    FactDeclaration("project.consulted_at", _F.TIME, "事前相談の日時"),
    FactDeclaration(
        "project.same_project_subsidy",
        _F.CHOICE,
        "同じ内容での他の補助金",
        choices=get_args(shapes.SameProjectSubsidy),
    ),
    FactDeclaration("project.applied_to_expansion_type", _F.FLAG, "発展タイプへの申請"),
    FactDeclaration("project.prior_type_award", _F.FLAG, "前年度の交付決定"),
    FactDeclaration("requested_amount", _F.NUMBER, "交付申請額", "円"),
)

# Lists are looked at through derived facts; when one is missing, the verdict names the list.
LIST_LABELS: Mapping[str, str] = {
    "applicant.shareholders": "株主・出資者",
    "applicant.officers": "役員",
    "applicant.taxable_income": "課税所得",
    "project.kpi": "成果指標(KPI)",
}
