"""What a reviewer reads of a file: the frozen submission, and of it only what the rubric is judged by.

Sealed answers are never opened here, so that a day of birth cannot reach a reviewer's page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from applications.models import Application, Submission
from applications.rules.answers import known_facts
from applications.rules.facts import Facts
from applications.rules.rubric import judged_parts
from applications.rules.sections import SectionKey
from applications.rules.terms import CallTerms
from applications.rules.terms.spending import Bonus, Criterion
from applications.selectors.calls import terms_in_force
from records.models import Attachment

APPLICATION = Application._meta.label_lower


@dataclass(frozen=True)
class Reading:
    """The newest submission of a file, with the documents of the rubric that were sent with it."""

    application: Application
    submission: Submission
    documents: Sequence[Attachment]

    @cached_property
    def terms(self) -> CallTerms:
        """The call's terms as the file was sent under."""
        return terms_in_force(self.application.revision)

    @cached_property
    def facts(self) -> Facts:
        """The facts that were frozen at submission."""
        return known_facts(self.submission.facts, self.terms).facts

    @property
    def answers(self) -> Mapping[str, Mapping[str, Any]]:
        """Open answers by section; what is sealed stays sealed."""
        answers: Mapping[str, Mapping[str, Any]] = self.submission.answers
        return answers


def reading_of(application: Application) -> Reading:
    """Open a file for reviewers and for who decides bonus points, in two queries."""
    submission = application.submissions.select_related("assessment").order_by("-number").first()
    if submission is None:
        raise LookupError("a file in the screening has been sent")
    submission.application = application
    terms = terms_in_force(application.revision)
    return Reading(application, submission, list(_documents(application.pk, documents_of_rubric(terms))))


def documents_of_rubric(terms: CallTerms) -> frozenset[str]:
    """The documents that some item of the rubric is judged by; no reviewer needs another."""
    items: tuple[Criterion | Bonus, ...] = (*terms.screening.criteria, *terms.screening.bonuses)
    parts = (part for item in items for part in judged_parts(item))
    return frozenset(part.key for part in parts if part.section is SectionKey.ATTACHMENTS)


def has_prior_award(application_id: UUID) -> bool:
    """Whether the file states a decision of the year before (R-116)."""
    stated = (
        Submission.objects.filter(application_id=application_id)
        .order_by("-number")
        .values_list("facts__project__prior_type_award", flat=True)
        .first()
    )
    return stated is True


def _documents(application_id: UUID, keys: Iterable[str]) -> Iterable[Attachment]:
    about = Attachment.objects.filter(subject_kind=APPLICATION, subject_id=str(application_id))
    sent = about.filter(sealed_at__isnull=False, superseded_by__isnull=True, withdrawn_at__isnull=True)
    return sent.filter(purpose__in=keys).order_by("purpose", "part", "uploaded_at", "id")
