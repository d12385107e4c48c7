"""What a visitor answered in the pre-check, as the first answers of a draft: nothing is asked twice."""

from collections.abc import Mapping
from typing import Any

from applications.rules.answers import read_answers
from applications.rules.section_shapes.cost_line import CostLineAnswers, line_of_fact
from applications.rules.sections import SectionKey, place_of_fact, section_named

_CONSULTED = "project.consulted_at"


def answers_carried(known: Mapping[str, Any], *, industry: str = "") -> dict[SectionKey, dict[str, Any]]:
    """The sections' answers behind facts by name; an answer that a section cannot hold is left out.

    The industry is no fact, yet it was picked: the draft asks for it too.
    """
    found: dict[SectionKey, dict[str, Any]] = {}
    if industry:
        found[SectionKey.APPLICANT] = {"industry_jsic": industry}
    for name, value in known.items():
        if name.startswith("extra.") and value is not None:
            extra = found.setdefault(SectionKey.REQUIREMENTS_BONUS, {}).setdefault("extra", {})
            extra[name.removeprefix("extra.")] = value
        elif name in place_of_fact() and value is not None:
            section, key = place_of_fact()[name]
            found.setdefault(section, {})[key] = value
    if _CONSULTED in known:
        found.setdefault(SectionKey.REQUIREMENTS_BONUS, {})["has_consulted"] = known[_CONSULTED] is not None
    return {key: read_answers(section_named(key).shape, typed).answers for key, typed in found.items()}


def lines_carried(known: Mapping[str, Any]) -> tuple[CostLineAnswers, ...]:
    """The rough cost lines of a pre-check as lines of the draft."""
    lines = known.get("costs") or ()
    kept = (read_answers(CostLineAnswers, line_of_fact(dict(line))).answers for line in lines)
    return tuple(CostLineAnswers.model_validate(line) for line in kept if line)
