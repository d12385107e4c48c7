"""Rounds by name, and the calls that could have one."""

from dataclasses import dataclass

from django.db.models import Count

from accounts.actor import Actor
from applications.models import Application
from applications.rules.terms import CallTerms
from applications.rules.workflow import Status
from applications.selectors.calls import current_revisions, revision_in_force, terms_in_force
from screening.models import ScreeningRound
from screening.policies import may_look_into_screening
from screening.selectors.sight import rounds_visible_to


@dataclass(frozen=True, slots=True)
class NamedRound:
    """A round with its call's title and the number of its files."""

    round: ScreeningRound
    title: str
    files: int


@dataclass(frozen=True, slots=True)
class CallWithoutRound:
    """A call that is not being screened yet, and how many files it has accepted so far."""

    call_id: str
    title: str
    accepted: int


def terms_of_call(call_id: str) -> CallTerms:
    """The newest published terms of a call that has files."""
    revision = revision_in_force(call_id)
    if revision is None:
        raise LookupError(f"{call_id} has files and no published terms")
    return terms_in_force(revision)


def named_rounds(actor: Actor) -> list[NamedRound]:
    """Every round in sight, the newest first."""
    rows = rounds_visible_to(actor).annotate(files=Count("cases")).order_by("-opened_at", "pk")
    return [NamedRound(row, terms_of_call(row.call_id).title, row.files) for row in rows]


def calls_without_round(actor: Actor) -> list[CallWithoutRound]:
    """Published calls that have no round, in the order of their ids."""
    if not may_look_into_screening(actor).is_allowed:
        return []
    accepted = dict(
        Application.objects.filter(status=Status.ACCEPTED)
        .values_list("call_id")
        .annotate(count=Count("pk"))
        .order_by("call_id")
    )
    screened = set(ScreeningRound.objects.values_list("call_id", flat=True).order_by("call_id"))
    return [
        CallWithoutRound(each.call_id, terms_in_force(each).title, accepted.get(each.call_id, 0))
        for each in current_revisions()
        if each.call_id not in screened
    ]
