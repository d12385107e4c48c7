"""Answers in words: what was asked, in short, and what was answered. The page and the papers print the same."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from applications.rules.choices import choice_label, flag_labels
from applications.rules.declared import LIST_LABELS
from applications.rules.eligibility import FactSheet, declared_facts
from applications.rules.facts import Applicant, Facts, Kpi
from applications.rules.sentences import percent, word_of
from applications.rules.terms import CallTerms
from kernel.condition import FactDeclaration, FactKind
from kernel.money import format_number, format_yen

_UNSAID = ("submitted_at", "received_on", "requested_amount")


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """One answered fact: its name in the contract, what it is called, and the answer in a line or a few."""

    fact: str
    label: str
    lines: tuple[str, ...]


def answers_in_words(facts: Facts, terms: CallTerms) -> tuple[AnswerInWords, ...]:
    """Every fact that is known, in the order of the contract; costs are shown with their judgement instead."""
    sheet = FactSheet(facts, terms)
    declared = [one for one in declared_facts(terms.question_facts).values() if _is_stated(one.name)]
    single = [(one, sheet(one.name)) for one in declared if one.name not in _UNSAID]
    said = [
        AnswerInWords(one.name, one.label, (_said(one, value, terms),)) for one, value in single if value is not None
    ]
    if facts.project.is_known_without_consultation:
        label = next(one.label for one in declared if one.name == "project.consulted_at")
        said.append(AnswerInWords("project.consulted_at", label, ("まだ",)))
    return (*said, *_lists(facts))


@lru_cache(maxsize=1024)
def _is_stated(name: str) -> bool:
    from_outside = name.partition(".")[0]
    return name.startswith("extra.") or (from_outside in ("applicant", "project", "channel") and _is_field(name))


def _is_field(name: str) -> bool:
    shape, _, key = name.partition(".")
    return not key or key in type(getattr(Facts(), shape)).model_fields


def _said(declared: FactDeclaration, value: object, terms: CallTerms) -> str:
    if declared.kind is FactKind.FLAG:
        yes, no = flag_labels(declared.name)
        return yes if value else no
    if declared.kind is FactKind.TIME:
        return word_of(value)[: word_of(value).index(")") + 1]
    of_call = _of_call(declared.name, value, terms)
    return of_call or choice_label(declared.name, word_of(value, declared.unit))


def _of_call(name: str, value: object, terms: CallTerms) -> str:
    """What the call's own tables call a value."""
    match name, value:
        case "applicant.entity_type", str():
            entity = terms.entity(value)
            return entity.label if entity else ""
        case "applicant.industry_class", int():
            size = terms.size(value)
            return size.label if size else ""
        case "applicant.small_business_class", _:
            return next((row.label for row in terms.small_scale if row.key == value), "")
        case "channel", _:
            return next((way.label for way in terms.channels if way.key == value), "")
        case _:
            return ""


def _lists(facts: Facts) -> list[AnswerInWords]:
    said = {
        "applicant.shareholders": _holders(facts.applicant),
        "applicant.officers": _officers(facts.applicant),
        "applicant.taxable_income": tuple(map(format_yen, reversed(facts.applicant.taxable_income or ()))),
        "project.kpi": tuple(map(_task, facts.project.kpi or ())),
    }
    return [AnswerInWords(name, LIST_LABELS[name], lines) for name, lines in said.items() if lines]


def _holders(applicant: Applicant) -> tuple[str, ...]:
    return tuple(
        f"{holder.name or '(名前なし)'} {format_number(holder.shares)}{share_of(holder.shares, applicant.total_shares)}"
        f" {choice_label('shareholder.kind', holder.kind)}"
        for holder in applicant.shareholders or ()
    )


def share_of(shares: int, total: int | None) -> str:
    """「(50.1%)」 behind a number of shares, cut and never rounded up; nothing where the total is not known."""
    return f"({percent(Fraction(shares, total))})" if total else ""


def _officers(applicant: Applicant) -> tuple[str, ...]:
    officers = applicant.officers or ()
    kinds = dict.fromkeys(officer.concurrent for officer in officers)
    counts = {kind: sum(officer.concurrent == kind for officer in officers) for kind in kinds}
    return tuple(f"{choice_label('officer.concurrent', kind)} {count}人" for kind, count in counts.items())


def _task(task: Kpi) -> str:
    return f"{task.task or '(名前なし)'} {task.before:f} → {task.after:f}"
