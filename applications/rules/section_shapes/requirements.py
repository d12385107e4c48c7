"""要件・加点: what the applicant declares about the conditions of the call, and what earns more points."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from applications.rules.facts import Insolvency, SameProjectSubsidy
from applications.rules.section_shapes.asking import Asked, LineText, Name, Need
from applications.rules.shapes import Day, Moment, Shape


class OtherSubsidyRow(Shape):
    """Another subsidy asked for or received."""

    name: Name = ""
    grantor: Name = ""
    state: Literal["applied", "decided", "received", ""] = ""
    is_same_content: StrictBool | None = None


class RequirementsAnswers(Shape):
    """§2.1 of the paper, from the conditions to the bonus items. `extra` answers the call's own questions."""

    continues_in_prefecture: Annotated[
        StrictBool | None, Asked("今後も県内で事業を続ける", Need.BY_RULES, "applicant.continues_in_prefecture")
    ] = None
    prefectural_tax_arrears: Annotated[
        StrictBool | None, Asked("県税の滞納", Need.BY_RULES, "applicant.prefectural_tax_arrears")
    ] = None
    insolvency: Annotated[Insolvency | None, Asked("倒産手続", Need.BY_RULES, "applicant.insolvency")] = None
    antisocial_forces: Annotated[
        StrictBool | None, Asked("暴力団等との関係", Need.BY_RULES, "applicant.antisocial_forces")
    ] = None
    adult_entertainment_business: Annotated[
        StrictBool | None, Asked("風俗営業", Need.BY_RULES, "applicant.adult_entertainment_business")
    ] = None
    productive_activity: Annotated[
        StrictBool | None, Asked("生産活動に資する事業", Need.BY_RULES, "applicant.productive_activity")
    ] = None
    same_project_subsidy: Annotated[
        SameProjectSubsidy | None, Asked("同じ内容での他の補助金", Need.BY_RULES, "project.same_project_subsidy")
    ] = None
    other_subsidies: Annotated[
        tuple[OtherSubsidyRow, ...], Field(max_length=20), Asked("他の補助金の内容", Need.OTHER_SUBSIDY)
    ] = ()
    expansion_type_applied: Annotated[
        StrictBool | None, Asked("発展タイプへの申請", Need.BY_RULES, "project.applied_to_expansion_type")
    ] = None
    prior_type_award: Annotated[
        StrictBool | None, Asked("前年度の交付決定", Need.BY_RULES, "project.prior_type_award")
    ] = None
    prior_type_award_no: Annotated[Name, Asked("前年度の決定の番号", Need.PRIOR_AWARD)] = ""
    has_consulted: Annotated[StrictBool | None, Asked("事前相談を済ませた", Need.BY_RULES)] = None
    consult_at: Annotated[Moment | None, Asked("事前相談の日時", Need.BY_RULES, "project.consulted_at")] = None
    consult_no: Annotated[Name, Asked("事前相談の受付番号")] = ""
    sa_level: Annotated[Annotated[StrictInt, Field(ge=0, le=9)] | None, Asked("SECURITY ACTION の星の数")] = None
    sa_id: Annotated[str, Field(pattern=r"^(\d{11})?$"), Asked("自己宣言ID", Need.SECURITY)] = ""
    sa_date: Annotated[Day | None, Asked("自己宣言の日", Need.SECURITY)] = None
    partnership_declared: Annotated[StrictBool | None, Asked("パートナーシップ構築宣言の公表")] = None
    partnership_url: Annotated[LineText, Asked("宣言の掲載場所", Need.PARTNERSHIP)] = ""
    partnership_date: Annotated[Day | None, Asked("宣言の公表日", Need.PARTNERSHIP)] = None
    has_dx_plan: Annotated[StrictBool | None, Asked("DX推進計画の添付")] = None
    has_security_costs: Annotated[StrictBool | None, Asked("セキュリティ対策の経費がある")] = None
    extra: Annotated[dict[str, StrictBool | StrictInt | LineText], Asked("この公募だけの質問")] = Field(
        default_factory=dict
    )
