"""What the accompaniment of companies keeps."""

from support_cases.models.case import CasePartner, ScaleReading, SupportCase
from support_cases.models.consent import SharingConsent
from support_cases.models.institution import AdvisorProfile, InstitutionProfile
from support_cases.models.record import Homework, RecordPerson, RecordVersion, SupportRecord

__all__ = [
    "AdvisorProfile",
    "CasePartner",
    "Homework",
    "InstitutionProfile",
    "RecordPerson",
    "RecordVersion",
    "ScaleReading",
    "SharingConsent",
    "SupportCase",
    "SupportRecord",
]
