"""A file as the office reads it: what was sent and how it was judged then; what is still typed in, as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Application, Assessment, FilePaper, Resolution, Submission
from applications.rules.amounts import AmountJudgement
from applications.rules.answers import known_facts
from applications.rules.costs import LineJudgement
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.terms import CallTerms
from applications.selectors.calls import terms_in_force
from applications.selectors.drafts import files_of, picture_of
from applications.selectors.filed import answers_of, lines_of, papers_of
from kernel.verdict import Outcome, Verdict
from records.models import Attachment, Message
from records.rules.acts import HistoryEntry
from records.selectors import history_of, messages_about

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the page of a file shows. `resolutions` holds the last word on each rule and line."""

    application: Application
    terms: CallTerms
    answers: Answers
    lines: Sequence[CostLineAnswers]
    line_keys: Sequence[str]
    facts: Facts
    judgement: Judgement
    judged_at: datetime | None
    resolutions: Mapping[tuple[str, int], Resolution]
    files: Sequence[Attachment]
    papers: Sequence[FilePaper]
    messages: Sequence[Message]
    history: Sequence[HistoryEntry]


def dossier_of(application: Application, *, at: datetime, with_looks: bool = False) -> Dossier:
    """Read a file, in a number of queries that does not grow with what is in it."""
    messages = list(messages_about(application).order_by("created_at", "id"))
    about = {
        "application": application,
        "papers": list(papers_of(application)),
        "messages": messages,
        "history": history_of(application, *messages, with_looks=with_looks),
    }
    submission = application.submissions.select_related("assessment").order_by("-number").first()
    if submission is None:
        return _typed_in(application, about, at=at)
    submission.application = application
    return _sent(submission, about)


def _typed_in(application: Application, about: dict[str, Any], *, at: datetime) -> Dossier:
    picture = picture_of(application, at=at)
    return Dossier(
        **about,
        terms=picture.terms,
        answers=picture.answers,
        lines=[line.answers for line in picture.lines],
        line_keys=[str(line.row.pk) for line in picture.lines],
        facts=picture.facts,
        judgement=picture.judgement,
        judged_at=None,
        resolutions={},
        files=picture.files,
    )


def _sent(submission: Submission, about: dict[str, Any]) -> Dossier:
    terms = terms_in_force(submission.application.revision)
    last_words = submission.resolutions.order_by("number")
    return Dossier(
        **about,
        terms=terms,
        answers=answers_of(submission),
        lines=lines_of(submission),
        line_keys=[line["id"] for line in submission.cost_lines],
        facts=known_facts(submission.facts, terms).facts,
        judgement=_judged_then(submission.assessment, terms),
        judged_at=submission.assessment.judged_at,
        resolutions={(each.rule, each.line): each for each in last_words},
        files=list(files_of(submission.application)),
    )


def _judged_then(kept: Assessment, terms: CallTerms) -> Judgement:
    """The judgement as it was frozen: the page tells what was judged, not what would be judged today."""
    said = {**kept.amount, "outcome": Outcome(kept.amount["outcome"])}
    return Judgement(
        call=terms.id,
        revision_sha256=kept.revision_sha256,
        verdicts=tuple(map(_verdict, kept.verdicts)),
        eligible=Outcome(kept.eligible),
        costs=tuple(map(_line, kept.costs)),
        amount=AmountJudgement(product=kept.amount["eligible_cost"] * terms.amounts.rate, **said),
        asset_register_lines=tuple(kept.asset_register_lines),
    )


def _line(kept: Mapping[str, Any]) -> LineJudgement:
    return LineJudgement(kept["line"], kept["claimed"], kept["allowed"], tuple(map(_verdict, kept["verdicts"])))


def _verdict(kept: Mapping[str, Any]) -> Verdict:
    return Verdict(kept["rule"], Outcome(kept["outcome"]), kept["clause"], kept["because"], kept["facts"])
