"""A demonstration call: the same terms with every day moved by whole weeks, so that weekdays stay."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def demonstration_of(raw: Mapping[str, Any], *, call_id: str, mark: str, today: date) -> dict[str, Any]:
    """Raw terms of a demonstration whose window stands around `today`, marked in id and title.

    The window is moved so that a third of it has passed; the call's own figures stay as they are.
    """
    opens = date.fromisoformat(raw["window"]["opens_on"])
    closes = date.fromisoformat(raw["window"]["closes_on"])
    weeks = round_weeks(today - (opens + (closes - opens) / 3))
    return {**shifted_by(raw, weeks * 7), "id": call_id, "title": f"{mark}{raw['title']}", "demonstration": True}


def shifted_by(raw: Mapping[str, Any], days: int) -> dict[str, Any]:
    """Raw terms with every day moved by so many days."""
    return {key: _moved(value, timedelta(days=days)) for key, value in raw.items()}


def round_weeks(span: timedelta) -> int:
    """Whole weeks nearest to `span`."""
    return (span.days + 3) // 7


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, Mapping):
        return {key: _moved(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return (date.fromisoformat(value) + by).isoformat()
    return value
