"""The release: letters are made, looked at one by one, and go out in one act, or not at all."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import FilePaper
from applications.rules.workflow import Move
from applications.services.advance import advance
from applications.services.decisions import grant_application, refuse_application
from applications.services.letters import post_letter
from awards.services import amend_award, open_award
from kernel.calendar import tokyo_day
from records.audit.recording import record
from records.models import PaperState
from records.papers.fitting import pages_that_overflow
from records.services.storage import bytes_of
from screening.models import GrantDecision, Minutes, Release
from screening.policies import may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import ReleaseMove, ReleaseStatus
from screening.selectors.decided_files import DecidedFile, decided_files
from screening.selectors.releases import (
    Obstacle,
    decisions_of,
    money_left,
    obstacles_to_preparing,
    obstacles_to_releasing,
)
from screening.services.letters import granted_values, make_letter, stand_in_line, unmake_letter


@transaction.atomic
def prepare_release(*, release_id: UUID, decided_on: date, actor: Actor, at: datetime) -> Release:
    """Give every decision its number and ask for its letter. Nothing leaves the house yet."""
    stand_in_line()
    release = Release.objects.select_related("round").get(pk=release_id)
    prepared = advance(release, ReleaseMove.PREPARE, actor=actor, at=at, fields={"decided_on": decided_on})
    decisions = decisions_of(prepared)
    _insist_on_a_day(prepared, decided_on, at)
    _insist_on_none(obstacles_to_preparing(decisions))
    if not decisions:
        raise Refused(Why.RELEASE_EMPTY)
    _insist_on_money(prepared, decisions)
    files = decided_files(each.case.application_id for each in decisions)
    for decision in decisions:
        make_letter(decision, files[decision.case.application_id], decided_on=decided_on, at=at)
    return prepared


def _insist_on_a_day(release: Release, decided_on: date, at: datetime) -> None:
    """A decision is dated between the meeting that settled it and today."""
    held_on = Minutes.objects.values_list("held_on", flat=True).get(round=release.round_id)
    if not held_on <= decided_on <= tokyo_day(at):
        raise Refused(Why.DECISION_DAY_UNFIT)


def _insist_on_money(release: Release, decisions: Iterable[GrantDecision]) -> None:
    """Drafts given up and drafted anew may ask for money that others have been promised meanwhile."""
    if any(each.outcome == "granted" for each in decisions) and money_left(release.round) < 0:
        raise Refused(Why.MONEY_MISSING)


def _insist_on_none(obstacles: Iterable[Obstacle]) -> None:
    first = next(iter(obstacles), None)
    if first is not None:
        raise Refused(first.why)


@transaction.atomic
def check_letter(*, decision_id: UUID, actor: Actor, at: datetime) -> GrantDecision:
    """Note that a person has looked at a letter. One whose text leaves its page is not accepted, and says so."""
    insist(may_run_screening(actor))
    rows = GrantDecision.objects.select_for_update(of=("self",)).select_related("release", "paper")
    decision = rows.get(pk=decision_id)
    if decision.release.status != ReleaseStatus.PREPARED:
        raise Refused(Why.NOT_NOW)
    if decision.fault or decision.paper is None or decision.paper.state != PaperState.READY:
        raise Refused(Why.LETTERS_NOT_READY)
    if decision.checked_at is not None:
        return decision
    if pages := pages_that_overflow(bytes_of(decision.paper)):
        decision.fault = f"文字が紙からはみ出しています({'・'.join(map(str, pages))}ページ)。"
        decision.save(update_fields=["fault"])
        return decision
    decision.checked_at, decision.checked_by_label = at, actor.label
    decision.save(update_fields=["checked_at", "checked_by_label"])
    record(actor=actor, verb="check_letter", subject=decision, at=at, changes={"number": decision.document_number})
    return decision


@transaction.atomic
def undo_release(*, release_id: UUID, actor: Actor, at: datetime) -> Release:
    """Take a preparation back: letters are discarded, and their numbers are free again since nobody has seen them."""
    release = advance(
        Release.objects.get(pk=release_id), ReleaseMove.UNDO, actor=actor, at=at, fields={"decided_on": None}
    )
    for decision in decisions_of(release):
        unmake_letter(decision, at=at)
    return release


@transaction.atomic
def cancel_release(*, release_id: UUID, actor: Actor, at: datetime) -> Release:
    """Give a set of drafts up. They never left the house, so nothing of them remains but the trail."""
    release = advance(Release.objects.get(pk=release_id), ReleaseMove.CANCEL, actor=actor, at=at)
    release.decisions.all().delete()
    return release


@transaction.atomic
def release_decisions(*, release_id: UUID, actor: Actor, at: datetime) -> Release:
    """Send out every letter in one act: all of them made and checked, or none goes. A second click comes too late."""
    release = Release.objects.get(pk=release_id)
    fields = {"released_at": at, "released_by_label": actor.label}
    released = advance(release, ReleaseMove.RELEASE, actor=actor, at=at, fields=fields)
    decisions = decisions_of(released)
    if not decisions:
        raise Refused(Why.RELEASE_EMPTY)
    _insist_on_none(obstacles_to_releasing(decisions))
    files = decided_files(each.case.application_id for each in decisions)
    for decision in decisions:
        decision.release = released
        _send_out(decision, files[decision.case.application_id], actor=actor, at=at)
    return released


def _send_out(decision: GrantDecision, file: DecidedFile, *, actor: Actor, at: datetime) -> None:
    """One decision: the file's status, its letter in the file, its mail, and the award that it opens or amends."""
    application = decision.case.application
    is_grant, paper_id = decision.outcome == "granted", decision.paper_id
    if paper_id is None:
        raise Refused(Why.LETTERS_NOT_READY)
    if decision.supersedes is not None:
        _replace_letter(decision)
    else:
        verb = grant_application if is_grant else refuse_application
        verb(application_id=application.pk, actor=actor, at=at)
    FilePaper.objects.create(application=application, paper_id=paper_id)
    if is_grant and decision.supersedes is not None:
        amend_award(granted=granted_values(decision, file), actor=actor, at=at, because=decision.because)
    elif is_grant:
        open_award(granted=granted_values(decision, file), actor=actor, at=at)
    post_letter(application, Move.GRANT if is_grant else Move.REFUSE, actor=actor, at=at, because=decision.because)


def _replace_letter(decision: GrantDecision) -> None:
    """From now on the former letter says that it was replaced."""
    if decision.paper is None or decision.supersedes is None:
        raise Refused(Why.LETTERS_NOT_READY)
    decision.paper.supersedes = decision.supersedes.paper
    decision.paper.save(update_fields=["supersedes"])
