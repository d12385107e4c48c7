"""Freezing: what a meeting has settled is worked out once more under locks, kept as minutes, and changed by nobody."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import Application
from applications.rules.workflow import Status
from applications.services.advance import advance
from kernel.calendar import tokyo_day
from kernel.entry import EntryError, clean_name
from records.audit.recording import record
from records.services.papers import issue_paper
from screening.models import Assignment, Minutes, Scenario, ScreeningCase, ScreeningRound
from screening.papers.minutes_filling import Meeting, minutes_paper
from screening.policies import may_lead_screening
from screening.rules.minuted import Attendee, fingerprint, minutes_document
from screening.rules.refusals import Why
from screening.rules.workflow import RoundMove, RoundStatus
from screening.selectors.board import clashes_of
from screening.selectors.results import Contest, contest_of
from screening.selectors.scenarios import drawn_up, scenario_of, shares_of, trial_of


@dataclass(frozen=True, slots=True)
class Preview:
    """What freezing would keep; `seen` is handed back by whoever freezes, so that nobody freezes what nobody saw."""

    contest: Contest
    scenario: Scenario
    allocation: dict[str, object]
    seen: str
    clashes: int


def preview_freezing(screening: ScreeningRound, scenario_id: UUID) -> Preview:
    """The ranking and allocation as they would be frozen now."""
    contest, scenario = contest_of(screening), scenario_of(screening, scenario_id)
    allocation = drawn_up(contest, scenario, shares_of(contest, trial_of(scenario)))
    return Preview(contest, scenario, allocation, fingerprint(allocation), len(clashes_of(screening)))


@transaction.atomic
def freeze_allocation(
    *,
    round_id: UUID,
    scenario_id: UUID,
    held_on: date,
    place: str,
    attendees: Sequence[Attendee],
    seen: str,
    actor: Actor,
    at: datetime,
) -> Minutes:
    """Freeze a round as a scenario shares its budget out, with the meeting that settled it, for good.

    `seen` is the fingerprint of what the person looked at: where anything has changed since, nothing is frozen.
    """
    insist(may_lead_screening(actor))
    screening = _locked(round_id)
    _insist_on_a_meeting(screening, held_on, attendees, at)
    preview = preview_freezing(screening, scenario_id)
    _insist_on_completeness(preview)
    if preview.seen != seen:
        raise Refused(Why.RANKING_CHANGED)
    advance(screening, RoundMove.FREEZE, actor=actor, at=at)
    return _kept(screening, preview, held_on, _line(place), attendees, actor=actor, at=at)


def _locked(round_id: UUID) -> ScreeningRound:
    """The round and all that its ranking is made of, locked against who scores, assigns, decides or withdraws."""
    screening = ScreeningRound.objects.select_for_update().get(pk=round_id)
    if screening.status != RoundStatus.SCORING:
        raise Refused(Why.NOT_NOW)
    cases = ScreeningCase.objects.select_for_update(of=("self",)).filter(round=screening)
    sheets = Assignment.objects.select_for_update(of=("self",)).filter(case__round=screening)
    files = Application.objects.select_for_update(of=("self",)).filter(
        call_id=screening.call_id, status=Status.ACCEPTED
    )
    for rows in (cases, sheets, files):
        list(rows.order_by("pk").values_list("pk"))
    return screening


def _insist_on_a_meeting(screening: ScreeningRound, held_on: date, attendees: Sequence[Attendee], at: datetime) -> None:
    if not tokyo_day(screening.opened_at) <= held_on <= tokyo_day(at):
        raise Refused(Why.MEETING_DAY_UNFIT)
    if not attendees or not all(_line(each.name) for each in attendees):
        raise Refused(Why.NOBODY_ATTENDED)


def _insist_on_completeness(preview: Preview) -> None:
    contest = preview.contest
    waiting = Application.objects.filter(call_id=preview.scenario.round.call_id, status=Status.ACCEPTED)
    if contest.waiting or contest.unsettled or waiting.filter(screening_case=None).exists():
        raise Refused(Why.FILES_UNSETTLED)
    if not contest.candidates:
        raise Refused(Why.NOTHING_TO_FREEZE)
    if preview.clashes:
        raise Refused(Why.CONFLICTS_OPEN)
    if shares_of(contest, trial_of(preview.scenario)).troubles:
        raise Refused(Why.ALLOCATION_IMPOSSIBLE)


def _kept(
    screening: ScreeningRound,
    preview: Preview,
    held_on: date,
    place: str,
    attendees: Sequence[Attendee],
    *,
    actor: Actor,
    at: datetime,
) -> Minutes:
    there = [{name: _line(text) for name, text in asdict(each).items()} for each in attendees]
    document = minutes_document(preview.allocation, held_on=held_on, place=place, attendees=there)
    sha256 = fingerprint(document)
    meeting = Meeting(held_on, place, tuple((each["role"], each["name"]) for each in there), sha256, at)
    paper = issue_paper(
        kind="minutes", paper=minutes_paper(document["allocation"], meeting, preview.contest.terms), at=at
    )
    minutes = Minutes.objects.create(
        round=screening,
        held_on=held_on,
        place=place,
        attendees=there,
        allocation=document["allocation"],
        sha256=sha256,
        paper=paper,
        frozen_at=at,
        frozen_by_label=actor.label,
    )
    changes = {"sha256": sha256, "scenario": preview.scenario.name, "held_on": held_on.isoformat()}
    record(actor=actor, verb="keep_minutes", subject=minutes, at=at, changes=changes)
    return minutes


def _line(text: str) -> str:
    try:
        return clean_name(text)
    except EntryError as error:
        raise Refused(Why.COMMENT_UNFIT) from error
