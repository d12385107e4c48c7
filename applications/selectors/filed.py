"""What was sent, read back from what was frozen: never from the draft, which may have moved on."""

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from applications.models import Application, FilePaper, Resolution, Submission
from applications.rules.answers import known_facts
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement, judge
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.selectors.calls import terms_in_force
from kernel.verdict import Outcome

# The kinds of paper by which a decision on a file is told.
DECISION_LETTERS = ("grant_notice", "refusal_notice")


def answers_of(submission: Submission) -> dict[str, dict[str, Any]]:
    """All answers of a submission, the sealed ones in their places."""
    sealed: Mapping[str, dict[str, Any]] = json.loads(submission.sealed_answers) if submission.sealed_answers else {}
    keys = dict.fromkeys((*submission.answers, *sealed))
    return {key: {**submission.answers.get(key, {}), **sealed.get(key, {})} for key in keys}


def lines_of(submission: Submission) -> tuple[CostLineAnswers, ...]:
    """The cost lines as they were sent."""
    kept = ({key: value for key, value in line.items() if key != "id"} for line in submission.cost_lines)
    return tuple(CostLineAnswers.model_validate(line) for line in kept)


def judged_again(submission: Submission) -> tuple[Facts, Judgement]:
    """The facts of a submission and their judgement under the revision it was sent under."""
    terms = terms_in_force(submission.application.revision)
    facts = known_facts(submission.facts, terms).facts
    return facts, judge(facts, terms)


def decisions_on(submission: Submission) -> dict[tuple[str, int], Resolution]:
    """The newest decision of a person on each rule and line, in one query."""
    rows = submission.resolutions.select_related("resolved_by").order_by("number")
    return {(row.rule, row.line): row for row in rows}


def outcomes_decided(submission: Submission) -> dict[tuple[str, int], Outcome]:
    """The same, as outcomes alone."""
    return {place: Outcome(row.outcome) for place, row in decisions_on(submission).items()}


def papers_of(application: Application) -> QuerySet[FilePaper]:
    """The papers of a file, oldest first. Who may see the file may see them: ask that first."""
    return application.papers.select_related("paper__superseded_by").order_by("paper__created_at", "paper__id")


def decision_letters(application: Application) -> list[FilePaper]:
    """The letters of decision on a file, the newest first; a replaced one stays and says so."""
    rows = papers_of(application).filter(paper__kind__in=DECISION_LETTERS)
    return list(rows.order_by("-paper__created_at", "-paper__id"))
