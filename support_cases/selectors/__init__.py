"""What a person sees of support cases on a day."""

from support_cases.selectors.cases import cases_visible_to, newest_readings
from support_cases.selectors.consents import consents_visible_to, may_see_category
from support_cases.selectors.records import (
    ReadRecord,
    homework_visible_to,
    read_by,
    record_days_of,
    records_visible_to,
    written_by_others,
)

__all__ = [
    "ReadRecord",
    "cases_visible_to",
    "consents_visible_to",
    "homework_visible_to",
    "may_see_category",
    "newest_readings",
    "read_by",
    "record_days_of",
    "records_visible_to",
    "written_by_others",
]
