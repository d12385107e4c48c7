"""What the accompaniment of companies keeps."""

from support_cases.models.case import CasePartner, ScaleReading, SupportCase
from support_cases.models.consent import SharingConsent
from support_cases.models.diagnosis import Diagnosis, FinancialYear
from support_cases.models.institution import AdvisorProfile, InstitutionProfile
from support_cases.models.knowledge import CatalogueService, KnowledgeArticle
from support_cases.models.pipeline import Handover, PipelineEntry, Referral
from support_cases.models.plan import (
    CasePath,
    CaseTask,
    Challenge,
    Closing,
    Goal,
    Measurement,
    PhaseEntry,
    ToolOption,
)
from support_cases.models.record import Homework, RecordPerson, RecordVersion, SupportRecord
from support_cases.models.skill import SkillAssessment, Training
from support_cases.models.template import CaseTemplate

__all__ = [
    "AdvisorProfile",
    "CasePartner",
    "CasePath",
    "CaseTask",
    "CaseTemplate",
    "CatalogueService",
    "Challenge",
    "Closing",
    "Diagnosis",
    "FinancialYear",
    "Goal",
    "Handover",
    "Homework",
    "InstitutionProfile",
    "KnowledgeArticle",
    "Measurement",
    "PhaseEntry",
    "PipelineEntry",
    "RecordPerson",
    "RecordVersion",
    "Referral",
    "ScaleReading",
    "SharingConsent",
    "SkillAssessment",
    "SupportCase",
    "SupportRecord",
    "ToolOption",
    "Training",
]
