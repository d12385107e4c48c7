"""Ending the accompaniment, as the institution says it; whether it is so, the company says itself."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from records.audit.recording import record
from support_cases.models import Closing
from support_cases.models.plan import CLOSING_REASONS
from support_cases.policies.closing import may_confirm_closing
from support_cases.rules.refusals import Why
from support_cases.rules.workflow import CaseMove
from support_cases.services.cases import move_case

_TRANSFERRED = "transferred"
_DISAGREED = "disagreed"
_LEAST, _MOST = 1, 5


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ends, in the institution's words."""

    reason: str
    achieved: str
    successor: str = ""
    next_follow_up_on: date | None = None
    may_become_story: bool = False


@transaction.atomic
def close_support(*, case_id: UUID, ending: Ending, actor: Actor, at: datetime) -> Closing:
    """End a case with its reason and what was achieved; its challenges, goals and records stay readable."""
    if not ending.achieved.strip():
        raise Refused(Why.REASON_MISSING)
    move = CaseMove.TRANSFER if ending.reason == _TRANSFERRED else CaseMove.CLOSE
    move_case(case_id=case_id, move=move, actor=actor, at=at, because=dict(CLOSING_REASONS)[ending.reason])
    return Closing.objects.create(
        case_id=case_id,
        reason=ending.reason,
        achieved=ending.achieved.strip(),
        successor=ending.successor.strip(),
        next_follow_up_on=ending.next_follow_up_on,
        may_become_story=ending.may_become_story,
        closed_at=at,
        closed_by_label=actor.label,
    )


@transaction.atomic
def confirm_closing(
    *, case_id: UUID, answer: str, words: str, satisfaction: int, actor: Actor, at: datetime
) -> Closing:
    """The company agrees, or says what differs, once."""
    closing = Closing.objects.select_for_update(of=("self",)).select_related("case").get(pk=case_id)
    insist(may_confirm_closing(actor, closing.case))
    if closing.company_answer:
        raise Refused(Why.ANSWERED_ALREADY)
    if not _LEAST <= satisfaction <= _MOST:
        raise Refused(Why.NOT_ON_SCALE)
    if answer == _DISAGREED and not words.strip():
        raise Refused(Why.REASON_MISSING)
    closing.company_answer, closing.company_words = answer, words.strip()
    closing.company_satisfaction = satisfaction
    closing.answered_at, closing.answered_by_label = at, actor.label
    closing.save()
    changes = {"answer": answer, "satisfaction": satisfaction}
    record(actor=actor, verb="confirm_closing", subject=closing.case, at=at, changes=changes)
    return closing
