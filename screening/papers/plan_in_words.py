"""The parts of a file that an item of the rubric is judged by, in words: texts, rows, cost lines and documents.

Days of birth, telephone numbers and mail addresses are of no concern to a reviewer, whatever the terms name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from applications.papers.answers_in_words import extra_in_words, lines_in_words, row_in_words
from applications.rules.rubric import LINES, JudgedPart, judged_parts
from applications.rules.sections import SectionKey, section_named
from applications.rules.terms import CallTerms
from applications.rules.terms.spending import Bonus, Criterion
from applications.rules.words import say
from kernel.money import format_yen
from kernel.parts import Fact
from records.models import Attachment
from records.rules.files.kinds import SHOWN_IN_A_PAGE
from screening.selectors.reading import Reading

_COVERED = frozenset({"contact_tel", "contact_email", "contact_name", "contact_dept", "rep_birth", "birth_date"})
UNANSWERED = "(記入がありません)"
NOT_HANDED_IN = "(提出されていません)"


@dataclass(frozen=True, slots=True)
class CostLineInWords:
    """One order of the budget."""

    number: int
    category: str
    description: str
    vendor: str
    claimed: str
    allowed: str


@dataclass(frozen=True, slots=True)
class DocumentInWords:
    """One document: `is_picture` and `is_paged` say how a browser shows it by itself."""

    id: str
    label: str
    name: str
    size: int
    is_picture: bool
    is_paged: bool


@dataclass(frozen=True, slots=True)
class PartInWords:
    """One part of the file: its heading, and whichever of texts, rows, cost lines and documents it holds."""

    label: str
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[Fact, ...], ...] = ()
    facts: tuple[Fact, ...] = ()
    lines: tuple[CostLineInWords, ...] = ()
    documents: tuple[DocumentInWords, ...] = ()
    empty: str = ""


def parts_of(item: Criterion | Bonus, reading: Reading, *, without: frozenset[str] = frozenset()) -> list[PartInWords]:
    """What this item is judged by, in the order of the terms; `without` leaves out keys that are shown elsewhere."""
    kept = (part for part in judged_parts(item) if part.key not in _COVERED | without)
    return [_part(part, reading) for part in kept]


def whole_plan(reading: Reading) -> list[PartInWords]:
    """The whole plan with its budget, for whoever reads from beginning to end."""
    plan = section_named(SectionKey.PROJECT_PLAN)
    parts = [_answer(JudgedPart(plan.key, key), reading) for key in plan.asked]
    return [*parts, _budget(reading)]


def documents_in_words(documents: Sequence[Attachment], terms: CallTerms) -> tuple[DocumentInWords, ...]:
    """Documents with the names the call gives them."""
    labels = {each.key: say(each.label, terms) for each in terms.attachments}
    return tuple(_document(each, labels) for each in documents)


def cost_lines_in_words(reading: Reading) -> tuple[CostLineInWords, ...]:
    """The budget as it was sent and judged."""
    judged = {each["line"]: each for each in reading.submission.assessment.costs}
    lines = enumerate(reading.submission.cost_lines, start=1)
    return tuple(_line(number, line, judged.get(number, {}), reading.terms) for number, line in lines)


def _part(part: JudgedPart, reading: Reading) -> PartInWords:
    if part.section is SectionKey.ATTACHMENTS:
        return _documents(part.key, reading)
    if part == JudgedPart(SectionKey.COSTS, LINES):
        return _budget(reading)
    return _answer(part, reading)


def _answer(part: JudgedPart, reading: Reading) -> PartInWords:
    asked = section_named(part.section).asked[part.key]
    value = reading.answers.get(part.section, {}).get(part.key)
    terms = reading.terms
    if part.key == "extra":
        facts = tuple(extra_in_words(value or {}, terms))
        return PartInWords(asked.label, facts=facts, empty="" if facts else UNANSWERED)
    if rows := _rows(value):
        return PartInWords(asked.label, rows=tuple(tuple(_uncovered(row, terms)) for row in rows))
    texts = tuple(lines_in_words(part.key, asked.fact, value, terms))
    return PartInWords(asked.label, texts=texts, empty="" if texts else UNANSWERED)


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _uncovered(row: Mapping[str, Any], terms: CallTerms) -> Iterator[Fact]:
    yield from row_in_words({key: value for key, value in row.items() if key not in _COVERED}, terms)


def _budget(reading: Reading) -> PartInWords:
    lines = cost_lines_in_words(reading)
    return PartInWords("経費明細", lines=lines, empty="" if lines else UNANSWERED)


def _line(number: int, line: Mapping[str, Any], judged: Mapping[str, Any], terms: CallTerms) -> CostLineInWords:
    category = next((each for each in terms.cost_categories if each.number == line.get("category")), None)
    claimed, allowed = judged.get("claimed"), judged.get("allowed")
    return CostLineInWords(
        number=number,
        category=f"{category.mark}{category.label}" if category else "",
        description=line.get("description", ""),
        vendor=line.get("vendor", ""),
        claimed=format_yen(claimed) if claimed is not None else "",
        allowed=format_yen(allowed) if allowed is not None else "",
    )


def _documents(key: str, reading: Reading) -> PartInWords:
    label = next((say(each.label, reading.terms) for each in reading.terms.attachments if each.key == key), key)
    found = documents_in_words([each for each in reading.documents if each.purpose == key], reading.terms)
    return PartInWords(label, documents=found, empty="" if found else NOT_HANDED_IN)


def _document(kept: Attachment, labels: Mapping[str, str]) -> DocumentInWords:
    is_shown = kept.content_type in SHOWN_IN_A_PAGE and kept.may_be_handed_out
    return DocumentInWords(
        id=str(kept.pk),
        label=labels.get(kept.purpose, kept.purpose),
        name=kept.original_name,
        size=kept.size,
        is_picture=is_shown and kept.content_type.startswith("image/"),
        is_paged=is_shown and not kept.content_type.startswith("image/"),
    )
