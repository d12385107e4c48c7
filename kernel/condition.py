"""Conditions over facts: a closed vocabulary, read from a call's terms, judged in three values.

A condition answers True, False, or None when a missing fact could still decide it. Once it has answered True or
False, learning another fact never changes the answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, assert_never

from kernel.money import share

FactValue = bool | int | str | Fraction | date | datetime
Truth = bool | None
Read = Callable[[str], FactValue | None]


class FactKind(StrEnum):
    """What a fact's value is, and so how a bound in the terms is read."""

    FLAG = "flag"
    CHOICE = "choice"
    NUMBER = "number"
    RATIO = "ratio"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """A fact that conditions may name: `label` in Japanese, `unit` as printed behind a value (円, 人)."""

    name: str
    kind: FactKind
    label: str
    unit: str = ""
    choices: tuple[str, ...] = ()


class ConditionError(ValueError):
    """The terms hold a condition that cannot be read; the message says which key and why."""


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact equals one of `values` (`is` is the case of one value)."""

    fact: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The fact is the bound or more."""

    fact: str
    bound: FactValue


@dataclass(frozen=True, slots=True)
class AtMost:
    """The fact is the bound or less."""

    fact: str
    bound: FactValue


Condition = All | AnyOf | NoneOf | OneOf | AtLeast | AtMost


def truth_of(condition: Condition, read: Read) -> Truth:
    """Kleene's three-valued answer of `condition` over the facts that `read` knows."""
    match condition:
        case All(conditions):
            return _all(truth_of(part, read) for part in conditions)
        case AnyOf(conditions):
            return _not(_all(_not(truth_of(part, read)) for part in conditions))
        case NoneOf(conditions):
            return _all(_not(truth_of(part, read)) for part in conditions)
        case OneOf(fact, values):
            value = read(fact)
            return None if value is None else value in values
        case AtLeast(fact, bound):
            value = read(fact)
            return None if value is None else bool(value >= bound)  # type: ignore[operator]
        case AtMost(fact, bound):
            value = read(fact)
            return None if value is None else bool(value <= bound)  # type: ignore[operator]
    assert_never(condition)


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _all(truths: Any) -> Truth:
    seen = set(truths)
    return False if False in seen else None if None in seen else True


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Names of the facts a condition looks at, in order of first mention."""
    if isinstance(condition, All | AnyOf | NoneOf):
        named = [name for part in condition.conditions for name in facts_of(part)]
        return tuple(dict.fromkeys(named))
    return (condition.fact,)


_GROUPS: Mapping[str, Callable[[tuple[Condition, ...]], Condition]] = {"all": All, "any": AnyOf, "none": NoneOf}
_OPERATORS = ("is", "one_of", "at_least", "at_most")


def parse_condition(data: object, declared: Mapping[str, FactDeclaration]) -> Condition:
    """A condition from the terms; refuses unknown keys, unknown facts and values the fact cannot have."""
    if not isinstance(data, Mapping):
        raise ConditionError("条件は { fact = …, is = … } または { all = […] } の形で書きます")
    keys = set(data)
    if len(keys) == 1 and (group := next(iter(keys))) in _GROUPS:
        return _parse_group(group, data[group], declared)
    operators = [key for key in _OPERATORS if key in keys]
    if "fact" not in keys or len(operators) != 1 or len(keys) != 2:
        raise ConditionError(f"条件の書き方が正しくありません: {', '.join(sorted(map(str, keys)))}")
    return _parse_leaf(data["fact"], operators[0], data[operators[0]], declared)


def _parse_group(group: str, parts: object, declared: Mapping[str, FactDeclaration]) -> Condition:
    if not isinstance(parts, list) or not parts:
        raise ConditionError(f"{group} には条件を一つ以上並べます")
    return _GROUPS[group](tuple(parse_condition(part, declared) for part in parts))


def _parse_leaf(fact: object, operator: str, value: object, declared: Mapping[str, FactDeclaration]) -> Condition:
    if not isinstance(fact, str) or fact not in declared:
        raise ConditionError(f"知らない事実です: {fact}")
    declaration = declared[fact]
    if operator == "is":
        return OneOf(fact, (parse_value(value, declaration),))
    if operator == "one_of":
        if not isinstance(value, list) or not value:
            raise ConditionError(f"{fact}: one_of には値を一つ以上並べます")
        return OneOf(fact, tuple(parse_value(item, declaration) for item in value))
    if declaration.kind in (FactKind.FLAG, FactKind.CHOICE):
        raise ConditionError(f"{fact}: この事実は大小を比べられません")
    bound = parse_value(value, declaration)
    return AtLeast(fact, bound) if operator == "at_least" else AtMost(fact, bound)


def parse_value(value: object, declaration: FactDeclaration) -> FactValue:
    """A value of the declared kind from its form in the terms (a share "1/2", an ISO date, a flag, a number)."""
    try:
        return _PARSERS[declaration.kind](value, declaration)
    except (TypeError, ValueError) as error:
        raise ConditionError(f"{declaration.name}: この値は使えません: {value}") from error


def _number(value: object, _: FactDeclaration) -> FactValue:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _flag(value: object, _: FactDeclaration) -> FactValue:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _choice(value: object, declaration: FactDeclaration) -> FactValue:
    if not isinstance(value, str) or value not in declaration.choices:
        raise ValueError
    return value


def _ratio(value: object, _: FactDeclaration) -> FactValue:
    if not isinstance(value, str):
        raise TypeError
    return share(value)


def _date(value: object, _: FactDeclaration) -> FactValue:
    return date.fromisoformat(str(value))


def _time(value: object, _: FactDeclaration) -> FactValue:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment


_PARSERS: Mapping[FactKind, Callable[[object, FactDeclaration], FactValue]] = {
    FactKind.NUMBER: _number,
    FactKind.FLAG: _flag,
    FactKind.CHOICE: _choice,
    FactKind.RATIO: _ratio,
    FactKind.DATE: _date,
    FactKind.TIME: _time,
}
