"""Fills the whole of 様式第1号 from what was typed, over what the judgement already fills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.papers.answered_applicant import applicant_answered, register_answered, requirements_answered
from applications.papers.answered_plan import plan_answered
from applications.papers.applicant_filling import ticked
from applications.papers.application import ApplicationPaper, Attachment, Project
from applications.papers.application_filling import application_paper
from applications.papers.budget import Budget, CostLine, Income
from applications.papers.pledges import Pledge, Pledges
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.section_shapes.funding import INCOME_LABELS
from applications.rules.section_shapes.plan import TOOL_LABELS
from applications.rules.terms import CallTerms
from applications.rules.words import say
from kernel.calendar import tokyo_day
from kernel.money import format_number, format_yen_formal
from kernel.wareki import format_wareki

_MARKS = {True: "■", False: "□"}
Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class SentFile:
    """What a paper is set from: all answers, the lines, the facts and their judgement, the files, and the receipt."""

    terms: CallTerms
    answers: Answers
    lines: Sequence[CostLineAnswers]
    facts: Facts
    judgement: Judgement
    enclosed: frozenset[str]
    receipt_number: str
    sent_at: datetime


def sent_application_paper(file: SentFile) -> ApplicationPaper:
    """様式第1号 with its annexes, as it was sent."""
    base = application_paper(file.facts, file.judgement, file.terms, at=file.sent_at)
    sent_on = format_wareki(tokyo_day(file.sent_at))
    return base.model_copy(
        update={
            "receipt_number": file.receipt_number,
            "dated_on": sent_on,
            "applicant": applicant_answered(base.applicant, file.answers),
            "requirements": requirements_answered(
                base.requirements, file.answers.get("requirements_bonus", {}), file.terms
            ),
            "project": _project(base.project, file),
            "attachments": tuple(
                Attachment(mark=_MARKS[entry.key in file.enclosed], label=shown.label, condition=shown.condition)
                for entry, shown in zip(file.terms.attachments, base.attachments, strict=True)
            ),
            "plan": plan_answered(base.plan, file.answers.get("project_plan", {})),
            "budget": _budget(base.budget, file),
            "pledges": _pledges(base.pledges, file, sent_on),
            "officer_register": register_answered(base.officer_register, file.answers.get("pledges", {}), sent_on),
        }
    )


def _project(base: Project, file: SentFile) -> Project:
    plan = file.answers.get("project_plan", {})
    chosen = plan.get("tool_category") or ()
    boxes = tuple(ticked([(key, label)], key if key in chosen else None)[0] for key, label in TOOL_LABELS.items())
    return base.model_copy(
        update={
            "title": plan.get("project_title", ""),
            "tool_categories": boxes,
            "exclusive_use": "\n".join(line.exclusive_use for line in file.lines if line.exclusive_use),
        }
    )


def _budget(base: Budget, file: SentFile) -> Budget:
    funding = file.answers.get("costs", {})
    income = tuple(
        Income(
            source=INCOME_LABELS.get(row.get("source"), ""),
            amount="" if row.get("amount") is None else format_number(row["amount"]),
            note=row.get("note", ""),
        )
        for row in funding.get("income") or ()
    )
    total = sum(row.get("amount") or 0 for row in funding.get("income") or ())
    lines = tuple(_line(shown, typed, file.terms) for shown, typed in zip(base.lines, file.lines, strict=False))
    return base.model_copy(
        update={
            "lines": lines or base.lines,
            "income": income or base.income,
            "income_total": Income(source="合計", amount=format_number(total)) if income else base.income_total,
            "bridging": funding.get("bridging", ""),
        }
    )


def _line(shown: CostLine, typed: CostLineAnswers, terms: CallTerms) -> CostLine:
    method = terms.payment_method(typed.payment_method)
    paid = " ".join(filter(None, (_day(typed.payment_planned_on), method.label if method else typed.payment_method)))
    quotes = " ".join(filter(None, (shown.quotes, typed.chosen_quote)))
    return shown.model_copy(
        update={
            "unit": typed.unit,
            "quotes": quotes,
            "contract_on": _day(typed.contract_planned_on),
            "payment": paid,
            "subscription": "\n".join(filter(None, (shown.subscription, typed.proration_basis))),
        }
    )


def _day(day: date | None) -> str:
    return format_wareki(day) if day else ""


def _pledges(base: Pledges, file: SentFile, sent_on: str) -> Pledges:
    given = file.answers.get("pledges", {})
    signed = {key: set(given.get(key) or ()) for key in ("pledged", "consented")}
    return base.model_copy(
        update={
            "pledges": _signed(file.terms.pledges, signed["pledged"], file.terms),
            "consents": _signed(file.terms.consents, signed["consented"], file.terms),
            "signed_on": sent_on,
        }
    )


def _signed(sentences: Sequence[str], signed: set[str], terms: CallTerms) -> tuple[Pledge, ...]:
    return tuple(Pledge(mark=_MARKS[sentence in signed], sentence=say(sentence, terms)) for sentence in sentences)


def requested_amount(file: SentFile) -> str:
    """The amount asked for, written out formally."""
    return format_yen_formal(file.judgement.amount.granted_at_most)
