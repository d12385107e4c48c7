"""Fills 様式第1号 from what the pre-check knows; everything it did not ask stays a blank to write in."""

from datetime import datetime

from applications.papers.applicant import Addressee
from applications.papers.applicant_filling import applicant_of, requirements_of
from applications.papers.application import Amounts, ApplicationPaper, Attachment, Project
from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE
from applications.papers.budget_filling import budget_of, including_tax
from applications.papers.plan import Indicator, Plan, Section
from applications.papers.pledges import OfficerRegister, Pledge, Pledges
from applications.papers.precheck_filling import issued_label
from applications.rules.facts import Facts, Kpi
from applications.rules.judgement import Judgement
from applications.rules.kpi import reduction
from applications.rules.sentences import percent
from applications.rules.terms import CallTerms
from applications.rules.terms.sections import RequiredAttachment
from applications.rules.words import say
from kernel.money import format_yen_formal
from kernel.wareki import format_wareki


def application_paper(facts: Facts, judgement: Judgement, terms: CallTerms, *, at: datetime) -> ApplicationPaper:
    """The application as a start: figures and ticks from the pre-check, names and prose left to the applicant."""
    paper = terms.papers["application"]
    return ApplicationPaper(
        issued_at=at,
        issued_label=issued_label(at),
        document_title=f"{paper.number} {paper.title} {terms.title}",
        mark="下書き(実演用)" if terms.demonstration else "下書き",
        number=paper.number,
        subsidy_name=terms.title,
        heading=paper.title,
        addressee=addressee_of(terms),
        guide_name="募集要領",
        applicant=applicant_of(facts, terms),
        requirements=requirements_of(facts, terms),
        project=_project(facts),
        amounts=_amounts(facts, judgement, terms),
        attachments=tuple(_attachment(needed, terms) for needed in terms.attachments),
        plan=_plan(facts, terms),
        budget=budget_of(facts, judgement, terms),
        pledges=_pledges(terms),
        officer_register=_register(terms),
        closing_notes=tuple(say(text, terms) for text in terms.conditions_of_use),
    )


def addressee_of(terms: CallTerms) -> Addressee:
    """To whom the application goes, line by line."""
    desk = terms.grantor
    return Addressee(
        lines=(desk.name, " ".join(filter(None, (desk.addressee_post, desk.addressee_name, desk.honorific))))
    )


def _project(facts: Facts) -> Project:
    ends_on = facts.project.ends_on
    lines = facts.costs or ()
    outside = [line.out_of_prefecture_reason for line in lines if isinstance(line.out_of_prefecture_reason, str)]
    return Project(
        ends_on=format_wareki(ends_on) if ends_on else BLANK_DATE,
        out_of_prefecture_reason="\n".join(outside),
    )


def _amounts(facts: Facts, judgement: Judgement, terms: CallTerms) -> Amounts:
    if not judgement.costs:
        return Amounts()
    amount = judgement.amount
    asked = format_yen_formal(amount.granted_at_most) if amount.granted_at_most else BLANK_AMOUNT
    return Amounts(
        total_cost=format_yen_formal(including_tax(facts, terms)),
        eligible_cost=format_yen_formal(amount.eligible_cost),
        requested_amount=asked,
    )


def _attachment(needed: RequiredAttachment, terms: CallTerms) -> Attachment:
    condition = needed.condition_label or ("すべての申請" if needed.required == "always" else "")
    return Attachment(label=say(needed.label, terms), condition=say(condition, terms))


def _plan(facts: Facts, terms: CallTerms) -> Plan:
    number, _, title = terms.papers["application"].annexes["project_plan"].partition(" ")
    total = reduction(facts.project.kpi, terms.readings.kpi_aggregate)
    return Plan(
        number=number,
        title=title,
        indicators=tuple(map(_indicator, facts.project.kpi or ())),
        indicator_total=Indicator(task="合計", reduction_rate="" if total is None else percent(total)),
        indicator_requirement=_requirement(terms),
        sections=tuple(
            Section(heading=criterion.label, criterion=f"{criterion.key} {criterion.group}")
            for criterion in terms.screening.criteria
        ),
    )


def _indicator(task: Kpi) -> Indicator:
    rate = reduction((task,), "pooled")
    return Indicator(
        task=task.task,
        indicator="作業時間",
        before=f"{task.before:f}",
        after=f"{task.after:f}",
        reduction=f"{task.before - task.after:f}",
        reduction_rate="" if rate is None else percent(rate),
    )


def _requirement(terms: CallTerms) -> str:
    rule = terms.rules.get(terms.kpi.rule)
    return f"{say(rule.label, terms)}({rule.clause})" if rule else ""


def _pledges(terms: CallTerms) -> Pledges:
    number, _, title = terms.papers["application"].annexes["pledge"].partition(" ")
    return Pledges(
        number=number,
        title=title,
        pledges=tuple(Pledge(sentence=say(text, terms)) for text in terms.pledges),
        consents=tuple(Pledge(sentence=say(text, terms)) for text in terms.consents),
    )


def _register(terms: CallTerms) -> OfficerRegister:
    number, _, title = terms.papers["application"].annexes["officers"].partition(" ")
    return OfficerRegister(number=number, title=title)
