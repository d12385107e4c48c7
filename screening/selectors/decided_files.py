"""A file as a decision and its letter read it: what was sent, frozen, in two queries for any number of files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from applications.models import Application, Submission
from applications.rules.answers import known_facts
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from applications.selectors.calls import terms_in_force
from kernel.calendar import tokyo_day
from kernel.verdict import Outcome
from screening.rules.deciding import Cut, JudgedCost

_NOT_SENT_HERE = ("jgrants", "postal")


@dataclass(frozen=True, slots=True)
class DecidedFile:
    """One file. `resolved_cuts` are lines that a person found not to be eligible before the screening."""

    application: Application
    terms: CallTerms
    answers: Mapping[str, Any]
    facts: Facts
    costs: tuple[JudgedCost, ...]
    resolved_cuts: tuple[Cut, ...]
    applied_on: date

    @property
    def applicant(self) -> Mapping[str, Any]:
        """The answers about the applicant."""
        found: Mapping[str, Any] = self.answers.get("applicant", {})
        return found


def decided_files(application_ids: Iterable[UUID]) -> dict[UUID, DecidedFile]:
    """Files by application, each from its newest submission. Sealed answers are not opened: no letter needs them."""
    rows = (
        Submission.objects.filter(application__in=list(application_ids))
        .select_related("application__revision", "application__organisation", "assessment")
        .prefetch_related("resolutions")
        .defer("application__revision__raw_terms", "sealed_answers", "cost_lines", "attachments")
        .order_by("application_id", "number")
    )
    return {row.application_id: _file(row) for row in rows}


def decided_file(application_id: UUID) -> DecidedFile:
    """One file."""
    return decided_files([application_id])[application_id]


def _file(submission: Submission) -> DecidedFile:
    application = submission.application
    terms = terms_in_force(application.revision)
    return DecidedFile(
        application=application,
        terms=terms,
        answers=submission.answers,
        facts=known_facts(submission.facts, terms).facts,
        costs=tuple(map(_cost, submission.assessment.costs)),
        resolved_cuts=tuple(_resolved(submission)),
        applied_on=_day(submission),
    )


def _day(submission: Submission) -> date:
    """The day of the application: of sending here, of arrival where it came another way."""
    application = submission.application
    if application.channel in _NOT_SENT_HERE and application.received_on:
        return application.received_on
    return tokyo_day(submission.submitted_at)


def _cost(kept: Mapping[str, Any]) -> JudgedCost:
    claimed, allowed = kept["claimed"] or 0, kept["allowed"]
    told = [each["because"] for each in kept["verdicts"] if each["outcome"] == Outcome.UNMET.value]
    told += [each["because"] for each in kept["verdicts"] if each["outcome"] == Outcome.WARNING.value]
    return JudgedCost(kept["line"], claimed, allowed, "".join(told) if allowed < claimed else "")


def _resolved(submission: Submission) -> Iterable[Cut]:
    """Lines whose open question a person has answered with no. The last word counts; the clause is told, not who."""
    last = {(each.line, each.rule): each for each in sorted(submission.resolutions.all(), key=lambda row: row.number)}
    clauses = {
        (cost["line"], verdict["rule"]): verdict["clause"]
        for cost in submission.assessment.costs
        for verdict in cost["verdicts"]
    }
    found: dict[int, list[str]] = {}
    for (line, rule), row in sorted(last.items()):
        if line and row.outcome == Outcome.UNMET.value:
            found.setdefault(line, []).append(clauses.get((line, rule), ""))
    return [
        Cut(line, 0, f"募集要領 {'・'.join(told)} により、補助の対象になりません。") for line, told in found.items()
    ]
