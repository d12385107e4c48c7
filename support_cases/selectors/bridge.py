"""What the other floors learn of the accompaniment: that a consultation took place, and whom somebody has advised."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.models import Membership, User
from applications.selectors.consultations import Consultation
from support_cases.models import Handover, RecordPerson, SupportCase, SupportRecord
from support_cases.rules.records import RecordKind


def consultations_of(company_id: UUID) -> tuple[Consultation, ...]:
    """事前相談 of a company: when and with which institution, and nothing of what was said."""
    rows = SupportRecord.objects.filter(case__company_id=company_id, kind=RecordKind.PRE_CONSULTATION).select_related(
        "institution"
    )
    return tuple(
        Consultation(row.ended_at or row.started_at, row.institution.name) for row in rows.order_by("started_at", "id")
    )


@dataclass(frozen=True, slots=True)
class Accompanied:
    """A company that somebody accompanied; `by_name` where only somebody of the same name sat in a meeting."""

    company_id: UUID
    name: str
    corporate_number: str
    by_name: bool = False


def accompanied_by(user_ids: Collection[UUID]) -> dict[UUID, tuple[Accompanied, ...]]:
    """The companies that these persons accompany or ever accompanied, in as many queries for many as for one.

    One led a case, wrote in it or took it over; or one's institution leads it or is its partner, and one did not leave
    before that began; or somebody of one's name took part in a meeting. Nobody reviews an application of a company
    that the own institution has advised.
    """
    found: dict[UUID, set[Accompanied]] = defaultdict(set)
    for user_id, company_id, name, number in _known(user_ids):
        found[user_id].add(Accompanied(company_id, name, number))
    for user_id, met in _met(user_ids):
        if replace(met, by_name=False) not in found[user_id]:
            found[user_id].add(met)
    return {
        user_id: tuple(sorted(known, key=lambda each: (each.name, each.company_id))) for user_id, known in found.items()
    }


def _known(user_ids: Collection[UUID]) -> QuerySet[Any, tuple[UUID, UUID, str, str]]:
    """Person and company, by who the person is in our data: one query of five parts."""
    seats = Membership.objects.filter(user_id__in=user_ids)
    led, partnered = "organisation__led_cases__", "organisation__partnered_cases__"
    was_there = Q(ended_at=None) | Q(ended_at__gte=F(f"{led}opened_at"))
    was_partner = Q(ended_at=None) | Q(ended_at__date__gte=F(f"{partnered}starts_on"))
    parts = (
        _named(SupportCase.objects.filter(lead_advisor_id__in=user_ids), "lead_advisor_id", ""),
        _named(SupportRecord.objects.filter(recorded_by_id__in=user_ids), "recorded_by_id", "case__"),
        _named(Handover.objects.filter(to_advisor_id__in=user_ids), "to_advisor_id", "case__"),
        _named(seats.filter(was_there, **{f"{led}isnull": False}), "user_id", led),
        _named(seats.filter(was_partner, **{f"{partnered}isnull": False}), "user_id", f"{partnered}case__"),
    )
    return parts[0].union(*parts[1:])


def _met(user_ids: Collection[UUID]) -> Iterator[tuple[UUID, Accompanied]]:
    """Person and company, by the name written down among the institution's side: outsiders come along to meetings."""
    by_name: dict[str, list[UUID]] = defaultdict(list)
    for user_id, name in User.objects.filter(pk__in=user_ids).order_by("pk").values_list("pk", "name"):
        for written in _spellings(name):
            by_name[written].append(user_id)
    people = RecordPerson.objects.filter(side="institution", name__in=list(by_name))
    for written, company_id, name, number in _named(people, "name", "record__case__").distinct():
        for user_id in by_name[written]:
            yield user_id, Accompanied(company_id, name, number, by_name=True)


def _named(rows: QuerySet[Any], who: str, case: str) -> QuerySet[Any, tuple[Any, UUID, str, str]]:
    company = f"{case}company"
    return rows.order_by().values_list(who, f"{company}_id", f"{company}__name", f"{company}__corporate_number")


def _spellings(name: str) -> set[str]:
    """A name as people type it: with a blank, a wide blank or none between its parts."""
    parts = name.split()
    return {blank.join(parts) for blank in (" ", "\u3000", "")} - {""}
