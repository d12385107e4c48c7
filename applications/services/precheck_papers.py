"""Papers of a pre-check: seen by the visitor who asked, and gone when the visit is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from applications.papers.application_filling import application_paper
from applications.papers.precheck_filling import precheck_result_paper
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.terms import CallTerms
from applications.services.precheck import Precheck, Session, facts_known, judge_as_if_sent
from records.models import IssuedPaper
from records.papers.view_model import Paper
from records.services.hand import hand_paper_to_visitor
from records.services.papers import issue_paper

# As long as the session that asked for it.
KEPT_FOR = timedelta(hours=12)

_FILL: dict[str, Callable[..., Paper]] = {
    "precheck_result": precheck_result_paper,
    "application": application_paper,
}

PRECHECK_PAPERS = tuple(_FILL)


def issue_precheck_paper(
    session: Session, *, precheck: Precheck, terms: CallTerms, kind: str, at: datetime, asked_on: tuple[str, str]
) -> IssuedPaper:
    """Ask for one of the two papers of a pre-check; nobody but this visitor will see it, and it is not kept."""
    facts, judgement = judge_as_if_sent(facts_known(precheck, terms), terms, at=at)
    issued = issue_paper(
        kind=kind, paper=_filled(kind, facts, judgement, terms, at), at=at, discard_after=at + KEPT_FOR
    )
    hand_paper_to_visitor(paper=issued, session=session, asked_on=asked_on)
    return issued


def _filled(kind: str, facts: Facts, judgement: Judgement, terms: CallTerms, at: datetime) -> Paper:
    # To the second: the footer names no less, and a paper's clock is part of its bytes.
    return _FILL[kind](facts, judgement, terms, at=at.replace(microsecond=0))
