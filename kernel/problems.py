"""What is wrong with a file from outside, in one plain Japanese line per problem: where, and what to write instead.

Understands the error records of a schema library (type, loc, ctx, msg) without importing it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_SENTENCES: Mapping[str, str] = {
    "extra_forbidden": "知らないキーです",
    "missing": "必要な項目がありません",
    "int_type": "整数で書きます",
    "bool_type": "true か false で書きます",
    "string_type": "文字列で書きます",
    "tuple_type": "[ ] の並びで書きます",
    "list_type": "[ ] の並びで書きます",
    "dict_type": "{{ }} の形で書きます",
    "model_type": "{{ }} の形で書きます",
    "model_attributes_type": "{{ }} の形で書きます",
    "greater_than_equal": "{ge} 以上で書きます",
    "greater_than": "{gt} より大きい数で書きます",
    "less_than_equal": "{le} 以下で書きます",
    "less_than": "{lt} より小さい数で書きます",
    "literal_error": "{expected} のどれかで書きます",
    "string_too_long": "{max_length}文字以内で書きます",
    "string_too_short": "{min_length}文字以上で書きます",
    "too_long": "{max_length}件以内で書きます",
    "too_short": "{min_length}件以上が必要です",
    "string_pattern_mismatch": "決まった形で書きます({pattern})",
    "finite_number": "数で書きます",
    "datetime_type": "日時を 2025-06-05T14:03:00+09:00 の形で書きます",
    "datetime_parsing": "日時を 2025-06-05T14:03:00+09:00 の形で書きます",
    "datetime_from_date_parsing": "日時を 2025-06-05T14:03:00+09:00 の形で書きます",
    "timezone_aware": "時差を付けて書きます(例 +09:00)",
}


def json_path(location: Iterable[int | str]) -> str:
    """$.costs[0].category for ("costs", 0, "category")."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in location]
    return "$" + "".join(parts)


def sentence_of(error: Mapping[str, Any]) -> str:
    """The reason in Japanese; a message of our own validators is passed on as it stands."""
    context = dict(error.get("ctx") or {})
    if (own := context.get("error")) is not None:
        return str(own)
    template = _SENTENCES.get(str(error.get("type")))
    return str(error.get("msg")) if template is None else template.format(**context)


def lines_of(errors: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """One line per problem: its JSON path and the reason. The branches of a union are told once."""
    told: dict[str, str] = {}
    for error in errors:
        path = json_path(part for part in error["loc"] if not _is_branch(part))
        told.setdefault(path, f"{path}: {sentence_of(error)}")
    return tuple(told.values())


def _is_branch(part: int | str) -> bool:
    """Whether a part of a location names a branch of a union or a validator instead of a key of the file."""
    return isinstance(part, str) and (part in {"bool", "str", "int"} or "[" in part or "(" in part)
