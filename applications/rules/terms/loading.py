"""From a call's terms.toml to `CallTerms`: read, typed, cross-checked, or refused with file, key and reason.

The revision's hash is over the canonical JSON of the terms, so a changed comment makes no new revision.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from applications.rules.eligibility import declared_facts
from applications.rules.shapes import Shape
from applications.rules.terms import CallTerms
from applications.rules.terms.checking import problems_of
from applications.rules.terms.sections import Question
from applications.rules.words import spoken
from kernel.condition import FactDeclaration
from kernel.problems import sentence_of

FILE_NAME = "terms.toml"


class _Asked(Shape):
    """The call's own questions, read before the conditions that may name their answers."""

    questions: tuple[Question, ...]

    @property
    def declarations(self) -> tuple[FactDeclaration, ...]:
        return tuple(question.declaration for question in self.questions)


class TermsError(ValueError):
    """Terms that cannot be used; `lines` holds one 「file: key: reason」 per problem."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load_terms(path: Path) -> CallTerms:
    """The terms in `path`; the folder must bear the call's id."""
    return terms_of(read_terms(path), str(path), folder=path.parent.name)


def read_terms(path: Path) -> dict[str, Any]:
    """The raw terms as JSON values: days, times and moments in ISO form."""
    try:
        with path.open("rb") as file:
            raw = tomllib.load(file)
    except OSError as error:
        raise TermsError((f"{path}: 読めません({error.strerror})",)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TermsError((f"{path}: TOML として読めません: {error}",)) from error
    return json.loads(canonical_json(raw))  # type: ignore[no-any-return]


def canonical_json(raw: Mapping[str, Any]) -> str:
    """Sorted, compact JSON of raw terms: what is stored, hashed and compared."""
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)


def sha256_of(raw: Mapping[str, Any]) -> str:
    """Hash of a revision, in hexadecimal."""
    return hashlib.sha256(canonical_json(raw).encode()).hexdigest()


def terms_of(raw: Mapping[str, Any], source: str, *, folder: str | None = None) -> CallTerms:
    """Typed terms from raw ones; `source` names the file or row in every refusal."""
    try:
        declared = declared_facts(_Asked.model_validate({"questions": raw.get("questions", [])}).declarations)
        terms = CallTerms.model_validate(raw, context={"declared": declared})
    except ValidationError as error:
        raise TermsError(tuple(_line(source, record) for record in error.errors())) from error
    problems = problems_of(terms)
    if folder is not None and terms.id != folder:
        problems.insert(0, ("id", f"{terms.id} がフォルダー名 {folder} と違います"))
    if problems:
        raise TermsError(tuple(f"{source}: {key}: {reason}" for key, reason in problems))
    # The call's own words are put in once, here; the hash stays that of the terms as they were written.
    said = CallTerms.model_validate(spoken(raw, terms), context={"declared": declared})
    return said.model_copy(update={"revision_sha256": sha256_of(raw)})


def _line(source: str, record: Any) -> str:
    key = ".".join(str(part) for part in record["loc"])
    return f"{source}: {key}: {sentence_of(record)}"


def _iso(value: date | time) -> str:
    """TOML knows no other value that JSON does not."""
    return value.isoformat()
