"""Opening an award from a released decision, and writing down what a later decision changes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import Application, Call
from applications.rules.numbers import book_of, number_at, place_after
from applications.rules.workflow import Status
from applications.selectors import terms_in_force
from applications.services.after_award import tell_of_award
from awards.models import Award, AwardTerms
from awards.policies import may_open
from awards.rules.refusals import Why
from awards.services.days import days_of
from records.audit.recording import record


@dataclass(frozen=True, slots=True)
class Granted:
    """What a released decision granted, as values. Conditions are pairs of a sentence and its clause."""

    application_id: UUID
    decision_number: str
    decided_on: date
    applied_amount: int
    decided_amount: int
    decided_cost: int
    completion_limit: date
    conditions: tuple[tuple[str, str], ...]
    letter_id: UUID


@transaction.atomic
def open_award(*, granted: Granted, actor: Actor, at: datetime) -> Award:
    """Open the award of a file that has just been granted, under the next number of the call's book."""
    insist(may_open(actor))
    application = Application.objects.select_related("revision").get(pk=granted.application_id)
    if application.status != Status.GRANTED:
        raise Refused(Why.FILE_NOT_GRANTED)
    if Award.objects.filter(application=application).exists():
        raise Refused(Why.OPENED_BEFORE)
    award = _numbered(application, at=at)
    _set_terms(award, granted, version=1, because="", at=at)
    changes = {"number": award.number, "decided_amount": granted.decided_amount}
    record(actor=actor, verb="open_award", subject=award, at=at, changes=changes)
    # Who accompanies the grantee plans with these days.
    tell_of_award(days_of(award), at)
    return award


@transaction.atomic
def amend_award(*, granted: Granted, actor: Actor, at: datetime, because: str) -> Award:
    """Write down what a re-issued decision grants. The number stays; the reason is kept with the new version."""
    insist(may_open(actor))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    award = Award.objects.select_for_update().get(application_id=granted.application_id)
    before = award.terms.order_by("-version")[0]
    _set_terms(award, granted, version=before.version + 1, because=because.strip(), at=at)
    changes = {"decided_amount": [before.decided_amount, granted.decided_amount]}
    record(actor=actor, verb="amend_award", subject=award, at=at, changes=changes, because=because.strip())
    # Who accompanies the grantee plans with these days.
    tell_of_award(days_of(award), at)
    return award


def _numbered(application: Application, *, at: datetime) -> Award:
    """The next number of the book, without a gap: the call is locked, and the place is unique."""
    Call.objects.select_for_update().get(pk=application.call_id)
    terms = terms_in_force(application.revision)
    pattern = terms.decisions.award_number
    book = book_of(pattern, terms)
    last = Award.objects.filter(book=book).aggregate(last=Max("place"))["last"] or 0
    place = place_after(last, pattern)
    number = number_at(pattern, place, terms)
    return Award.objects.create(application=application, book=book, place=place, number=number, opened_at=at)


def _set_terms(award: Award, granted: Granted, *, version: int, because: str, at: datetime) -> AwardTerms:
    return AwardTerms.objects.create(
        award=award,
        version=version,
        decision_number=granted.decision_number,
        decided_on=granted.decided_on,
        applied_amount=granted.applied_amount,
        decided_amount=granted.decided_amount,
        decided_cost=granted.decided_cost,
        completion_limit=granted.completion_limit,
        conditions=[{"sentence": sentence, "clause": clause} for sentence, clause in granted.conditions],
        letter_id=granted.letter_id,
        because=because,
        set_at=at,
    )
