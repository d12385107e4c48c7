"""What an applicant promised in figures, read back from what was sent."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from applications.models import Submission
from applications.rules.section_shapes.plan import KpiRow
from applications.rules.sections import SectionKey
from applications.services.after_award import PromisedMeasure

_HUNDREDTHS = Decimal("0.01")


def promised_measures(application_id: UUID) -> tuple[PromisedMeasure, ...]:
    """The indicators of the newest submission that have both values; hundredths are kept."""
    submission = Submission.objects.filter(application_id=application_id).order_by("-number").first()
    return tuple(_measures(submission)) if submission else ()


def _measures(submission: Submission) -> Iterator[PromisedMeasure]:
    for given in submission.answers.get(SectionKey.PROJECT_PLAN, {}).get("kpi", ()):
        row = KpiRow.model_validate(given)
        if row.before is not None and row.after is not None:
            yield PromisedMeasure(
                row.task or row.indicator, row.unit, row.before.quantize(_HUNDREDTHS), row.after.quantize(_HUNDREDTHS)
            )
