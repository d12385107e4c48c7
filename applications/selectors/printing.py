"""What of an application its papers could not print: told while it can still be written otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from applications.rules.points import UnprintableText
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SectionKey
from records.models import Attachment
from records.papers.letters import unprintable_letters

Answers = Mapping[str, Any]


def unprintable_texts(
    answers: Mapping[str, Answers],
    lines: Sequence[CostLineAnswers],
    parts: Sequence[str],
    files: Sequence[Attachment],
) -> tuple[UnprintableText, ...]:
    """Every answer, line and name of a file that holds letters which no font of the papers draws."""
    found = [
        *(_told(SectionKey(section), key, value) for section, given in answers.items() for key, value in given.items()),
        *(
            _told(SectionKey.COSTS, key, value, part=part)
            for line, part in zip(lines, parts, strict=True)
            for key, value in line
        ),
        *(_told(SectionKey.ATTACHMENTS, file.purpose, file.original_name, part=file.part) for file in files),
    ]
    return tuple(each for each in found if each.letters)


def _told(section: SectionKey, key: str, value: Any, *, part: str = "") -> UnprintableText:
    return UnprintableText(section, key, unprintable_letters("".join(_texts(value))), part)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
