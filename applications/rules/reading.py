"""Reads a facts file from outside into typed facts, or says in one line per problem why it cannot be used."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from applications.rules.facts import CostLine, Facts
from applications.rules.terms import CallTerms
from applications.rules.terms.sections import Question
from kernel.problems import json_path, lines_of

# A budget of hundreds of lines stays far below; beyond it a file is a mistake or an attack.
LARGEST_FILE = 5_000_000
LONGEST_NUMBER = 100

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")

T = TypeVar("T", bound=BaseModel)


class UnusableInputError(ValueError):
    """The input cannot be judged; `lines` holds one line per problem, with its JSON path or CSV row."""

    def __init__(self, *lines: str) -> None:
        # A key from outside may hold a line break; a problem stays on its one line.
        self.lines = tuple(_BREAKS.sub(lambda found: ascii(found[0])[1:-1], line) for line in lines)
        super().__init__("\n".join(self.lines))


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object with exact numbers; refuses what JSON does not allow (NaN, a key twice)."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnusableInputError(f"{path}: {LARGEST_FILE:,}バイトを超えています")
        return parse_json(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise UnusableInputError(f"{path}: UTF-8 で書かれていません") from error
    except OSError as error:
        raise UnusableInputError(f"{path}: 読めません({error.strerror})") from error


def parse_json(text: str, source: str) -> dict[str, Any]:
    """A JSON object from text; `source` names it in the refusal."""
    try:
        data = json.loads(
            text, parse_int=_whole, parse_float=Decimal, parse_constant=_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        place = f"{error.lineno}行目の{error.colno}文字目"
        raise UnusableInputError(f"{source}: JSON として読めません: {place}が正しくありません") from error
    except (ValueError, RecursionError) as error:
        reason = "入れ子が深すぎます" if isinstance(error, RecursionError) else str(error)
        raise UnusableInputError(f"{source}: JSON として読めません: {reason}") from error
    if not isinstance(data, dict):
        raise UnusableInputError(f"{source}: 一番外側は {{ }} で書きます")
    return data


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"{LONGEST_NUMBER}桁を超える数です")
    return int(digits)


def _constant(name: str) -> Any:
    raise ValueError(f"{name} は数ではありません")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise ValueError(f"キー {key} が二度あります")
        seen[key] = value
    return seen


def typed(shape: type[T], data: dict[str, Any]) -> T:
    """`data` in the given shape, or `UnusableInputError` with a line per problem."""
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        raise UnusableInputError(*lines_of(error.errors())) from error


def facts_of(data: dict[str, Any], terms: CallTerms) -> Facts:
    """The facts of an application under these terms."""
    facts = typed(Facts, data)
    problems = [
        *category_problems(facts.costs or (), terms),
        *_class_problems(facts, terms),
        *_extra_problems(facts, terms),
    ]
    if problems:
        raise UnusableInputError(*problems)
    return facts


def category_problems(costs: tuple[CostLine, ...], terms: CallTerms) -> list[str]:
    """Lines whose category the call does not offer."""
    offered = [category.number for category in terms.offered_categories]
    numbers = "・".join(str(number) for number in offered)
    return [
        f"{json_path(('costs', index, 'category'))}: この公募の費目は {numbers} です"
        for index, line in enumerate(costs)
        if line.category is not None and line.category not in offered
    ]


def _class_problems(facts: Facts, terms: CallTerms) -> list[str]:
    applicant = facts.applicant
    problems = []
    if applicant.industry_class is not None and terms.size(applicant.industry_class) is None:
        problems.append(f"$.applicant.industry_class: この公募の業種区分にない番号です: {applicant.industry_class}")
    if applicant.entity_type is not None and terms.entity(applicant.entity_type) is None:
        problems.append(f"$.applicant.entity_type: この公募にない区分です: {applicant.entity_type}")
    return problems


def _extra_problems(facts: Facts, terms: CallTerms) -> list[str]:
    questions = {question.key: question for question in terms.questions}
    problems = [f"$.extra.{key}: 知らないキーです" for key in facts.extra if key not in questions]
    wrong = [key for key, value in facts.extra.items() if key in questions and not _answers(questions[key], value)]
    return problems + [f"$.extra.{key}: この質問の答えとして使えない値です" for key in wrong]


def _answers(question: Question, value: object) -> bool:
    match question.kind:
        case "flag":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case _:
            return value in question.choices


def facts_schema(terms: CallTerms) -> dict[str, Any]:
    """JSON Schema of the facts under these terms: the contract's shape with the call's own categories and questions."""
    schema = Facts.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    category = {"type": "integer", "enum": [category.number for category in terms.offered_categories]}
    definitions["CostLine"]["properties"]["category"] = _optional(category)
    applicant = definitions["Applicant"]["properties"]
    applicant["industry_class"] = _optional({"type": "integer", "enum": [size.number for size in terms.sizes]})
    applicant["entity_type"] = _optional({"type": "string", "enum": [entity.type for entity in terms.entities]})
    schema["properties"]["extra"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {question.key: _question_schema(question) for question in terms.questions},
    }
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Facts of {terms.id}"
    return schema


def _optional(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}], "default": None}


def _question_schema(question: Question) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {
        "flag": {"type": "boolean"},
        "number": {"type": "integer"},
        "choice": {"type": "string", "enum": list(question.choices)},
    }
    return {**kinds[question.kind], "description": question.label}
