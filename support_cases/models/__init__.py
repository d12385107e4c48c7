"""What the accompaniment of companies keeps."""

from support_cases.models.case import CasePartner, ScaleReading, SupportCase
from support_cases.models.consent import SharingConsent
from support_cases.models.institution import AdvisorProfile, InstitutionProfile

__all__ = [
    "AdvisorProfile",
    "CasePartner",
    "InstitutionProfile",
    "ScaleReading",
    "SharingConsent",
    "SupportCase",
]
