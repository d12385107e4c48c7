"""The applicant, the declarations and the register of officers, as they were typed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from applications.papers.applicant import (
    Applicant,
    Contact,
    FinancialYear,
    Officer,
    OtherSubsidy,
    Requirements,
    TaxableIncome,
)
from applications.papers.applicant_filling import ticked, yes_or_no
from applications.papers.blanks import BLANK_DATE
from applications.papers.pledges import OfficerRegister, RegisteredOfficer
from applications.rules.choices import choice_label
from applications.rules.jsic import proposed_industry
from applications.rules.terms import CallTerms
from kernel.calendar import tokyo_day
from kernel.money import format_number
from kernel.wareki import format_wareki

Given = Mapping[str, Any]
_SUBSIDY_STATES = {"applied": "申請中", "decided": "決定", "received": "受領"}
_SAME = {True: "同じ", False: "異なる", None: ""}


def applicant_answered(base: Applicant, answers: Mapping[str, Given]) -> Applicant:
    """The applicant's block with names, addresses and figures."""
    given = answers.get("applicant", {})
    industry = proposed_industry(given.get("industry_jsic"))
    officers = answers.get("shareholders_officers", {}).get("officers") or ()
    same = {
        "name": "name",
        "name_kana": "name_kana",
        "representative_title": "rep_title",
        "representative_name": "rep_name",
        "representative_kana": "rep_kana",
        "postal_code": "hq_postal",
        "address": "hq_address",
        "corporate_number": "corporate_number",
        "invoice_number": "invoice_no",
        "sme_class_reason": "sme_class_reason",
    }
    return base.model_copy(
        update={
            **{name: given.get(key) or "" for name, key in same.items()},
            "base_note": " ".join(
                filter(None, (given.get("siting_certified_by"), _day(given.get("siting_certified_on"), "")))
            ),
            "established_on": _day(given.get("established_on"), BLANK_DATE),
            "industry": industry.label if industry else given.get("industry_jsic") or "",
            "regular_employees_note": _employees_note(given),
            "officers": tuple(map(_officer, officers)) or base.officers,
            "taxable_income": _years_named(base.taxable_income),
            "financial_years": tuple(map(_year, given.get("financial_years") or ())),
            "contact": Contact(
                department=given.get("contact_dept") or "",
                name=given.get("contact_name") or "",
                telephone=given.get("contact_tel") or "",
                email=given.get("contact_email") or "",
            ),
        }
    )


def requirements_answered(base: Requirements, given: Given, terms: CallTerms) -> Requirements:
    """The declarations with their numbers and days."""
    stars = given.get("sa_level")
    reached = None if stars is None else stars >= terms.security_action.stars
    consulted = given.get("consult_at")
    return base.model_copy(
        update={
            "other_subsidies": tuple(map(_subsidy, given.get("other_subsidies") or ())),
            "prior_award_number": given.get("prior_type_award_no") or "",
            "consulted_on": format_wareki(tokyo_day(datetime.fromisoformat(consulted))) if consulted else BLANK_DATE,
            "consultation_number": given.get("consult_no") or "",
            "security_action": ticked([(True, terms.security_action.label), (False, "まだ宣言していない")], reached),  # type: ignore[list-item]
            "security_action_id": given.get("sa_id") or "",
            "security_action_declared_on": _day(given.get("sa_date"), BLANK_DATE),
            "partnership": yes_or_no(given.get("partnership_declared")),
            "partnership_address": given.get("partnership_url") or "",
            "partnership_declared_on": _day(given.get("partnership_date"), BLANK_DATE),
            "dx_plan": ticked([(True, "添付する"), (False, "添付しない")], given.get("has_dx_plan")),  # type: ignore[list-item]
        }
    )


def register_answered(base: OfficerRegister, given: Given, as_of: str) -> OfficerRegister:
    """別紙4 with what an inquiry needs."""
    rows = given.get("officer_register") or ()
    officers = tuple(
        RegisteredOfficer(
            position=row.get("position") or "",
            name=row.get("name") or "",
            kana=row.get("kana") or "",
            birth_date=_day(row.get("birth_date"), ""),
        )
        for row in rows
    )
    return base.model_copy(update={"officers": officers, "as_of": as_of})


def _years_named(rows: tuple[TaxableIncome, ...]) -> tuple[TaxableIncome, ...]:
    """Each settled year by its distance from the newest, which stands last."""
    last = len(rows) - 1
    return tuple(
        row.model_copy(update={"year": "直近の期" if n == last else f"{last - n}期前"}) for n, row in enumerate(rows)
    )


def _employees_note(given: Given) -> str:
    parts = (("正社員", given.get("employees_full_time")), ("パートなど", given.get("employees_part_time")))
    return "、".join(f"{label}{format_number(number)}人" for label, number in parts if number is not None)


def _officer(row: Given) -> Officer:
    kind = row.get("concurrent")
    return Officer(
        position=row.get("position") or "",
        name=row.get("name") or "",
        concurrent_post=row.get("concurrent_at") or "",
        concurrent_kind=choice_label("officer.concurrent", kind) if kind and kind != "none" else "なし",
    )


def _year(row: Given) -> FinancialYear:
    names = {
        "sales": "sales",
        "operating_profit": "op_profit",
        "net_assets": "net_assets",
        "accumulated_deficit": "accumulated_deficit",
    }
    amounts = {name: "" if row.get(key) is None else format_number(row[key]) for name, key in names.items()}
    ended = _day(row.get("ended_on"), "")
    return FinancialYear(year=f"{ended.partition('月')[0]}月期" if ended else "", **amounts)


def _subsidy(row: Given) -> OtherSubsidy:
    return OtherSubsidy(
        name=row.get("name") or "",
        grantor=row.get("grantor") or "",
        state=_SUBSIDY_STATES.get(row.get("state") or "", ""),
        sameness=_SAME[row.get("is_same_content")],
    )


def _day(text: str | None, blank: str) -> str:
    return format_wareki(date.fromisoformat(text)) if text else blank
