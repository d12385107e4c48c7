"""The pre-check: answers kept in the visitor's session alone, never in a table, and judged as if sent now."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from applications.rules.facts import Facts
from applications.rules.judgement import Judgement, judge
from applications.rules.reading import UnusableInputError, facts_of
from applications.rules.terms import CallTerms
from kernel.calendar import tokyo_day

Session = MutableMapping[str, Any]

_KEY = "precheck"
# Kept as text, since a session holds no exact decimals.
_QUANTITIES = ("before", "after", "quantity")


@dataclass(frozen=True, slots=True)
class Precheck:
    """What a visitor has answered for one call: facts by name, the pages done, the industry picked for proposals."""

    known: Mapping[str, Any] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    industry: str = ""


def read_precheck(session: Session, *, call: str) -> Precheck:
    """The visitor's answers for a call; nothing answered yet is an empty pre-check."""
    kept = session.get(_KEY, {}).get(call)
    return Precheck(**{**kept, "done": tuple(kept["done"])}) if kept else Precheck()


def keep_answers(
    session: Session, *, call: str, step: str, answers: Mapping[str, Any], industry: str | None = None
) -> Precheck:
    """Keep the answers of one page beside those of the others; answering again replaces."""
    before = read_precheck(session, call=call)
    after = Precheck(
        known={**before.known, **answers},
        done=(*(key for key in before.done if key != step), step),
        industry=before.industry if industry is None else industry,
    )
    return _keep(session, call, after)


def pass_over(session: Session, *, call: str, step: str, facts: tuple[str, ...]) -> Precheck:
    """Leave a page for later: its facts are not known, and the result will say so."""
    before = read_precheck(session, call=call)
    known = {name: value for name, value in before.known.items() if name not in facts}
    done = (*(key for key in before.done if key != step), step)
    return _keep(session, call, Precheck(known=known, done=done, industry=before.industry))


def start_over(session: Session, *, call: str) -> None:
    """Forget every answer for a call."""
    session[_KEY] = {name: kept for name, kept in session.get(_KEY, {}).items() if name != call}


def _keep(session: Session, call: str, precheck: Precheck) -> Precheck:
    kept = {"known": dict(precheck.known), "done": list(precheck.done), "industry": precheck.industry}
    session[_KEY] = {**session.get(_KEY, {}), call: kept}
    return precheck


def facts_known(precheck: Precheck, terms: CallTerms) -> Facts:
    """The answers as typed facts. An answer that a new revision of the call no longer allows counts as not given."""
    try:
        return facts_of(contract_document(precheck.known), terms)
    except UnusableInputError:
        usable = {name: value for name, value in precheck.known.items() if _is_usable(name, value, terms)}
        return facts_of(contract_document(usable), terms)


def judge_as_if_sent(known: Facts, terms: CallTerms, *, at: datetime) -> tuple[Facts, Judgement]:
    """The facts and the judgement of an application sent at this moment; a letter is taken to arrive today."""
    arrival: dict[str, Any] = {"submitted_at": at}
    if known.channel == "postal":
        arrival["received_on"] = tokyo_day(at)
    facts = known.model_copy(update=arrival)
    return facts, judge(facts, terms)


def contract_document(known: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as the JSON document that `manage.py judge` reads, numbers exact."""
    document: dict[str, Any] = {}
    for name, value in known.items():
        *path, last = name.split(".")
        place = document
        for part in path:
            place = place.setdefault(part, {})
        # Only the consultation is answered by "none at all"; elsewhere nothing means not known.
        if value is not None or name == "project.consulted_at":
            place[last] = _exact(value)
    return document


def _exact(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [_exact_row(row) if isinstance(row, dict) else row for row in value]


def _exact_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: Decimal(item) if key in _QUANTITIES else item for key, item in row.items()}


def _is_usable(name: str, value: Any, terms: CallTerms) -> bool:
    try:
        facts_of(contract_document({name: value}), terms)
    except UnusableInputError:
        return False
    return True
