"""申請者: who applies, where, how large, and whom to call."""

from typing import Annotated

from pydantic import Field, StrictInt

from applications.rules.facts import BaseInPrefecture, EntityType, SmallBusinessClass
from applications.rules.section_shapes.asking import (
    Asked,
    CorporateNumber,
    Email,
    Kana,
    LineText,
    Name,
    Need,
    Phone,
    PostalCode,
    Reason,
    RegistrationNumber,
)
from applications.rules.shapes import Count, Day, Shape, YenAmount

SignedYen = Annotated[StrictInt, Field(ge=-(10**13), le=10**13)]


class FinancialYear(Shape):
    """One settled year in whole yen; `ended_on` is its last day."""

    ended_on: Day | None = None
    sales: SignedYen | None = None
    op_profit: SignedYen | None = None
    net_assets: SignedYen | None = None
    accumulated_deficit: YenAmount | None = None


class ApplicantAnswers(Shape):
    """§2.1 of the paper, the applicant's part."""

    entity_type: Annotated[EntityType | None, Asked("申請者の区分", Need.ALWAYS, "applicant.entity_type")] = None
    name: Annotated[Name, Asked("名称", Need.ALWAYS)] = ""
    name_kana: Annotated[Kana, Asked("名称のフリガナ", Need.ALWAYS)] = ""
    corporate_number: Annotated[CorporateNumber, Asked("法人番号", Need.CORPORATION)] = ""
    invoice_no: Annotated[RegistrationNumber, Asked("インボイスの登録番号")] = ""
    rep_title: Annotated[Name, Asked("代表者の役職", Need.CORPORATION)] = ""
    rep_name: Annotated[Name, Asked("代表者の氏名", Need.ALWAYS)] = ""
    rep_kana: Annotated[Kana, Asked("代表者のフリガナ", Need.ALWAYS)] = ""
    hq_postal: Annotated[PostalCode, Asked("郵便番号", Need.ALWAYS)] = ""
    hq_address: Annotated[LineText, Asked("所在地", Need.ALWAYS)] = ""
    hq_muni_code: Annotated[str, Field(pattern=r"^(\d{5,6})?$"), Asked("所在市町村", Need.ALWAYS)] = ""
    pref_base: Annotated[
        BaseInPrefecture | None, Asked("県内の拠点", Need.BY_RULES, "applicant.base_in_prefecture")
    ] = None
    siting_certified_by: Annotated[Name, Asked("企業立地認定をした機関", Need.SITING)] = ""
    siting_certified_on: Annotated[Day | None, Asked("企業立地認定の日", Need.SITING)] = None
    established_on: Annotated[Day | None, Asked("設立日・開業日", Need.ALWAYS)] = None
    industry_jsic: Annotated[str, Field(pattern=r"^([A-T]\d{0,4})?$"), Asked("主たる業種", Need.ALWAYS)] = ""
    sme_class: Annotated[
        Annotated[StrictInt, Field(ge=1, le=99)] | None,
        Asked("業種の区分", Need.BY_RULES, "applicant.industry_class"),
    ] = None
    sme_class_reason: Annotated[Reason, Asked("候補と違う区分を選んだ理由")] = ""
    small_business_class: Annotated[
        SmallBusinessClass | None,
        Asked("小規模事業者の業種区分", Need.BY_RULES, "applicant.small_business_class"),
    ] = None
    capital: Annotated[YenAmount | None, Asked("資本金・出資の総額", Need.BY_RULES, "applicant.capital")] = None
    employees_regular: Annotated[
        Count | None, Asked("常時使用する従業員の数", Need.ALWAYS, "applicant.regular_employees")
    ] = None
    employees_full_time: Annotated[Count | None, Asked("うち正社員の数")] = None
    employees_part_time: Annotated[Count | None, Asked("うちパートなどの数")] = None
    taxable_income: Annotated[
        tuple[SignedYen, ...] | None,
        Field(max_length=10),
        Asked("直近の課税所得(古い年から)", Need.BY_RULES, "applicant.taxable_income"),
    ] = None
    financial_years: Annotated[tuple[FinancialYear, ...], Field(max_length=5), Asked("直近の財務", Need.ALWAYS)] = ()
    contact_dept: Annotated[Name, Asked("担当部署")] = ""
    contact_name: Annotated[Name, Asked("担当者の氏名", Need.ALWAYS)] = ""
    contact_tel: Annotated[Phone, Asked("担当者の電話番号", Need.ALWAYS)] = ""
    contact_email: Annotated[Email, Asked("担当者のメールアドレス", Need.ALWAYS)] = ""
