"""Open points of an application: everything that is missing, not met, unknown or left to a person, with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from applications.rules.answers import Answers
from applications.rules.costs import amount_with_tax
from applications.rules.enclosing import Document, HeldFile
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.needs import COST_LINE, is_blank, key_of_verdict, missing_keys
from applications.rules.section_shapes.asking import Need
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SECTIONS, SectionKey, place_of_fact
from applications.rules.terms import CallTerms
from applications.rules.words import say
from kernel.money import format_yen
from kernel.verdict import Outcome, Verdict


class PointKind(StrEnum):
    """What an open point is."""

    MISSING = "missing"  # a key that must be answered is not
    UNUSABLE = "unusable"  # answers contradict each other
    UNKNOWN = "unknown"  # a rule cannot be judged yet
    UNMET = "unmet"
    REVIEW = "review"
    WARNING = "warning"
    DOCUMENT = "document"  # a document of the call's list is not there
    INFECTED = "infected"  # a virus was found in a file
    SCANNING = "scanning"  # a file still waits for its scan
    UNPRINTABLE = "unprintable"  # a letter that no paper could print


@dataclass(frozen=True, slots=True)
class Point:
    """One open point. `section` is blank where no field can mend it; `line` is a cost line's number from 1.

    `blocks` says that the application cannot be sent like this: a form that is not filled in is no application. What
    the rules hold against it never blocks, for that is the office's to decide.
    """

    kind: PointKind
    section: SectionKey | None
    field: str
    label: str
    because: str
    clause: str = ""
    rule: str = ""
    line: int = 0
    part: str = ""
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class UnprintableText:
    """Letters of an answer, a line or a file's name that the papers' fonts do not hold."""

    section: SectionKey
    key: str
    letters: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """All that open points are told from."""

    terms: CallTerms
    answers: Mapping[str, Answers]
    lines: Sequence[CostLineAnswers]
    parts: Sequence[str]
    facts: Facts
    unusable: Mapping[str, str]
    judgement: Judgement
    documents: Sequence[Document]
    enclosed: frozenset[tuple[str, str]]
    held: Sequence[HeldFile] = ()
    unprintable: Sequence[UnprintableText] = ()
    is_typed_by_applicant: bool = True
    is_second_of_company: bool = False


def open_points(looked: Looked) -> tuple[Point, ...]:
    """Every open point, in the order of the sections; within one, what is missing stands first."""
    found = [
        *_of_eligibility(looked),
        *_of_lines(looked),
        *_of_amount(looked),
        *_unusable(looked),
        *_of_documents(looked),
        *_of_held_files(looked),
        *_of_letters(looked),
        *_of_pledges(looked),
        *_of_company(looked),
    ]
    told = {(point.section, point.field, point.part) for point in found}
    found += [point for point in _missing(looked) if (point.section, point.field, point.part) not in told]
    order = [section.key for section in SECTIONS]
    ranked = sorted(found, key=lambda point: (_place(order, point.section), point.line, _KINDS.index(point.kind)))
    return tuple(ranked if looked.is_typed_by_applicant else map(_left_to_the_office, ranked))


def _left_to_the_office(point: Point) -> Point:
    """What the office types in is as the applicant wrote it; but no virus goes on, and every paper can be printed."""
    return point if point.kind in _FOR_EVERYBODY else replace(point, blocks=False)


_FOR_EVERYBODY = frozenset({PointKind.INFECTED, PointKind.UNPRINTABLE})


def _place(order: Sequence[SectionKey], section: SectionKey | None) -> int:
    return len(order) if section is None else order.index(section)


_KINDS = tuple(PointKind)
_KIND_OF: Mapping[Outcome, PointKind] = {
    Outcome.UNKNOWN: PointKind.UNKNOWN,
    Outcome.UNMET: PointKind.UNMET,
    Outcome.REVIEW: PointKind.REVIEW,
    Outcome.WARNING: PointKind.WARNING,
}


def _missing(looked: Looked) -> Iterator[Point]:
    missing = missing_keys(looked.answers, looked.facts, looked.terms)
    for section in SECTIONS:
        for key in missing[section.key]:
            yield _missing_point(section.key, key, section.asked[key].label)
    if not looked.lines:
        yield _missing_point(SectionKey.COSTS, "lines", "経費明細")
    for number, (line, part) in enumerate(zip(looked.lines, looked.parts, strict=True), start=1):
        for key in _missing_of_line(line):
            label = COST_LINE.asked[key].label
            yield replace(_missing_point(SectionKey.COSTS, key, label), line=number, part=part)


def _missing_of_line(line: CostLineAnswers) -> Iterator[str]:
    for key, asked in COST_LINE.asked.items():
        if asked.need is Need.ALWAYS and is_blank(getattr(line, key)):
            yield key


def _missing_point(section: SectionKey, key: str, label: str) -> Point:
    return Point(PointKind.MISSING, section, key, label, f"{label}が入力されていません。", blocks=True)


def _of_eligibility(looked: Looked) -> Iterator[Point]:
    labels = {rule.id: rule.label for rule in looked.terms.eligibility}
    for verdict in looked.judgement.verdicts:
        if verdict.outcome is not Outcome.MET:
            section, field = _place_of(verdict)
            yield _judged(verdict, say(labels[verdict.rule], looked.terms), section, field)


def _place_of(verdict: Verdict) -> tuple[SectionKey | None, str]:
    """Where the verdict can be mended: at the first missing fact while it is unknown, else at its first fact."""
    open_facts = [name for name, value in verdict.facts.items() if value in (None, [])]
    names = [*open_facts, *verdict.facts] if verdict.outcome is Outcome.UNKNOWN else list(verdict.facts)
    places = place_of_fact()
    for name in names:
        if name.startswith("extra."):
            return SectionKey.REQUIREMENTS_BONUS, name
        if name in places:
            return places[name]
    return None, ""


def _judged(verdict: Verdict, label: str, section: SectionKey | None, field: str) -> Point:
    kind = _KIND_OF[verdict.outcome]
    return Point(
        kind,
        section,
        field,
        label,
        verdict.because,
        clause=verdict.clause,
        rule=verdict.rule,
        blocks=kind is PointKind.UNKNOWN and section is not None,
    )


def _of_lines(looked: Looked) -> Iterator[Point]:
    for judged in looked.judgement.costs:
        for verdict in judged.verdicts:
            label = say(looked.terms.rules[verdict.rule].label, looked.terms)
            point = _judged(verdict, label, SectionKey.COSTS, key_of_verdict(verdict))
            yield replace(point, line=judged.line, part=looked.parts[judged.line - 1])


def _of_amount(looked: Looked) -> Iterator[Point]:
    amount, terms = looked.judgement.amount, looked.terms
    if amount.outcome is Outcome.UNMET and looked.lines:
        asked = looked.facts.requested_amount
        because = (
            f"対象経費に補助率を掛けた額が下限の{format_yen(terms.amounts.floor)}に届きません。"
            if amount.product < terms.amounts.floor
            else f"交付申請額{format_yen(asked or 0)}は申請できません。"
            f"{format_yen(terms.amounts.floor)}から{format_yen(amount.limit)}まで、"
            f"{format_yen(terms.amounts.request_unit)}単位で入力してください。"
        )
        yield Point(PointKind.UNMET, SectionKey.COSTS, "request_amount", "交付申請額", because, clause=amount.clause)
    yield from _of_balance(looked)


def _of_balance(looked: Looked) -> Iterator[Point]:
    """Income and expenditure are equal (収支の一致): a budget that does not balance is not filled in."""
    rows = looked.answers.get(SectionKey.COSTS, {}).get("income") or ()
    if is_blank(rows) or not looked.lines:
        return
    income = sum(row.get("amount") or 0 for row in rows)
    spent = sum(amount_with_tax(line, looked.terms) or 0 for line in looked.facts.costs or ())
    if income != spent:
        because = f"収入の合計{format_yen(income)}と支出の合計(税込){format_yen(spent)}が同じになるようにしてください。"
        yield Point(PointKind.UNUSABLE, SectionKey.COSTS, "income", "収入と支出の一致", because, blocks=True)


def _unusable(looked: Looked) -> Iterator[Point]:
    places = place_of_fact()
    for name, because in looked.unusable.items():
        section, field = places.get(name, (SectionKey.COSTS, "lines"))
        label = (
            next(each for each in SECTIONS if each.key == section).asked[field].label if name in places else "経費明細"
        )
        yield Point(PointKind.UNUSABLE, section, field, label, because, blocks=True)


def _of_documents(looked: Looked) -> Iterator[Point]:
    for document in looked.documents:
        if document.is_required and (document.key, document.part) not in looked.enclosed:
            where = f"明細{document.line}の" if document.line else ""
            yield Point(
                PointKind.DOCUMENT,
                SectionKey.ATTACHMENTS,
                document.key,
                document.label,
                f"{where}「{document.label}」が添付されていません。不備のある申請は、不採択になることがあります。",
                clause=document.clause,
                line=document.line,
                part=document.part,
            )


def _of_held_files(looked: Looked) -> Iterator[Point]:
    """A virus is never sent on. Nobody is kept from sending because our own scanner has not come to it yet."""
    documents = {(each.key, each.part): each for each in looked.documents}
    labels = {each.key: say(each.label, looked.terms) for each in looked.terms.attachments}
    for file in looked.held:
        document = documents.get((file.key, file.part))
        yield Point(
            PointKind.INFECTED if file.is_infected else PointKind.SCANNING,
            SectionKey.ATTACHMENTS,
            file.key,
            labels.get(file.key, file.key),
            (_INFECTED if file.is_infected else _SCANNING).format(name=file.name),
            line=document.line if document else 0,
            part=file.part,
            blocks=file.is_infected,
        )


_INFECTED = "「{name}」からウイルスが見つかりました。安全なファイルに差し替えるか、取り消してください。"
_SCANNING = "「{name}」のウイルス検査を待っています。このまま提出できます。検査は提出の後も続きます。"


def _of_letters(looked: Looked) -> Iterator[Point]:
    """A box in a name is worse than no paper: what cannot be printed is told before it is sent, not after."""
    sections = {section.key: section for section in SECTIONS}
    documents = {each.key: say(each.label, looked.terms) for each in looked.terms.attachments}
    for text in looked.unprintable:
        shape = COST_LINE if text.part and text.section is SectionKey.COSTS else sections[text.section]
        asked = shape.asked.get(text.key)
        because = _UNPRINTABLE_NAME if text.section is SectionKey.ATTACHMENTS else _UNPRINTABLE
        yield Point(
            PointKind.UNPRINTABLE,
            text.section,
            text.key,
            asked.label if asked else documents.get(text.key, text.key),
            because.format(letters="".join(f"「{letter}」" for letter in text.letters)),
            line=looked.parts.index(text.part) + 1 if text.part in looked.parts else 0,
            part=text.part,
            blocks=True,
        )


_UNPRINTABLE = (
    "{letters}は書類に印刷できません。かなか、ほかの字に置き換えてください。"
    "名前の正しい字は、提出の後に事務局へお知らせください。"
)
_UNPRINTABLE_NAME = "ファイルの名前の{letters}は書類に印刷できません。名前を変えて、差し替えてください。"


def _of_pledges(looked: Looked) -> Iterator[Point]:
    given = looked.answers.get(SectionKey.PLEDGES, {})
    asked: tuple[tuple[str, tuple[str, ...], str], ...] = (
        ("pledged", looked.terms.pledges, "誓約"),
        ("consented", looked.terms.consents, "同意"),
    )
    for key, sentences, label in asked:
        left = [sentence for sentence in sentences if sentence not in _signed(given, key)]
        if left:
            because = f"{label}していない項目が{len(left)}件あります。すべてに{label}しないと提出できません。"
            yield Point(PointKind.MISSING, SectionKey.PLEDGES, key, label, because, blocks=True)


def _signed(given: Mapping[str, Any], key: str) -> Sequence[str]:
    return given.get(key) or ()


def _of_company(looked: Looked) -> Iterator[Point]:
    if looked.is_second_of_company:
        yield Point(
            PointKind.WARNING,
            SectionKey.APPLICANT,
            "corporate_number",
            "1社1件の申請",
            "同じ企業から、この公募への申請がもう1件あります。補助の上限は1社ごとに数えます。重なっていないか確かめてください。",
            clause=looked.terms.amounts.cap_clause,
            rule="R-010",
        )
