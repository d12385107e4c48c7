"""Which keys of a section or a cost line must be answered: always, for a kind of applicant, or for a rule of the call."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from applications.rules.answers import known_facts
from applications.rules.asking import reasons_to_ask
from applications.rules.costs import judge_lines
from applications.rules.facts import Facts
from applications.rules.section_shapes.asking import Need
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SECTIONS, Section, SectionKey
from applications.rules.terms import CallTerms
from kernel.verdict import Outcome, Verdict

Answers = Mapping[str, Any]
COST_LINE = Section(SectionKey.COSTS, "経費明細", CostLineAnswers)


def needed_keys(section: Section, answers: Mapping[str, Answers], facts: Facts, terms: CallTerms) -> tuple[str, ...]:
    """Keys of the section that are needed now, answered or not, in the order of the paper."""
    return _needed(section, answers, _needed_now(answers, facts, terms), reasons_to_ask(facts, terms))


def missing_keys(answers: Mapping[str, Answers], facts: Facts, terms: CallTerms) -> dict[SectionKey, tuple[str, ...]]:
    """Keys of every section that are needed and not answered, in the order of the paper."""
    needs, by_rules = _needed_now(answers, facts, terms), reasons_to_ask(facts, terms)
    return {
        section.key: tuple(
            key for key in _needed(section, answers, needs, by_rules) if is_blank(answers.get(section.key, {}).get(key))
        )
        for section in SECTIONS
    }


def needed_keys_of_line(line: CostLineAnswers, terms: CallTerms) -> tuple[str, ...]:
    """Keys of a cost line that are needed now, answered or not: without one a rule of the call could not be judged."""
    return tuple(
        key
        for key, asked in COST_LINE.asked.items()
        if asked.need is Need.ALWAYS or (asked.fact and key in _asked_for(_without(line, key), terms))
    )


def key_of_verdict(verdict: Verdict) -> str:
    """Where on its line a verdict is mended: at the first fact that is missing, else at its first fact."""
    names = [name for name, value in verdict.facts.items() if value is None] + list(verdict.facts)
    return next((_KEYS_OF_FACTS[name] for name in names if name in _KEYS_OF_FACTS), "")


_KEYS_OF_FACTS = {asked.fact: key for key, asked in COST_LINE.asked.items() if asked.fact}


def _without(line: CostLineAnswers, key: str) -> CostLineAnswers:
    return line.model_copy(update={key: CostLineAnswers.model_fields[key].default})


def _asked_for(line: CostLineAnswers, terms: CallTerms) -> AbstractSet[str]:
    facts = known_facts({"costs": [line.fact()]}, terms).facts
    judged = judge_lines(facts.costs or (), terms, None)
    return {key_of_verdict(said) for each in judged for said in each.verdicts if said.outcome is Outcome.UNKNOWN}


def _needed(
    section: Section, answers: Mapping[str, Answers], needs: AbstractSet[Need], by_rules: Collection[str]
) -> tuple[str, ...]:
    given = answers.get(section.key, {})
    return tuple(
        key
        for key, asked in section.asked.items()
        if (asked.need in needs or (asked.need is Need.BY_RULES and asked.fact in by_rules))
        and not _is_left_open(key, given)
    )


def is_blank(value: object) -> bool:
    """Whether nothing was answered. False and zero are answers; a list of blank rows is none."""
    if isinstance(value, list | tuple):
        return all(is_blank(row) for row in value)
    if isinstance(value, Mapping):
        return all(is_blank(each) for each in value.values())
    return value is None or value == ""


def _is_left_open(key: str, given: Answers) -> bool:
    """Nobody who has not been to the consultation is asked when that was."""
    return key == "consult_at" and given.get("has_consulted") is False


def _needed_now(answers: Mapping[str, Answers], facts: Facts, terms: CallTerms) -> AbstractSet[Need]:
    declared = answers.get(SectionKey.REQUIREMENTS_BONUS, {})
    entity = terms.entity(facts.applicant.entity_type)
    holds = {
        Need.ALWAYS: True,
        Need.CORPORATION: entity is not None and entity.has_officers,
        Need.SITING: facts.applicant.base_in_prefecture == "siting_certification",
        Need.SECURITY: bool(declared.get("sa_level")),
        Need.PARTNERSHIP: declared.get("partnership_declared") is True,
        Need.PRIOR_AWARD: declared.get("prior_type_award") is True,
        Need.OTHER_SUBSIDY: declared.get("same_project_subsidy") not in (None, "none"),
    }
    return {need for need, is_so in holds.items() if is_so}
