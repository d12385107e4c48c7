"""Which part of a support record whom it reaches: one pure rule for page, export and search alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from support_cases.rules.sharing import Visibility


class RecordKind(StrEnum):
    """What an entry is about. A pre-consultation (事前相談) is what the subsidy's rules ask for."""

    PRE_CONSULTATION = "pre_consultation"
    FIRST_VISIT = "first_visit"
    ACCOMPANIMENT = "accompaniment"
    REVIEW = "review"
    TRAINING = "training"
    OTHER = "other"


KIND_LABELS: Mapping[RecordKind, str] = {
    RecordKind.PRE_CONSULTATION: "事前相談",
    RecordKind.FIRST_VISIT: "初回の訪問",
    RecordKind.ACCOMPANIMENT: "伴走支援",
    RecordKind.REVIEW: "見直し・効果の確認",
    RecordKind.TRAINING: "研修・啓発",
    RecordKind.OTHER: "その他",
}
METHOD_LABELS: Mapping[str, str] = {
    "visit": "訪問",
    "office": "来所",
    "online": "オンライン",
    "telephone": "電話",
    "mail": "メール",
}
SIDE_LABELS: Mapping[str, str] = {"institution": "支援機関", "company": "企業"}
# Seen by the institution that wrote it and by nobody else, whatever the record's visibility.
PRIVATE_FIELDS = ("own_judgement",)
# Read by partners, not by the company: how one speaks of a manager is not how one speaks to one.
_NOT_FOR_COMPANY = ("obstacles",)


class Reader(StrEnum):
    """What a reader is to a record."""

    AUTHOR = "author"
    PARTNER = "partner"
    COMPANY = "company"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides who a reader is: the institutions and companies of the reader, and whether consent holds."""

    institutions: frozenset[UUID]
    companies: frozenset[UUID]
    is_consented: bool


def reader_of(standing: Standing, *, institution: UUID, company: UUID, visibility: Visibility) -> Reader:
    """Who the reader is to a record of `institution` about `company`.

    The author's institution always keeps what it wrote itself. A partner reads by the company's consent only.
    """
    if institution in standing.institutions:
        return Reader.AUTHOR
    if company in standing.companies:
        return Reader.COMPANY if visibility is Visibility.COMPANY else Reader.STRANGER
    may_partner = standing.is_consented and visibility in (Visibility.PARTNERS, Visibility.COMPANY)
    return Reader.PARTNER if standing.institutions and may_partner else Reader.STRANGER


def hidden_fields(reader: Reader) -> tuple[str, ...]:
    """What this reader does not get of a record that is in sight."""
    match reader:
        case Reader.AUTHOR:
            return ()
        case Reader.PARTNER:
            return PRIVATE_FIELDS
        case _:
            return (*PRIVATE_FIELDS, *_NOT_FOR_COMPANY)


def days_late(contact_on: date, recorded_on: date, *, within: int) -> int:
    """After how many days a contact was written down, where that is later than the institution wants; else 0."""
    days = (recorded_on - contact_on).days
    return days if days > within else 0
