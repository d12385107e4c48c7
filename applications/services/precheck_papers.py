"""Papers of a pre-check: seen by the visitor who asked, and gone when the visit is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from accounts.services.refusals import insist
from applications.papers.application_filling import application_paper
from applications.papers.precheck_filling import precheck_result_paper
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.terms import CallTerms
from applications.rules.visitor_papers import Measure, may_ask_for_paper, still_counted
from applications.services.precheck import Precheck, Session, facts_known, judge_as_if_sent
from records.models import IssuedPaper, PaperState
from records.papers.view_model import Paper
from records.services.hand import hand_paper_to_visitor
from records.services.papers import issue_paper

# As long as the session that asked for it.
KEPT_FOR = timedelta(hours=12)
_ASKED_AT = "precheck_papers_asked_at"

_FILL: dict[str, Callable[..., Paper]] = {
    "precheck_result": precheck_result_paper,
    "application": application_paper,
}

PRECHECK_PAPERS = tuple(_FILL)


def issue_precheck_paper(
    session: Session, *, precheck: Precheck, terms: CallTerms, kind: str, at: datetime, asked_on: tuple[str, str]
) -> IssuedPaper:
    """Ask for one of the two papers of a pre-check; nobody but this visitor will see it, and it is not kept.

    Refused where this visitor asks too often, or where more visitors' papers wait than the house prints in good time.
    """
    _count(session, at)
    facts, judgement = judge_as_if_sent(facts_known(precheck, terms), terms, at=at)
    issued = issue_paper(
        kind=kind, paper=_filled(kind, facts, judgement, terms, at), at=at, discard_after=at + KEPT_FOR
    )
    hand_paper_to_visitor(paper=issued, session=session, asked_on=asked_on)
    return issued


def _count(session: Session, at: datetime) -> None:
    measure = Measure(
        per_visitor=settings.VISITOR_PAPERS_AT_MOST,
        within=timedelta(minutes=settings.VISITOR_PAPERS_MINUTES),
        waiting=settings.VISITOR_PAPERS_WAITING_AT_MOST,
    )
    asked_at = [datetime.fromisoformat(moment) for moment in session.get(_ASKED_AT, ())]
    on_the_way = IssuedPaper.objects.filter(state__in=(PaperState.QUEUED, PaperState.RENDERING))
    insist(may_ask_for_paper(asked_at, on_the_way.filter(discard_after__isnull=False).count(), measure, at=at))
    counted = (*still_counted(asked_at, measure, at=at), at)
    session[_ASKED_AT] = [moment.isoformat() for moment in counted]


def _filled(kind: str, facts: Facts, judgement: Judgement, terms: CallTerms, at: datetime) -> Paper:
    # To the second: the footer names no less, and a paper's clock is part of its bytes.
    return _FILL[kind](facts, judgement, terms, at=at.replace(microsecond=0))
