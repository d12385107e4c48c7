"""An application as it stands: answers, cost lines, files, judgement and open points, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from applications.models import Application, ApplicationSection, CallRevision, CostLine
from applications.policies import OWN_CHANNEL
from applications.rules.answers import Filing, facts_of_answers, known_facts
from applications.rules.enclosing import Document, HeldFile, documents_for
from applications.rules.explaining import LineAmounts, amounts_of
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement, judge
from applications.rules.points import Looked, Point, open_points
from applications.rules.progress import Progress, progress_of
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SectionKey
from applications.rules.terms import CallTerms
from applications.rules.workflow import Status
from applications.selectors.calls import terms_in_force
from applications.selectors.printing import unprintable_texts
from records.models import Attachment, ScanState
from records.models.attachment import HANDED_OUT
from records.selectors import attachments_of

_LINE_FIELDS = tuple(CostLineAnswers.model_fields)


@dataclass(frozen=True, slots=True)
class LinePicture:
    """One cost line: its row, what it answers, and its amounts with their steps."""

    row: CostLine
    answers: CostLineAnswers
    amounts: LineAmounts


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a page about one application needs. `facts_document` is what is frozen when it is sent."""

    application: Application
    terms: CallTerms
    sections: Mapping[str, ApplicationSection]
    answers: Mapping[str, Mapping[str, Any]]
    lines: Sequence[LinePicture]
    files: Sequence[Attachment]
    documents: Sequence[Document]
    facts_document: Mapping[str, Any]
    facts: Facts
    judgement: Judgement
    points: Sequence[Point]
    progress: Mapping[SectionKey, Progress]

    @property
    def blocking(self) -> tuple[Point, ...]:
        """The points that must be mended before the application can be sent."""
        return tuple(point for point in self.points if point.blocks)

    @property
    def complete_sections(self) -> int:
        """How many sections are complete."""
        return sum(state is Progress.COMPLETE for state in self.progress.values())


def picture_of(application: Application, *, at: datetime) -> Picture:
    """The application as if it were sent at this moment; a sent one as it was sent."""
    terms = terms_in_force(application.revision)
    sections = {row.key: row for row in application.sections.select_related("saved_by").order_by("key")}
    answers = {key: row.all_answers for key, row in sections.items()}
    rows, files = list(application.cost_lines.order_by("position")), list(files_of(application))
    lines = [answers_of_line(row) for row in rows]
    document = facts_of_answers(answers, lines, filing_of(application, at=at))
    known, parts = known_facts(document, terms), [str(row.pk) for row in rows]
    judgement, documents = judge(known.facts, terms), documents_for(known.facts, terms, parts)
    looked = Looked(
        terms=terms,
        answers=answers,
        lines=lines,
        parts=parts,
        facts=known.facts,
        unusable=known.problems,
        judgement=judgement,
        documents=documents,
        enclosed=frozenset((file.purpose, file.part) for file in files),
        held=_held(files),
        unprintable=unprintable_texts(answers, lines, parts, files),
        is_typed_by_applicant=application.channel == OWN_CHANNEL,
        is_second_of_company=has_sibling(application),
    )
    points = open_points(looked)
    return Picture(
        application=application,
        terms=terms,
        sections=sections,
        answers=answers,
        lines=_line_pictures(rows, lines, known.facts, judgement, terms),
        files=files,
        documents=documents,
        facts_document=document,
        facts=known.facts,
        judgement=judgement,
        points=points,
        progress=progress_of(answers, points, begun=_begun(rows, files)),
    )


def _held(files: Sequence[Attachment]) -> list[HeldFile]:
    return [
        HeldFile(file.purpose, file.part, file.original_name, file.scan_state == ScanState.INFECTED)
        for file in files
        if file.scan_state not in HANDED_OUT
    ]


def files_of(application: Application) -> QuerySet[Attachment]:
    """The files that stand with an application, in the order of their arrival."""
    return attachments_of(application).order_by("uploaded_at", "id")


def answers_of_line(row: CostLine) -> CostLineAnswers:
    """What a kept cost line answers."""
    return CostLineAnswers.model_validate({name: getattr(row, name) for name in _LINE_FIELDS})


def has_sibling(application: Application) -> bool:
    """Whether the same company has another application to the call that was not given up (R-010)."""
    siblings = Application.objects.filter(call_id=application.call_id).exclude(pk=application.pk)
    same = Q(organisation_id=application.organisation_id)
    if number := application.organisation.corporate_number:
        same |= Q(organisation__corporate_number=number)
    return siblings.filter(same).exclude(status__in=(Status.DISMISSED, Status.WITHDRAWN)).exists()


def filing_of(application: Application, *, at: datetime) -> Filing:
    """How and when the file arrives: by post on its day, at another desk at its moment, here when it is sent."""
    if application.channel == "postal":
        return Filing(application.channel, None, application.received_on)
    arrived_at = application.arrived_at or application.submitted_at or at
    return Filing(application.channel, arrived_at, application.received_on)


def _line_pictures(
    rows: Sequence[CostLine],
    lines: Sequence[CostLineAnswers],
    facts: Facts,
    judgement: Judgement,
    terms: CallTerms,
) -> list[LinePicture]:
    # Where the lines as a whole could not be judged, their amounts are not known either.
    if len(judgement.costs) != len(rows):
        blank = LineAmounts(None, None, None, 0, ())
        return [LinePicture(row, line, blank) for row, line in zip(rows, lines, strict=True)]
    judged = zip(rows, lines, facts.costs or (), judgement.costs, strict=True)
    return [LinePicture(row, line, amounts_of(fact, said, terms)) for row, line, fact, said in judged]


def _begun(rows: Sequence[CostLine], files: Sequence[Attachment]) -> frozenset[SectionKey]:
    begun = {SectionKey.COSTS: bool(rows), SectionKey.ATTACHMENTS: bool(files)}
    return frozenset(key for key, has_any in begun.items() if has_any)


def erratum_since_begun(application: Application) -> CallRevision | None:
    """The revision that this draft has followed since it was begun, whose reason its people are told."""
    revision = application.revision
    published_at = revision.published_at
    return revision if published_at is not None and published_at > application.created_at else None
