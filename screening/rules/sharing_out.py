"""What a budget gives in the order of the ranking, with departures from it that a person has decided and reasoned.

The one calculator of amounts: the simulator, the comparison of scenarios and the minutes all ask it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from applications.rules.terms import CallTerms
from awards.rules.amounts import judge_decided_amount
from kernel.verdict import Outcome
from screening.rules.ranking import Allocated, Edge, Places, Ranked, allocate, ranked
from screening.rules.scores import Candidate


class Treatment(StrEnum):
    """How a departure treats a file: served whole before the others, put on hold, or served with an amount."""

    FUND = "fund"
    HOLD = "hold"
    AMOUNT = "amount"


TREATMENT_LABELS: Mapping[Treatment, str] = {
    Treatment.FUND: "順位によらず全額を交付する",
    Treatment.HOLD: "保留にする(補欠に置く)",
    Treatment.AMOUNT: "決めた額を交付する",
}


class Trouble(StrEnum):
    """Why a departure cannot be followed."""

    NOT_RANKED = "not_ranked"
    TWICE = "twice"
    NO_REASON = "no_reason"
    OVER_REQUEST = "over_request"
    NOT_IN_UNITS = "not_in_units"
    BELOW_FLOOR = "below_floor"
    OVER_BUDGET = "over_budget"


TROUBLE_SENTENCES: Mapping[Trouble, str] = {
    Trouble.NOT_RANKED: "順位のない申請です。基準点に届かない申請や、採点のそろっていない申請には交付できません。",
    Trouble.TWICE: "同じ申請に例外が二つあります。どちらかを外してください。",
    Trouble.NO_REASON: "例外の理由がありません。",
    Trouble.OVER_REQUEST: "申請額を超えています。",
    Trouble.NOT_IN_UNITS: "交付額の単位になっていません。",
    Trouble.BELOW_FLOOR: "補助金の下限を下回っています。",
    Trouble.OVER_BUDGET: "例外だけで予算を超えるため、この例外は計算に入れていません。",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """A file treated otherwise than its rank says, and why. `amount` in yen counts with AMOUNT alone."""

    application: str
    treatment: Treatment
    amount: int
    because: str


@dataclass(frozen=True, slots=True)
class Served:
    """A file with what it gets; `departure` is the reasoned one that decided it, if one did."""

    file: Ranked
    departure: Departure | None


@dataclass(frozen=True, slots=True)
class Shares:
    """All files in order, the budget in yen, and where it ends: the rank of the first file not served in full."""

    files: tuple[Served, ...]
    given: int
    used: int
    ends_at: int | None
    troubles: tuple[tuple[Departure, Trouble], ...]

    @property
    def left(self) -> int:
        """Yen of the budget that nobody was given."""
        return self.given - self.used


def share_out(
    places: Places, terms: CallTerms, budget: int, *, edge: Edge = Edge.PART, departures: Sequence[Departure] = ()
) -> Shares:
    """Departures are served first, in the order of the ranking; all others follow it to the budget's edge.

    A departure that cannot be followed is left out of the sum and told: its file is served as its rank says.
    """
    sound, troubles = _examined(departures, places, terms)
    followed, left, unpaid = _followed(sound, places, budget)
    ordinary = [each for each in places.passing if each.application not in followed]
    shares = allocate([each.requested_amount for each in ordinary], terms, left, edge)
    in_order = dict(zip((each.application for each in ordinary), shares, strict=True))
    files = [
        _served(candidate, terms, place, followed, in_order) for place, candidate in enumerate(places.passing, start=1)
    ]
    below = [Served(ranked(each, terms, None, Allocated.BELOW_CUTOFF, 0), None) for each in places.below]
    ends_at = next((s.file.rank for s in files if s.departure is None and _is_short(s.file.outcome)), None)
    used = sum(served.file.amount for served in files)
    return Shares((*files, *below), budget, used, ends_at, (*troubles, *unpaid))


def _is_short(outcome: Allocated) -> bool:
    return outcome is not Allocated.FUNDED


def _served(
    candidate: Candidate,
    terms: CallTerms,
    place: int,
    followed: Mapping[str, Departure],
    in_order: Mapping[str, tuple[Allocated, int]],
) -> Served:
    departure = followed.get(candidate.application)
    if departure is None:
        return Served(ranked(candidate, terms, place, *in_order[candidate.application]), None)
    amount = _amount(departure, candidate)
    outcome = Allocated.FUNDED if amount == candidate.requested_amount else Allocated.PARTLY_FUNDED
    return Served(ranked(candidate, terms, place, outcome if amount else Allocated.RESERVE, amount), departure)


def _amount(departure: Departure, candidate: Candidate) -> int:
    match departure.treatment:
        case Treatment.FUND:
            return candidate.requested_amount
        case Treatment.AMOUNT:
            return departure.amount
        case _:
            return 0


Troubles = list[tuple[Departure, Trouble]]


def _examined(
    departures: Sequence[Departure], places: Places, terms: CallTerms
) -> tuple[dict[str, Departure], Troubles]:
    passing = {each.application: each for each in places.passing}
    sound: dict[str, Departure] = {}
    troubles: Troubles = []
    for departure in departures:
        trouble = Trouble.TWICE if departure.application in sound else _trouble(departure, passing, terms)
        if trouble is None:
            sound[departure.application] = departure
        else:
            troubles.append((departure, trouble))
    return sound, troubles


def _trouble(departure: Departure, passing: Mapping[str, Candidate], terms: CallTerms) -> Trouble | None:
    candidate = passing.get(departure.application)
    if candidate is None:
        return Trouble.NOT_RANKED
    if not departure.because.strip():
        return Trouble.NO_REASON
    return _trouble_of_amount(departure.amount, candidate, terms) if departure.treatment is Treatment.AMOUNT else None


def _trouble_of_amount(amount: int, candidate: Candidate, terms: CallTerms) -> Trouble | None:
    if amount > candidate.requested_amount:
        return Trouble.OVER_REQUEST
    if amount <= 0 or (amount != candidate.requested_amount and amount % terms.amounts.round_down_to):
        return Trouble.NOT_IN_UNITS
    verdict = judge_decided_amount(amount, terms)
    return Trouble.BELOW_FLOOR if verdict is not None and verdict.outcome is Outcome.UNMET else None


def _followed(
    sound: Mapping[str, Departure], places: Places, budget: int
) -> tuple[dict[str, Departure], int, Troubles]:
    followed: dict[str, Departure] = {}
    unpaid: Troubles = []
    left = budget
    for candidate in places.passing:
        departure = sound.get(candidate.application)
        if departure is None:
            continue
        amount = _amount(departure, candidate)
        if amount > left:
            unpaid.append((departure, Trouble.OVER_BUDGET))
        else:
            followed[candidate.application] = departure
            left -= amount
    return followed, left, unpaid
