"""Fills the applicant's part of 様式第1号 from what the pre-check knows. Names and addresses stay blank: nobody asked."""

from fractions import Fraction

from applications.papers.applicant import Applicant, Officer, Requirements, Shareholder, TaxableIncome
from applications.papers.blanks import BLANK_DATE, Choice, Choices
from applications.papers.wording import share_of
from applications.rules.choices import CHOICE_LABELS, choice_label
from applications.rules.eligibility import FactSheet
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from kernel.calendar import tokyo_day
from kernel.money import format_number, format_yen, round_down
from kernel.wareki import format_wareki

_MARKS = {True: "■", False: "□"}
_SMALL_SCALE = {True: "該当する", False: "該当しない", None: ""}


def ticked(pairs: list[tuple[str, str]], chosen: object) -> Choices:
    """A box for each choice, the chosen one filled."""
    return tuple(Choice(mark=_MARKS[key == chosen], label=label) for key, label in pairs)


def yes_or_no(answer: bool | None) -> Choices:
    """あり and なし, neither filled while nothing is known."""
    return (
        Choice(mark=_MARKS[answer is True], label="あり"),
        Choice(mark=_MARKS[answer is False], label="なし"),
    )


def applicant_of(facts: Facts, terms: CallTerms) -> Applicant:
    """Who applies, as far as it bears on the conditions."""
    known = facts.applicant
    size = terms.size(known.industry_class)
    bases = [(key, label) for key, label in CHOICE_LABELS["applicant.base_in_prefecture"].items() if key != "none"]
    return Applicant(
        entity_type=ticked([(entity.type, entity.label) for entity in terms.entities], known.entity_type),
        base_in_prefecture=ticked(bases, known.base_in_prefecture),
        sme_class=size.label if size else "",
        capital="" if known.capital is None else format_yen(known.capital),
        regular_employees="" if known.regular_employees is None else f"{format_number(known.regular_employees)}人",
        small_scale=_SMALL_SCALE[_small_scale(facts, terms)],
        total_shares="" if known.total_shares is None else format_number(known.total_shares),
        shareholders=_shareholders(facts),
        officers=_officers(facts),
        taxable_income=tuple(
            TaxableIncome(amount=format_number(amount))
            for amount in (known.taxable_income or ())[-terms.income.years :]
        ),
        taxable_income_average=_average(facts, terms),
    )


def requirements_of(facts: Facts, terms: CallTerms) -> Requirements:
    """What the applicant declares about the conditions of the call."""
    project = facts.project
    consulted = project.consulted_at
    return Requirements(
        other_subsidy=ticked(list(CHOICE_LABELS["project.same_project_subsidy"].items()), project.same_project_subsidy),
        prior_award=yes_or_no(project.prior_type_award),
        concurrent_application=yes_or_no(project.applied_to_expansion_type),
        concurrent_application_label="同時に申請できない型への申請",
        prior_award_label="前の年度の交付決定",
        consulted_on=format_wareki(tokyo_day(consulted), weekday=True) if consulted else BLANK_DATE,
        security_action=(Choice(label=terms.security_action.label), Choice(label="まだ宣言していない")),
        dx_plan=(Choice(label="添付する"), Choice(label="添付しない")),
    )


def _small_scale(facts: Facts, terms: CallTerms) -> bool | None:
    answer = FactSheet(facts, terms)("applicant.small_scale")
    return answer if isinstance(answer, bool) else None


def _average(facts: Facts, terms: CallTerms) -> str:
    average = FactSheet(facts, terms)("applicant.average_income")
    return format_number(round_down(average)) if isinstance(average, Fraction) else ""


def _shareholders(facts: Facts) -> tuple[Shareholder, ...]:
    total = facts.applicant.total_shares
    return tuple(
        Shareholder(
            name=holder.name,
            kind=choice_label("shareholder.kind", holder.kind),
            shares=format_number(holder.shares),
            ratio=share_of(holder.shares, total).strip("()"),
        )
        for holder in facts.applicant.shareholders or ()
    )


def _officers(facts: Facts) -> tuple[Officer, ...]:
    """Only those who serve another enterprise that matters; the others have nothing to state beside their name."""
    officers = facts.applicant.officers or ()
    kinds = {"large": "大企業", "deemed_large": "みなし大企業", "deemed_large_indirect": "みなし大企業の子会社"}
    return tuple(
        Officer(name=officer.name, concurrent_kind=kinds.get(officer.concurrent, "なし")) for officer in officers
    )
