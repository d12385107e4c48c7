"""Conditions answer in three values, and what they have decided stays decided."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.condition import (
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    ConditionError,
    FactDeclaration,
    FactKind,
    FactValue,
    NoneOf,
    OneOf,
    Truth,
    facts_of,
    parse_condition,
    parse_value,
    truth_of,
)

Known = Mapping[str, FactValue]

DECLARED = {
    declaration.name: declaration
    for declaration in (
        FactDeclaration("applicant.arrears", FactKind.FLAG, "県税の滞納"),
        FactDeclaration("applicant.base", FactKind.CHOICE, "拠点", choices=("head_office", "none")),
        FactDeclaration("applicant.employees", FactKind.NUMBER, "従業員数", "人"),
        FactDeclaration("project.reduction", FactKind.RATIO, "削減率"),
        FactDeclaration("project.ends_on", FactKind.DATE, "完了日"),
        FactDeclaration("submitted_at", FactKind.TIME, "提出日時"),
    )
}
NAMES = ("a", "b", "c", "d")
NUMBERS = st.integers(-3, 3)
LEAVES = st.one_of(
    st.builds(OneOf, st.sampled_from(NAMES), st.lists(NUMBERS, min_size=1, max_size=3).map(tuple)),
    st.builds(AtLeast, st.sampled_from(NAMES), NUMBERS),
    st.builds(AtMost, st.sampled_from(NAMES), NUMBERS),
)


def groups(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(All, several), st.builds(AnyOf, several), st.builds(NoneOf, several))


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(LEAVES, groups, max_leaves=8)
SOME_CONDITIONS = st.lists(CONDITIONS, min_size=1, max_size=4).map(tuple)
ALL_FACTS = st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS))
SOME_FACTS = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, NUMBERS))


def answer(condition: Condition, known: Known) -> Truth:
    return truth_of(condition, known.get)


def negation(condition: Condition) -> Condition:
    return NoneOf((condition,))


def leaf_known_to_be(truth: Truth) -> Condition:
    return {True: AtLeast("known", 0), False: AtLeast("known", 1), None: AtLeast("unknown", 0)}[truth]


# The laws of three values

TRUTHS: tuple[Truth, ...] = (True, False, None)


@pytest.mark.parametrize("one", TRUTHS)
@pytest.mark.parametrize("other", TRUTHS)
def test_the_table_of_three_values(one: Truth, other: Truth) -> None:
    pair = (leaf_known_to_be(one), leaf_known_to_be(other))
    known = {"known": 0}
    both = False if False in (one, other) else None if None in (one, other) else True
    either = True if True in (one, other) else None if None in (one, other) else False
    neither = None if either is None else not either
    assert answer(All(pair), known) is both
    assert answer(AnyOf(pair), known) is either
    assert answer(NoneOf(pair), known) is neither


@given(CONDITIONS, ALL_FACTS, st.sets(st.sampled_from(NAMES)))
def test_learning_a_fact_never_overturns_what_was_decided(
    condition: Condition, everything: Known, learnt: set[str]
) -> None:
    early = answer(condition, {name: everything[name] for name in learnt})
    assert early in (None, answer(condition, everything))


@given(CONDITIONS, SOME_FACTS, st.sampled_from(NAMES), NUMBERS)
def test_one_more_fact_refines_and_never_blurs(condition: Condition, known: Known, name: str, value: int) -> None:
    before = answer(condition, known)
    after = answer(condition, {name: value} | dict(known))
    assert before is None or before is after


@given(CONDITIONS, ALL_FACTS)
def test_with_all_facts_known_nothing_is_open(condition: Condition, everything: Known) -> None:
    assert answer(condition, everything) in (True, False)


@given(CONDITIONS, SOME_FACTS)
def test_only_the_facts_a_condition_names_can_decide_it(condition: Condition, known: Known) -> None:
    seen = {name: value for name, value in known.items() if name in facts_of(condition)}
    assert answer(condition, seen) is answer(condition, known)


@given(SOME_CONDITIONS, SOME_FACTS)
def test_de_morgan(parts: tuple[Condition, ...], known: Known) -> None:
    denied = tuple(negation(part) for part in parts)
    assert answer(negation(All(parts)), known) is answer(AnyOf(denied), known)
    assert answer(negation(AnyOf(parts)), known) is answer(All(denied), known)
    assert answer(NoneOf(parts), known) is answer(All(denied), known)


@given(CONDITIONS, SOME_FACTS)
def test_denying_twice_is_saying(condition: Condition, known: Known) -> None:
    assert answer(negation(negation(condition)), known) is answer(condition, known)


@given(SOME_CONDITIONS, SOME_FACTS, st.randoms())
def test_neither_order_nor_repetition_matters(parts: tuple[Condition, ...], known: Known, random: object) -> None:
    shuffled = list(parts + parts[:1])
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for group in (All, AnyOf, NoneOf):
        assert answer(group(tuple(shuffled)), known) is answer(group(parts), known)


@given(CONDITIONS, CONDITIONS, CONDITIONS, SOME_FACTS)
def test_all_distributes_over_any(one: Condition, two: Condition, three: Condition, known: Known) -> None:
    together = All((one, AnyOf((two, three))))
    apart = AnyOf((All((one, two)), All((one, three))))
    assert answer(together, known) is answer(apart, known)


@given(st.sampled_from(NAMES), NUMBERS, ALL_FACTS)
def test_bounds_are_inclusive_and_meet_at_the_value(name: str, bound: int, known: Known) -> None:
    at_least, at_most = answer(AtLeast(name, bound), known), answer(AtMost(name, bound), known)
    assert at_least or at_most
    assert (at_least and at_most) is (known[name] == bound) is answer(OneOf(name, (bound,)), known)


@pytest.mark.parametrize("leaf", [OneOf("a", (0,)), AtLeast("a", 0), AtMost("a", 0)])
def test_a_leaf_without_its_fact_is_open(leaf: Condition) -> None:
    assert answer(leaf, {}) is None


def test_zero_and_false_are_facts() -> None:
    assert answer(AtMost("a", 0), {"a": 0}) is True
    assert answer(OneOf("a", (True,)), {"a": False}) is False


@pytest.mark.parametrize(
    ("bound", "just_below"),
    [
        (Fraction(1, 3), Fraction(333_333, 1_000_000)),
        (date(2026, 1, 31), date(2026, 1, 30)),
        (datetime(2025, 6, 9, 15, tzinfo=UTC), datetime(2025, 6, 9, 15, tzinfo=UTC) - timedelta(microseconds=1)),
    ],
)
def test_shares_days_and_moments_are_compared_exactly(bound: FactValue, just_below: FactValue) -> None:
    assert answer(AtLeast("a", bound), {"a": bound}) is True
    assert answer(AtLeast("a", bound), {"a": just_below}) is False


def test_facts_are_named_once_in_order_of_mention() -> None:
    condition = All((AtLeast("b", 1), AnyOf((AtMost("a", 1), OneOf("b", (1,)))), NoneOf((AtLeast("c", 1),))))
    assert facts_of(condition) == ("b", "a", "c")


# Reading the terms


@pytest.mark.parametrize(
    ("data", "condition"),
    [
        ({"fact": "applicant.arrears", "is": False}, OneOf("applicant.arrears", (False,))),
        ({"fact": "applicant.base", "is": "none"}, OneOf("applicant.base", ("none",))),
        (
            {"fact": "applicant.base", "one_of": ["head_office", "none"]},
            OneOf("applicant.base", ("head_office", "none")),
        ),
        ({"fact": "applicant.employees", "at_most": 20}, AtMost("applicant.employees", 20)),
        ({"fact": "project.reduction", "at_least": "1/3"}, AtLeast("project.reduction", Fraction(1, 3))),
        ({"fact": "project.ends_on", "at_most": date(2026, 1, 31)}, AtMost("project.ends_on", date(2026, 1, 31))),
        ({"fact": "project.ends_on", "at_most": "2026-01-31"}, AtMost("project.ends_on", date(2026, 1, 31))),
        (
            {"fact": "submitted_at", "at_most": "2025-06-09T23:59:59+09:00"},
            AtMost("submitted_at", datetime(2025, 6, 9, 14, 59, 59, tzinfo=UTC)),
        ),
    ],
)
def test_a_leaf_is_read_by_the_kind_of_its_fact(data: object, condition: Condition) -> None:
    assert parse_condition(data, DECLARED) == condition


def test_groups_nest() -> None:
    few = {"fact": "applicant.employees", "at_most": 5}
    clean = {"fact": "applicant.arrears", "is": False}
    parsed = parse_condition({"all": [{"any": [few, clean]}, {"none": [few]}]}, DECLARED)
    few_read, clean_read = AtMost("applicant.employees", 5), OneOf("applicant.arrears", (False,))
    assert parsed == All((AnyOf((few_read, clean_read)), NoneOf((few_read,))))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("text", "条件は"),
        ([], "条件は"),
        (None, "条件は"),
        ({}, "書き方"),
        ({"all": []}, "all には"),
        ({"any": {}}, "any には"),
        ({"none": "x"}, "none には"),
        ({"all": [{}]}, "書き方"),
        ({"not": [{"fact": "applicant.arrears", "is": True}]}, "書き方"),
        ({"all": [], "any": []}, "書き方"),
        ({"fact": "applicant.arrears"}, "書き方"),
        ({"is": True}, "書き方"),
        ({"fact": "applicant.arrears", "is": True, "one_of": [True]}, "書き方"),
        ({"fact": "applicant.arrears", "is": True, "because": "x"}, "because"),
        ({"fact": "applicant.arrears", "more_than": 3}, "more_than"),
        ({"fact": "applicant.arears", "is": True}, "applicant.arears"),
        ({"fact": 3, "is": True}, "知らない事実"),
        ({"fact": "applicant.base", "one_of": []}, "one_of"),
        ({"fact": "applicant.base", "one_of": "none"}, "one_of"),
        ({"fact": "applicant.arrears", "at_least": True}, "大小"),
        ({"fact": "applicant.base", "at_most": "none"}, "大小"),
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(data: object, told: str) -> None:
    with pytest.raises(ConditionError, match=told):
        parse_condition(data, DECLARED)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("applicant.arrears", "false"),
        ("applicant.arrears", 0),
        ("applicant.base", "branch"),
        ("applicant.base", 1),
        ("applicant.employees", "20"),
        ("applicant.employees", 20.0),
        ("applicant.employees", True),
        ("applicant.employees", None),
        ("project.reduction", "0.333"),
        ("project.reduction", 0.333),
        ("project.reduction", 1),
        ("project.reduction", "1/0"),
        ("project.ends_on", "2026-02-30"),
        ("project.ends_on", "令和8年1月31日"),
        ("project.ends_on", datetime(2026, 1, 31, tzinfo=UTC)),
        ("submitted_at", "2025-06-09T23:59:59"),
        ("submitted_at", "2025-06-09"),
        ("submitted_at", "soon"),
    ],
)
def test_a_value_that_the_fact_cannot_have_is_refused_by_name(fact: str, value: object) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_value(value, DECLARED[fact])
    assert fact in str(caught.value)
    with pytest.raises(ConditionError):
        parse_condition({"fact": fact, "is": value}, DECLARED)


@given(CONDITIONS)
def test_what_is_written_down_is_read_back(condition: Condition) -> None:
    declared = {name: FactDeclaration(name, FactKind.NUMBER, name) for name in NAMES}
    assert parse_condition(written(condition), declared) == condition


def written(condition: Condition) -> dict[str, object]:
    match condition:
        case OneOf(fact, values):
            return {"fact": fact, "one_of": list(values)}
        case AtLeast(fact, bound):
            return {"fact": fact, "at_least": bound}
        case AtMost(fact, bound):
            return {"fact": fact, "at_most": bound}
        case All(parts) | AnyOf(parts) | NoneOf(parts):
            key = {All: "all", AnyOf: "any", NoneOf: "none"}[type(condition)]
            return {key: [written(part) for part in parts]}


def test_a_reader_is_asked_only_for_facts() -> None:
    asked: list[str] = []

    def reading(known: Known) -> Callable[[str], FactValue | None]:
        def read(name: str) -> FactValue | None:
            asked.append(name)
            return known.get(name)

        return read

    truth_of(All((AtLeast("a", 1), AtMost("b", 1))), reading({"a": 1, "b": 1}))
    assert asked == ["a", "b"]
