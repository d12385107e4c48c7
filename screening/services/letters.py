"""One decision's letter: its number, its paper, and taking both back."""

from datetime import date, datetime, timedelta

from django.db.models import Max
from pydantic import ValidationError

from applications.rules.numbers import book_of, number_at, place_after
from applications.rules.terms.decisions import NumberPattern
from awards.services import Granted
from records.papers.view_model import Paper
from records.services.papers import issue_paper
from screening.models import GrantDecision, ScreeningRound
from screening.papers.grant_notice_filling import Grant, conditions_of, grant_notice_paper
from screening.papers.letter_filling import LetterHead
from screening.papers.refusal_notice_filling import refusal_notice_paper
from screening.rules.deciding import Cut, completion_limit
from screening.selectors.decided_files import DecidedFile

_UNFIT = "内容に、通知書に印刷できない文字があります。"
_OVER = "決定日が、補助事業の終了日より後です。決定日を直すか、申請者に取下げの意向を確かめてください。"
_AT_ONCE = timedelta(seconds=1)


def make_letter(decision: GrantDecision, file: DecidedFile, *, decided_on: date, at: datetime) -> None:
    """Number a decision and ask for its letter; one whose words cannot be set says so and holds the release."""
    _number(decision, file)
    decision.fault = _fault(decision, file, decided_on)
    if not decision.fault:
        _ask_for_paper(decision, file, decided_on=decided_on, at=at)
    decision.save(update_fields=["book", "place", "document_number", "fault", "paper"])


def _fault(decision: GrantDecision, file: DecidedFile, decided_on: date) -> str:
    """A project that would be over before it is granted cannot be carried out."""
    ends_on = completion_limit(file.facts.project.ends_on, file.terms)
    return _OVER if decision.outcome == "granted" and ends_on < decided_on else ""


def _ask_for_paper(decision: GrantDecision, file: DecidedFile, *, decided_on: date, at: datetime) -> None:
    try:
        paper = letter_of(decision, file, decided_on=decided_on, at=at)
    except ValidationError:
        decision.fault = _UNFIT
        return
    kind = "grant_notice" if decision.outcome == "granted" else "refusal_notice"
    decision.paper = issue_paper(kind=kind, paper=paper, at=at)


def letter_of(decision: GrantDecision, file: DecidedFile, *, decided_on: date, at: datetime) -> Paper:
    """The letter of a decision as its view-model."""
    head = LetterHead(decision.document_number, decided_on, at)
    if decision.outcome == "refused":
        return refusal_notice_paper(file, reason=decision.reason, head=head)
    return grant_notice_paper(file, grant_of(decision), head)


def grant_of(decision: GrantDecision) -> Grant:
    """What a decision grants, as its letter prints it."""
    return Grant(
        applied_amount=decision.applied_amount,
        decided_amount=decision.decided_amount,
        decided_cost=decision.decided_cost,
        reduction=decision.reduction,
        reduction_note=decision.reduction_note,
        cuts=cuts_of(decision),
        extra_conditions=tuple(decision.extra_conditions),
    )


def cuts_of(decision: GrantDecision) -> tuple[Cut, ...]:
    """The cuts of a decision."""
    return tuple(Cut(each["line"], each["allowed"], each["because"]) for each in decision.cuts)


def granted_values(decision: GrantDecision, file: DecidedFile) -> Granted:
    """What the award is opened with."""
    if decision.paper is None or decision.release.decided_on is None:
        raise LookupError("a decision goes out with its letter and its day")
    return Granted(
        application_id=decision.case.application_id,
        decision_number=decision.document_number,
        decided_on=decision.release.decided_on,
        applied_amount=decision.applied_amount,
        decided_amount=decision.decided_amount,
        decided_cost=decision.decided_cost,
        completion_limit=completion_limit(file.facts.project.ends_on, file.terms),
        conditions=conditions_of(file, grant_of(decision)),
        letter_id=decision.paper.pk,
    )


def unmake_letter(decision: GrantDecision, *, at: datetime) -> None:
    """Take a letter that never left the house back: the paper is discarded and its number free again."""
    paper = decision.paper
    decision.paper, decision.place, decision.document_number, decision.book = None, None, "", ""
    decision.fault, decision.checked_at, decision.checked_by_label = "", None, ""
    decision.save()
    if paper is not None:
        paper.discard_after = max(at, paper.created_at) + _AT_ONCE
        paper.save(update_fields=["discard_after"])


def _number(decision: GrantDecision, file: DecidedFile) -> None:
    words = file.terms.decisions
    pattern = words.granted.number if decision.outcome == "granted" else words.refused.number
    decision.book = book_of(pattern, file.terms)
    decision.place = _next_place(decision.book, pattern)
    decision.document_number = number_at(pattern, decision.place, file.terms)


def stand_in_line() -> None:
    """Two who number at once come one after the other: every round is locked, in one order, before anything else is."""
    list(ScreeningRound.objects.select_for_update().order_by("pk").values_list("pk"))


def _next_place(book: str, pattern: NumberPattern) -> int:
    """The next place of a book, for whoever stands in line."""
    last = GrantDecision.objects.filter(book=book).aggregate(last=Max("place"))["last"] or 0
    return place_after(last, pattern)
