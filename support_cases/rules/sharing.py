"""What a company's consent lets an institution see, on a day. The company owns the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Category(StrEnum):
    """What is shared, each by its own consent."""

    RECORDS = "records"
    DIAGNOSES = "diagnoses"
    FINANCES = "finances"


CATEGORY_LABELS: Mapping[Category, str] = {
    Category.RECORDS: "支援の記録と計画",
    Category.DIAGNOSES: "診断の結果",
    Category.FINANCES: "決算などの数字",
}


class Visibility(StrEnum):
    """How far a record goes beyond the institution that wrote it."""

    OWN = "own"
    PARTNERS = "partners"
    COMPANY = "company"


VISIBILITY_LABELS: Mapping[Visibility, str] = {
    Visibility.OWN: "自機関だけ",
    Visibility.PARTNERS: "連携機関まで",
    Visibility.COMPANY: "企業にも見せる",
}


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent: to which institution, for what, from and until when, both days included."""

    institution: UUID
    category: Category
    starts_on: date
    until: date
    is_withdrawn: bool


def is_consented(consents: Iterable[Consent], *, institution: UUID, category: Category, on: date) -> bool:
    """Whether a consent to this institution for this category is in force on that day."""
    return any(
        each.institution == institution
        and each.category is category
        and not each.is_withdrawn
        and each.starts_on <= on <= each.until
        for each in consents
    )
