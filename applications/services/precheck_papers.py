"""Papers of a pre-check: seen by the visitor who asked, and gone when the visit is."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts.services.refusals import Refused, insist
from applications.papers.application_filling import application_paper
from applications.papers.precheck_filling import precheck_result_paper
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement
from applications.rules.terms import CallTerms
from applications.rules.visitor_papers import (
    SENTENCES,
    Measure,
    WhyNoPaper,
    may_ask_for_paper,
    minutes_until_next,
    still_counted,
)
from applications.services.precheck import Precheck, Session, facts_known, judge_as_if_sent
from records.models import IssuedPaper, PaperState
from records.papers.view_model import Paper
from records.selectors import papers_visible_in
from records.services.hand import catch_up, hand_paper_to_visitor
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
    session: SessionBase,
    *,
    precheck: Precheck,
    terms: CallTerms,
    kind: str,
    at: datetime,
    asked_on: tuple[str, str],
    is_address_within_limit: Callable[[], bool],
) -> IssuedPaper:
    """Ask for one of the two papers of a pre-check; nobody but this visitor will see it, and it is not kept.

    The same facts give the visitor the same paper. Another one is refused where this visitor or this address asks too
    often, or where more visitors' papers wait than the house prints in good time.
    """
    facts, judgement = judge_as_if_sent(facts_known(precheck, terms), terms, at=at)
    filled = _filled(kind, facts, judgement, terms, at)
    with transaction.atomic():
        catch_up(session, _ASKED_AT)
        issued = _in_hand(session, kind, filled, at)
        if issued is None:
            _count(session, at)
            if not is_address_within_limit():
                raise Refused(WhyNoPaper.ADDRESS_ASKED_OFTEN)
            issued = issue_paper(kind=kind, paper=filled, at=at, discard_after=at + KEPT_FOR)
        hand_paper_to_visitor(paper=issued, session=session, asked_on=asked_on)
        session.save()
    return issued


def why_not_now(session: Session, why: WhyNoPaper, *, at: datetime) -> str:
    """The sentence of a refusal, with the minutes until another paper is printed."""
    wait = settings.VISITOR_PAPERS_MINUTES
    if why is WhyNoPaper.ASKED_OFTEN:
        wait = minutes_until_next(_asked_at(session), _measure(), at=at)
    return SENTENCES[why].format(minutes=wait)


def _in_hand(session: Session, kind: str, filled: Paper, at: datetime) -> IssuedPaper | None:
    """The paper with the same content that this visitor has asked for today; only its minute is another."""
    wanted = _but_for_the_minute(filled.model_dump(mode="json"))
    papers = papers_visible_in(session).filter(kind=kind, discard_after__gt=at).exclude(state=PaperState.FAILED)
    return next((each for each in papers.order_by("-created_at") if _but_for_the_minute(each.context) == wanted), None)


def _but_for_the_minute(context: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in context.items() if name not in {"issued_at", "issued_label"}}


def _measure() -> Measure:
    return Measure(
        per_visitor=settings.VISITOR_PAPERS_AT_MOST,
        within=timedelta(minutes=settings.VISITOR_PAPERS_MINUTES),
        waiting=settings.VISITOR_PAPERS_WAITING_AT_MOST,
    )


def _asked_at(session: Session) -> list[datetime]:
    return [datetime.fromisoformat(moment) for moment in session.get(_ASKED_AT, ())]


def _count(session: Session, at: datetime) -> None:
    asked_at, measure = _asked_at(session), _measure()
    on_the_way = IssuedPaper.objects.filter(state__in=(PaperState.QUEUED, PaperState.RENDERING))
    insist(may_ask_for_paper(asked_at, on_the_way.filter(discard_after__isnull=False).count(), measure, at=at))
    counted = (*still_counted(asked_at, measure, at=at), at)
    session[_ASKED_AT] = [moment.isoformat() for moment in counted]


def _filled(kind: str, facts: Facts, judgement: Judgement, terms: CallTerms, at: datetime) -> Paper:
    # To the second: the footer names no less, and a paper's clock is part of its bytes.
    return _FILL[kind](facts, judgement, terms, at=at.replace(microsecond=0))
