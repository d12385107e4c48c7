"""What choices and ways in are called and which of them are named."""

from applications.rules.channels import ways_in
from applications.rules.choices import CHOICE_LABELS, FLAG_LABELS, choice_label, flag_labels
from applications.rules.declared import STATED
from kernel.condition import FactKind
from tests.terms.worked_cases import terms_for


def test_a_choice_without_a_name_stands_for_itself() -> None:
    assert choice_label("applicant.insolvency", "none") == "どの手続きもない"
    assert choice_label("applicant.mood", "good") == "good"


def test_a_flag_is_answered_in_its_own_words_or_by_yes_and_no() -> None:
    assert flag_labels("applicant.antisocial_forces") == ("ある", "ない")
    assert flag_labels("extra.mood") == ("はい", "いいえ")


def test_every_named_choice_and_flag_is_one_of_the_facts() -> None:
    stated = {fact.name: fact for fact in STATED}
    of_lists = {"shareholder.kind", "officer.concurrent"}
    for name in CHOICE_LABELS.keys() - of_lists:
        assert set(CHOICE_LABELS[name]) == set(stated[name].choices)
    assert {stated[name].kind for name in FLAG_LABELS} == {FactKind.FLAG}


def test_only_ways_that_are_accepted_are_named() -> None:
    assert [way.key for way in ways_in(terms_for("fy2025_introduction"))] == ["web", "jgrants", "postal"]
    assert [way.key for way in ways_in(terms_for("fy2099"))] == ["postal"]
