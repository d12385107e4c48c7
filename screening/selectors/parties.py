"""Who has to do with a file, from a list of sources that later parts extend, and what a reviewer is tied to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.models import Membership, User
from accounts.rules.roles import OrganisationKind
from applications.models import Application, Submission
from applications.selectors.filed import answers_of
from screening.models import ReviewerTie
from screening.rules.conflicts import Party, Shape, Tie, TieKind

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as a source reads it: its owner, all answers of its newest submission, and the cost lines of it."""

    application: Application
    answers: Answers
    lines: tuple[Mapping[str, Any], ...]

    def said(self, section: str, key: str) -> Any:
        """One answer, or None."""
        return self.answers.get(section, {}).get(key)

    def rows(self, section: str, key: str) -> list[Mapping[str, Any]]:
        """The rows of an answer that is a list."""
        return list(self.said(section, key) or ())


PartySource = Callable[[Filed], Iterable[Party]]
# Asked once for any number of reviewers.
TieSource = Callable[[Collection[UUID]], Mapping[UUID, Iterable[Tie]]]


def _applicant(filed: Filed) -> Iterator[Party]:
    owner = filed.application.organisation
    typed, number = filed.said("applicant", "name") or "", filed.said("applicant", "corporate_number") or ""
    yield Party("申請者", owner.name, owner.corporate_number, organisation_id=owner.pk)
    yield Party("申請者", typed, number, organisation_id=owner.pk)


def _vendors(filed: Filed) -> Iterator[Party]:
    for line in filed.lines:
        yield Party("発注先", line.get("vendor") or "")
        yield Party("採用する見積", line.get("chosen_quote") or "")
    for row in filed.rows("project_plan", "solutions"):
        yield Party("取組の委託先", row.get("vendor") or "")


def _owners(filed: Filed) -> Iterator[Party]:
    for row in filed.rows("shareholders_officers", "shareholders"):
        shape = Shape.PERSON if row.get("kind") == "individual" else Shape.ORGANISATION
        yield Party("株主・出資者", row.get("name") or "", shape=shape)


def _leaders(filed: Filed) -> Iterator[Party]:
    for row in filed.rows("shareholders_officers", "officers"):
        yield Party("役員", row.get("name") or "", shape=Shape.PERSON)
        yield Party("役員の兼職先", row.get("concurrent_at") or "")
    for row in filed.rows("pledges", "officer_register"):
        yield Party("役員", row.get("name") or "", shape=Shape.PERSON)
    yield Party("代表者", filed.said("applicant", "rep_name") or "", shape=Shape.PERSON)
    yield Party("担当者", filed.said("applicant", "contact_name") or "", shape=Shape.PERSON)


def _supporters(filed: Filed) -> Iterator[Party]:
    """Banks and institutions have no field of their own: they are named where money and people are."""
    for row in filed.rows("costs", "income"):
        yield Party("資金の借入先など", row.get("note") or "", shape=Shape.TEXT)
    yield Party("つなぎ資金", filed.said("costs", "bridging") or "", shape=Shape.TEXT)
    yield Party("資金計画", filed.said("project_plan", "funding_plan") or "", shape=Shape.TEXT)
    for row in filed.rows("project_plan", "members"):
        text = " ".join(str(row.get(key) or "") for key in ("role", "name", "duty"))
        yield Party("実施体制", text, shape=Shape.TEXT)
    for text in (filed.said("requirements_bonus", "extra") or {}).values():
        yield Party("支援機関などの回答", text if isinstance(text, str) else "", shape=Shape.TEXT)


_SOURCES: dict[str, PartySource] = {
    "applicant": _applicant,
    "vendors": _vendors,
    "owners": _owners,
    "leaders": _leaders,
    "supporters": _supporters,
}


def register_party_source(name: str, source: PartySource) -> None:
    """Add a source of parties that reads nothing but the file, from the ready hook of the app that assembles the house.

    A name is taken once. What has to be looked up in the database is a source of ties, which is asked once for all.
    """
    if _SOURCES.setdefault(name, source) is not source:
        raise ValueError(f"two sources of parties are called {name}")


def parties_of(filed: Filed) -> tuple[Party, ...]:
    """Everybody named by any source, each once."""
    named = (party for source in _SOURCES.values() for party in source(filed) if party.name.strip())
    return tuple(dict.fromkeys(named))


def filed_of(applications: Iterable[Application]) -> dict[UUID, Filed]:
    """The newest submission of each of these files, in one query; their organisations come joined."""
    by_id = {application.pk: application for application in applications}
    rows = Submission.objects.filter(application_id__in=list(by_id)).order_by("number")
    return {
        row.application_id: Filed(by_id[row.application_id], answers_of(row), tuple(row.cost_lines)) for row in rows
    }


def _profiles(user_ids: Collection[UUID]) -> dict[UUID, list[Tie]]:
    found: dict[UUID, list[Tie]] = defaultdict(list)
    for tie in ReviewerTie.objects.filter(profile_id__in=user_ids).order_by("kind", "name", "id"):
        found[tie.profile_id].append(Tie(TieKind(tie.kind), tie.name, tie.corporate_number))
    return found


def _places(user_ids: Collection[UUID]) -> dict[UUID, list[Tie]]:
    found: dict[UUID, list[Tie]] = defaultdict(list)
    kinds = (OrganisationKind.COMPANY, OrganisationKind.INSTITUTION)
    places = Membership.objects.filter(user_id__in=user_ids, organisation__kind__in=kinds)
    for place in places.select_related("organisation__merged_into").order_by("started_at", "id"):
        # A place in a company that was absorbed is a tie to the one that stands today.
        for home in dict.fromkeys((place.organisation, place.organisation.stands_as)):
            found[place.user_id].append(Tie(TieKind.MEMBERSHIP, home.name, home.corporate_number, home.pk))
    return found


_TIE_SOURCES: dict[str, TieSource] = {"profiles": _profiles, "places": _places}


def register_tie_source(name: str, source: TieSource) -> None:
    """Add a source of ties, from the ready hook of the app that assembles the house; a name is taken once."""
    if _TIE_SOURCES.setdefault(name, source) is not source:
        raise ValueError(f"two sources of ties are called {name}")


def ties_of(reviewers: Iterable[User]) -> dict[UUID, tuple[Tie, ...]]:
    """What each of these reviewers is tied to: by name and by every source, each of which is asked once for all."""
    names = {user.pk: user.name for user in reviewers}
    told = [source(list(names)) for source in _TIE_SOURCES.values()] if names else []
    return {
        user_id: tuple(
            dict.fromkeys([Tie(TieKind.ONESELF, name), *(tie for ties in told for tie in ties.get(user_id, ()))])
        )
        for user_id, name in names.items()
    }
