"""Diagnoses: begun under one version, answered by several hands, finished for good, seen by whom the company allows."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.services.refusals import Refused
from support_cases.models import CaseTemplate, Diagnosis, SupportCase
from support_cases.policies.diagnoses import may_change_diagnosis, may_view_diagnosis
from support_cases.rules.answers import Way, compared, merged, tally, tally_all
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Category
from support_cases.rules.templates_on_disk import diagnoses_on_disk
from support_cases.selectors.diagnoses import diagnoses_visible_to
from support_cases.services.consents import withdraw_consent
from support_cases.services.diagnoses import begin_diagnosis, finish_diagnosis, save_answers
from support_cases.services.templates import load_templates
from tests.case_worlds import AT, TODAY, consented, partnered_case
from tests.people import NAMES, People

OLD_INDEX = next(each for each in diagnoses_on_disk() if (each.key, each.version) == ("dx_index", "2019"))


def begun(
    people: People, case: SupportCase, *, key: str = "dx_index", version: str = "2019", on: date = TODAY
) -> Diagnosis:
    """Goto begins a diagnosis."""
    load_templates(AT)
    template = CaseTemplate.objects.get(kind="diagnosis", key=key, version=version)
    return begin_diagnosis(case_id=case.pk, template_id=template.pk, answered_on=on, actor=people.actor("goto"), at=AT)


def said(people: People, diagnosis: Diagnosis, mine: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> Any:
    """Goto saves answers on a page that began with `seen`."""
    return save_answers(diagnosis_id=diagnosis.pk, seen=seen or {}, mine=mine, actor=people.actor("goto"), at=AT)


def finished(people: People, case: SupportCase, **values: int) -> Diagnosis:
    """A finished diagnosis with these levels."""
    diagnosis = begun(people, case)
    said(
        people,
        diagnosis,
        {code.strip("_"): {"current": value} for code, value in values.items()} or {"1": {"current": 2}},
    )
    return finish_diagnosis(diagnosis_id=diagnosis.pk, actor=people.actor("goto"), at=AT)


def test_an_average_counts_answered_items_only() -> None:
    sums = tally_all(OLD_INDEX, {"1": {"current": 2, "target": 4}, "2": {"current": 3}, "3": {"evidence": "議事録"}})
    assert (sums.asked, sums.answered, sums.missing) == (35, 2, 33)
    assert (sums.mean, sums.aimed_mean) == (Fraction(5, 2), Fraction(4))
    assert tally_all(OLD_INDEX, {}).mean is None


def test_what_rose_fell_and_is_unknown() -> None:
    before = {"1": {"current": 1}, "2": {"current": 3}, "3": {"current": 2}}
    after = {"1": {"current": 2}, "2": {"current": 2}, "3": {"current": 2}, "4": {"current": 1}}
    ways = {each.question.code: each.way for each in compared(OLD_INDEX, before, after)}
    assert (ways["1"], ways["2"], ways["3"], ways["4"]) == (Way.ROSE, Way.FELL, Way.STAYED, Way.UNKNOWN)


ANSWERS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3))


@given(ANSWERS, ANSWERS, ANSWERS)
def test_a_merge_loses_nobodys_change(seen: dict[str, int], mine: dict[str, int], theirs: dict[str, int]) -> None:
    result = merged(seen=seen, mine=mine, theirs=theirs)
    for code in "abcd":
        if code in result.clashes:
            assert mine.get(code) != theirs.get(code)
        elif mine.get(code) != seen.get(code):
            assert result.said.get(code) == mine.get(code)
        else:
            assert result.said.get(code) == theirs.get(code)


def test_a_template_without_questions_is_not_begun(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        begun(people, partnered_case(people), version="2026")
    assert refusal.value.why is Why.QUESTIONS_MISSING


def test_two_editors_of_different_items_both_keep_theirs(people: People) -> None:
    diagnosis = begun(people, partnered_case(people))
    said(people, diagnosis, {"1": {"current": 2}})
    outcome = said(people, diagnosis, {"2": {"current": 3}})
    assert outcome.diagnosis.answers == {"1": {"current": 2}, "2": {"current": 3}}
    assert (outcome.diagnosis.answered, outcome.diagnosis.total, outcome.diagnosis.version) == (2, 5, 3)


def test_two_editors_of_one_item_are_both_heard_and_nothing_is_overwritten(people: People) -> None:
    diagnosis = begun(people, partnered_case(people))
    said(people, diagnosis, {"1": {"current": 2}})
    outcome = said(people, diagnosis, {"1": {"current": 4}})
    assert outcome.clashes == ("1",)
    diagnosis.refresh_from_db()
    assert diagnosis.answers == {"1": {"current": 2}}


def test_a_finished_diagnosis_is_not_reopened(people: People) -> None:
    diagnosis = finished(people, partnered_case(people))
    with pytest.raises(Refused) as refusal:
        said(people, diagnosis, {"1": {"current": 5}})
    assert refusal.value.why is Why.DIAGNOSIS_FINISHED


def test_an_empty_diagnosis_is_not_finished(people: People) -> None:
    diagnosis = begun(people, partnered_case(people))
    with pytest.raises(Refused) as refusal:
        finish_diagnosis(diagnosis_id=diagnosis.pk, actor=people.actor("goto"), at=AT)
    assert refusal.value.why is Why.NOTHING_ANSWERED


def _seers(people: People, diagnosis: Diagnosis) -> set[str]:
    seen = {n for n in NAMES if diagnoses_visible_to(people.actor(n), TODAY).filter(pk=diagnosis.pk).exists()}
    assert seen == {name for name in NAMES if may_view_diagnosis(people.actor(name), diagnosis, TODAY).is_allowed}
    return seen


def test_a_diagnosis_reaches_its_author_then_the_company_and_partners_by_consent_only(people: People) -> None:
    case = partnered_case(people)
    diagnosis = begun(people, case)
    assert _seers(people, diagnosis) == {"goto"}
    said(people, diagnosis, {"1": {"current": 2}})
    finish_diagnosis(diagnosis_id=diagnosis.pk, actor=people.actor("goto"), at=AT)
    assert _seers(people, diagnosis) == {"goto", "aoki", "baba"}
    consent = consented(people, to="other_institution", category=Category.DIAGNOSES)
    assert _seers(people, diagnosis) == {"goto", "aoki", "baba", "hara"}
    withdraw_consent(consent_id=consent.pk, actor=people.actor("aoki"), at=AT + timedelta(hours=1))
    assert _seers(people, diagnosis) == {"goto", "aoki", "baba"}


def test_only_its_institution_changes_a_diagnosis(people: People) -> None:
    diagnosis = begun(people, partnered_case(people))
    told = {name: may_change_diagnosis(people.actor(name), diagnosis, TODAY).refused for name in (*NAMES, "nobody")}
    assert {name for name, why in told.items() if why is None} == {"goto"}
    assert (told["hara"], told["aoki"], told["nobody"]) == (Why.FOR_AUTHOR, Why.FOR_ADVISOR, Why.NOT_SIGNED_IN)


def test_sections_add_up_to_the_whole() -> None:
    answers = {question.code: {"current": 3} for question in OLD_INDEX.questions}
    parts = [tally(OLD_INDEX, answers, section.questions) for section in OLD_INDEX.sections]
    assert sum(part.total for part in parts) == tally_all(OLD_INDEX, answers).total
